using CellBot.Dialogs.Joining;
using CellBot.Domain.People;
using CellBot.Host.Backups;
using CellBot.Host.Channels.Zalo;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Restored;
using CellBot.Host.Sending;
using CellBot.Host.Settings;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Host.Operators;

/// <summary>
/// Looks after the host itself: whether the store takes writes (also when nobody writes, so that a full disk is known before a member meets it, and a mended one is
/// green again by itself), how full the disk is, and whether there is something that an operator, or a secretary, has to be told.
/// </summary>
internal sealed partial class Watch(
    Store store, StorageSettings storage, BackupSettings backup, DemoSettings demo, OperatorNews operators, SecretaryNews secretaries, IEnumerable<MonthlyQuota> quotas, IEnumerable<ZaloRoom> rooms, HealthBoard health, Mute mute, CellClock clock, ILogger<Watch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>A store that is well is tried once a minute: each try is flushed to disk.</summary>
    private static readonly TimeSpan TryEvery = TimeSpan.FromMinutes(1);

    /// <summary>A server that fails over is no news.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(20);

    /// <summary>A channel that is red for so long does not come back by itself.</summary>
    private static readonly TimeSpan ChannelPatience = TimeSpan.FromMinutes(2);

    private DateTimeOffset triedAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception accident) when (accident is not OperationCanceledException)
            {
                LogFailed(accident);
            }

            try
            {
                await Task.Delay(Every, clock.Time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Look(CancellationToken cancel)
    {
        var isMinute = clock.Now - triedAt >= TryEvery;
        if (isMinute || health.Store.Color is HealthColor.Red)
            await TryStore(cancel);
        var free = FreeMegabytes();
        if (mute.IsMuted || demo.Enabled)
            return;
        foreach (var trouble in Troubles(free))
            await operators.Tell(trouble, cancel);
        foreach (var quota in quotas)
            await secretaries.Tell(quota, cancel);
        if (!isMinute || health.Store.Color is HealthColor.Red)
            return;
        if (backup.Nightly && health.Parts.TryGetValue(NightlyBackup.Part, out var part) && part.Color is not HealthColor.Green
            && await store.LastBackup(cancel) is var last && (last is null || clock.Now - last > BackupNight.TooOld))
            await operators.Tell(Trouble.Backup(last), cancel);
        if ((await store.Open(cancel).Range(WrongCode.ByTime, WrongCode.KeyOf(clock.Now - CodeDialog.Window), WrongCode.KeyOf(clock.Now), CodeDialog.MostEverywhere)).Count == CodeDialog.MostEverywhere)
            await operators.Tell(Trouble.WrongCodes, cancel);
    }

    private IEnumerable<Trouble> Troubles(long? free)
    {
        if (health.IsStoreDamaged)
            yield return Trouble.Damaged;
        else if (health.Store.Color is HealthColor.Red && clock.Now - health.Store.Since >= StorePatience)
            yield return Trouble.StoreFails;
        if (free is { } left)
            yield return Trouble.DiskLow(left);
        foreach (var (name, state) in health.Channels)
            if (state.Color is HealthColor.Red && clock.Now - state.Since >= ChannelPatience && !quotas.Any(quota => quota.Bot == name && quota.IsUsedUp)) // which is told below
                yield return Trouble.Channel(name);
        foreach (var quota in quotas)
            if (quota.IsUsedUp)
                yield return Trouble.QuotaUsedUp(quota);
            else if (quota.IsNearlyUsed)
                yield return Trouble.QuotaNearlyUsed(quota);
        foreach (var room in rooms)
            if (room.TurnedAwayAt > clock.Now.AddDays(-1)) // nobody since: another bot was added, or it is last month's news
                yield return Trouble.BotFull(room.Name, room.Most);
    }

    /// <summary>A lease writes its epoch: the smallest commit there is.</summary>
    private async Task TryStore(CancellationToken cancel)
    {
        triedAt = clock.Now;
        try
        {
            await using var lease = await store.Engine.TryLease("watch", cancel);
            if (lease is not null)
                health.StoreIsWell();
        }
        catch (StoreException refusal)
        {
            health.StoreFails(refusal);
        }
    }

    /// <returns>What is left on the disk of the store, if that is too little.</returns>
    private long? FreeMegabytes()
    {
        const string part = "disk";
        if (!storage.IsEmbedded || storage.WarnBelowMegabytes == 0)
            return null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(storage.Path))!;
        var free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace >> 20;
        if (free >= storage.WarnBelowMegabytes)
        {
            health.Forget(part);
            return null;
        }

        health.Part(part, HealthColor.Yellow, $"Less than {storage.WarnBelowMegabytes} MB are free on the disk of {folder}. Make room: when it is full, nothing can be received.");
        return free;
    }

    [LoggerMessage(LogLevel.Error, "Looking after the host failed; it is tried again in some seconds.")]
    private partial void LogFailed(Exception accident);
}
