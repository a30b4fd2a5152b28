using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Host.Health;
using CellBot.Host.Restored;
using CellBot.Host.Sending;
using CellBot.Host.Turns;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Host.Clock;

/// <summary>Asks each tick of the product what is due and settles it, each person or notice in a commit of its own. Finding nothing costs one index read a tick.</summary>
/// <param name="own">What comes with time and is the host's own matter (making files).</param>
public sealed partial class DueTicks(
    Store store, DialogCatalog catalog, IEnumerable<Tick> own, Phrasebook words, Outbox outbox, CellClock clock, Backlog backlog, Mute mute, HealthBoard health, IChannelGuide guide, ILogger<DueTicks> log)
{
    private const int Most = 500;

    /// <summary>Settled side by side, so that their commits share a flush.</summary>
    private const int AtOnce = 32;

    /// <summary>Parts of something large that are done before other ticks have their turn.</summary>
    private const int ChunksInARow = 4;

    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    private readonly Tick[] ticks = [.. catalog.Ticks, .. own];
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Dictionary<string, DateTimeOffset> complained = [];
    private readonly Dictionary<(string Tick, string Id), (DateTimeOffset Until, TimeSpan Pause)> failed = [];

    /// <summary>Settles all that is due now; nothing happens if that is being done already, or while a channel's backlog is unread.</summary>
    /// <returns>How many were settled.</returns>
    public async Task<int> RunIfFree(CancellationToken cancel)
    {
        if (!await one.WaitAsync(0, cancel))
            return 0;
        try
        {
            return await RunAll(cancel);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The same, after whatever is being settled: for a clock that was moved.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            return await RunAll(cancel);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>When something will be due next, local; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> Next(CancellationToken cancel)
    {
        DateTimeOffset? next = null;
        foreach (var tick in ticks)
            if (await tick.Next(store.Open(cancel)) is { } at && (next is null || at < next))
                next = at;
        return next;
    }

    private async Task<int> RunAll(CancellationToken cancel)
    {
        if (mute.IsMuted || !backlog.IsSettled)
        {
            health.Ticked();
            return 0;
        }

        var settled = 0;
        foreach (var tick in ticks)
        {
            try
            {
                settled += await RunOne(tick, cancel);
            }
            catch (Exception accident) when (accident is not OperationCanceledException)
            {
                Complain(accident, tick);
            }
        }

        health.Ticked();
        return settled;
    }

    /// <summary>What cannot even be asked is asked again a tenth of a second later; it is logged once a minute.</summary>
    private void Complain(Exception accident, Tick tick)
    {
        if (accident is StoreException trouble)
            health.StoreFails(trouble);
        if (complained.TryGetValue(tick.Name, out var at) && clock.Now - at < TimeSpan.FromMinutes(1))
            return;
        complained[tick.Name] = clock.Now;
        LogUnasked(accident, tick.Name);
    }

    private async Task<int> RunOne(Tick tick, CancellationToken cancel)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        for (var chunks = 1; ; chunks++)
        {
            var now = clock.Now;
            var due = await tick.Due(store.Open(cancel), now, Most + failed.Count);
            if (due.Count == 0)
                return done.Count;

            // What is still due after it was settled, or rests after a failure, must not keep the clock busy.
            var goesOn = tick.InChunks && chunks < ChunksInARow;
            var next = due.Where(id => (tick.InChunks || !done.Contains(id)) && !(failed.TryGetValue((tick.Name, id), out var rest) && rest.Until > now)).Distinct().ToList();
            if (next.Count == 0)
                return done.Count;
            await Parallel.ForEachAsync(next, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (id, _) => await Settle(tick, id, now, cancel));
            done.UnionWith(next);
            health.Ticked(); // a long wave is no stopped clock
            if (tick.InChunks ? !goesOn : due.Count < Most)
                return done.Count;
        }
    }

    private async Task Settle(Tick tick, string id, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            await Commits.Settle(store, outbox, session => tick.Settle(new TickRun(id, session, words, now) { Guide = guide }), cancel);
            health.StoreIsWell();
            lock (failed)
                failed.Remove((tick.Name, id));
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            LogFailed(accident, tick.Name, id);
            if (accident is StoreException trouble)
                health.StoreFails(trouble);
            lock (failed)
            {
                var rest = failed.TryGetValue((tick.Name, id), out var before) ? TimeSpan.FromTicks(Math.Min(before.Pause.Ticks * 2, LongestRest.Ticks)) : FirstRest;
                failed[(tick.Name, id)] = (now + rest, rest);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The tick {Tick} cannot be asked what is due; it is asked again and again.")]
    private partial void LogUnasked(Exception accident, string tick);

    [LoggerMessage(LogLevel.Error, "The tick {Tick} failed for {Id}; it is tried again later.")]
    private partial void LogFailed(Exception accident, string tick, string id);
}
