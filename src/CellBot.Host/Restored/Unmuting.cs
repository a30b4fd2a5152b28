using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Records;
using CellBot.Host.People;
using CellBot.Storage.Records;

namespace CellBot.Host.Restored;

/// <summary>
/// Lets a restored copy speak. The original lived on after the moment that the copy holds, and nobody knows for how long: what was on its way then may have
/// arrived, so none of it is sent again; it is listed as unknown, and reports still sum up. A reminder of this very day may have been said, too.
/// </summary>
internal sealed class Unmuting(Store store, TimeProvider clock)
{
    private const int Page = 500;

    /// <summary>Why such a row is listed as unknown.</summary>
    public const string Reason = "restored";

    /// <returns>How many messages were listed as unknown; null: the store was not muted.</returns>
    public async Task<int?> Run(CancellationToken cancel)
    {
        if (await store.Mute(cancel) is not { } mute)
            return null;
        var unknown = await ListUnknown(OutboxMessage.ByQueue, cancel) + await ListUnknown(OutboxMessage.HeldByAccount, cancel);
        var now = clock.LocalNow();
        if (mute.MadeAt.LocalDay() == now.LocalDay())
            await GuardToday(now, cancel);
        await store.Decide(async session =>
        {
            await session.AuditOperator("unmute", "store", null, now);
            return true;
        }, cancel);
        await store.Unmute(cancel); // last: cut short before it, all of this is found again
        return unknown;
    }

    /// <summary>What may not go before a moment still to come has surely not gone.</summary>
    private async Task<int> ListUnknown(Index<OutboxMessage> index, CancellationToken cancel)
    {
        var total = 0;
        var kept = 0;
        while (true)
        {
            var (found, listed) = await store.Decide(async session =>
            {
                var now = clock.GetUtcNow();
                var rows = await session.Find(index, "", Page + kept);
                var maybeGone = rows.Where(row => row.State is OutboxState.Sending || row.NotBefore is not { } notBefore || notBefore <= now).ToList();
                foreach (var row in maybeGone)
                    session.Put(row with { State = OutboxState.Unknown, Reason = Reason, SettledAt = now });
                return (rows.Count, maybeGone.Count);
            }, cancel);
            total += listed;
            if (found < Page + kept)
                return total;
            kept = found - listed;
        }
    }

    /// <summary>Whoever had something due since counts as reminded today: the shared reminder comes tomorrow morning, as the stage that fits then.</summary>
    private async Task GuardToday(DateTimeOffset now, CancellationToken cancel)
    {
        var due = await store.Open(cancel).Range(Reminder.ByDue, "", $"{now.UtcDateTime:yyyyMMddHHmmss}", int.MaxValue);
        foreach (var people in due.Select(reminder => reminder.PersonId).Distinct().Chunk(Page))
            await store.Decide(async session =>
            {
                foreach (var person in people)
                {
                    var id = ReminderDay.IdOf(now.LocalDay(), person);
                    if (await session.Get<ReminderDay>(id) is null)
                        session.Put(new ReminderDay(id) { SentAt = now });
                }

                return true;
            }, cancel);
    }
}
