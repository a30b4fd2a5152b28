using System.Globalization;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Records;
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

    /// <summary>Marks of updates, guards of reminding days, wrong codes and dead links older than seven days.</summary>
    public async Task<int> OldMarks(CancellationToken cancel)
    {
        var before = (clock.Now - SeenFor).UtcDateTime.AddDays(-1);
        var day = before.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return await Drop(SeenUpdate.ByDay, day, cancel) + await Drop(ReminderDay.ByDay, day, cancel) + await Drop(WrongCode.ByTime, WrongCode.KeyOf(before), cancel)
            + await Drop(FileLink.ByExpiry, WrongCode.KeyOf(before), cancel) + await Drop(FileUpload.ByExpiry, WrongCode.KeyOf(before), cancel);
    }

    private async Task<int> Drop<T>(Index<T> index, string upTo, CancellationToken cancel) where T : Record
    {
        var total = 0;
        for (var count = Most; count == Most; total += count)
            await Commits.Settle(store, null, async session =>
            {
                var old = await session.Range(index, "", upTo, Most);
                foreach (var record in old)
                    session.Delete<T>(record.Id);
                count = old.Count;
            }, cancel);
        return total;
    }

    /// <summary>Files that no commit named.</summary>
    public Task<int> Orphans(CancellationToken cancel) => store.Attachments.Sweep(OrphansFor, cancel);
}
