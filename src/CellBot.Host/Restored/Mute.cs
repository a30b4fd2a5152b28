using CellBot.Host.Channels;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Host.Restored;

/// <summary>
/// A restored copy says nothing until the operator says go: no channel receives or sends, the clock reminds nobody, nothing is swept or backed up over the
/// original's backups. Looks once a second whether <c>cellbot unmute</c> was run, on this host or another.
/// </summary>
public sealed partial class Mute(Store store, IEnumerable<IChannel> channels, Backlog backlog, HealthBoard health, TimeProvider time, ILogger<Mute> log) : BackgroundService
{
    private const string Part = "mute";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True until the store was asked for the first time.</summary>
    public bool IsMuted => !over.Task.IsCompleted;

    /// <summary>Waits until it may speak.</summary>
    public Task Over(CancellationToken cancel) => over.Task.WaitAsync(cancel);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await store.Mute(cancellationToken) is { } mute)
        {
            var reason = $"This is a restored copy of {mute.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: it neither receives nor sends until you run: cellbot unmute";
            health.Part(Part, HealthColor.Yellow, reason);
            LogMuted(reason);
        }
        else
        {
            Speak();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (IsMuted)
        {
            try
            {
                await Task.Delay(Look, time, stoppingToken);
                if (await store.Mute(stoppingToken) is not null)
                    continue;
                health.Forget(Part);
                LogSpeaking();
                Speak();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreException)
            {
                // Asked again in a second; the store's own colour tells of it.
            }
        }
    }

    /// <summary>What people wrote meanwhile is read before the clock acts, at every start as after a restore.</summary>
    private void Speak()
    {
        backlog.Begin(channels);
        over.SetResult();
    }

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private partial void LogMuted(string reason);

    [LoggerMessage(LogLevel.Information, "The restored copy may speak from now on.")]
    private partial void LogSpeaking();
}
