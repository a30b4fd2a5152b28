using CellBot.Domain.Delivery;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Clock;

/// <summary>What is thrown away at night.</summary>
public sealed class Sweeps(Store store, CellClock clock)
{
    /// <summary>Telegram repeats an update for 24 hours, and after a week of silence its numbers begin anywhere.</summary>
    public static readonly TimeSpan SeenFor = TimeSpan.FromDays(7);

    /// <summary>A turn is long over by then.</summary>
    public static readonly TimeSpan OrphansFor = TimeSpan.FromHours(24);

    private const int Most = 500;

    /// <summary>Marks of updates older than seven days.</summary>
    public async Task<int> SeenUpdates(CancellationToken cancel)
    {
        var day = (clock.Now - SeenFor).UtcDateTime.AddDays(-1).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        var total = 0;
        for (var count = Most; count == Most; total += count)
            await Commits.Settle(store, null, async session =>
            {
                var old = await session.Range(SeenUpdate.ByDay, "", day, Most);
                foreach (var mark in old)
                    session.Delete<SeenUpdate>(mark.Id);
                count = old.Count;
            }, cancel);
        return total;
    }

    /// <summary>Files that no commit named.</summary>
    public Task<int> Orphans(CancellationToken cancel) => store.Attachments.Sweep(OrphansFor, cancel);
}
