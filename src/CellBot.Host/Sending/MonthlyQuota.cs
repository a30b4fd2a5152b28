using System.Collections.Concurrent;
using System.Globalization;
using CellBot.Domain.Delivery;
using CellBot.Host.Clock;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Sending;

/// <summary>
/// The messages that a platform lets one bot send in a calendar month. Each is counted durably before its request leaves, so that a kill counts one too many rather than one
/// too few. The last part of the month's messages is kept for answers, and for what cannot wait or is a notice: reminders stop first. What it tells holds for this month, also
/// in the next one's first minutes, before anything was counted.
/// </summary>
/// <param name="bot">"{channel}/{bot}".</param>
/// <param name="total">Messages a month.</param>
/// <param name="kept">How many of them are not for reminders.</param>
internal sealed class MonthlyQuota(Store store, string bot, int total, int kept, CellClock clock)
{
    /// <summary>The platform said that there are no more although we counted fewer: when it is asked again. Its answer names no moment.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim one = new(1, 1); // within one host the count is changed by one send at a time
    private readonly ConcurrentDictionary<string, string> heldBack = new(StringComparer.Ordinal); // participant → month
    private volatile Tuple<string, int> counted = new("", 0); // month and messages, seen together
    private DateTimeOffset refusedUntil;

    /// <summary>"{channel}/{bot}".</summary>
    public string Bot => bot;

    /// <summary>In this month, as far as this host knows.</summary>
    public int Sent => counted is (var month, var sent) && month == Month ? sent : 0;

    public int Total => total;

    /// <summary>How many of them are not for reminders.</summary>
    public int Kept => kept;

    /// <summary>The operator should think of the rest of the month: four fifths are gone, or reminders wait already.</summary>
    public bool IsNearlyUsed => Sent >= total * 0.8 || HeldBack.Count > 0;

    /// <summary>Reminders wait now.</summary>
    public bool IsKept => Sent >= total - kept;

    public bool IsUsedUp => Sent >= total || refusedUntil > clock.Now;

    /// <summary>The first moment of the next month, local.</summary>
    public DateTimeOffset EndsAt => NextMonth(clock.Now);

    /// <summary>Whose reminders have not gone out for it this month, as far as this host knows.</summary>
    public IReadOnlyList<string> HeldBack => [.. heldBack.Where(held => held.Value == Month).Select(held => held.Key)];

    private string Month => clock.Now.ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>Counts messages that are about to leave.</summary>
    /// <returns>Null: they may; else when they may.</returns>
    public async Task<DateTimeOffset?> Take(OutboxMessage row, int messages, CancellationToken cancel)
    {
        var now = clock.Now;
        if (refusedUntil > now)
            return IsReminder(row) ? NextMonth(now) : refusedUntil;
        var most = IsReminder(row) ? total - kept : total;
        var may = false;
        await Change(count => (may = count + messages <= most) ? count + messages : count, cancel);
        return may ? null : NextMonth(now);
    }

    /// <summary>A message waits for the next month, and no other account of its reader can take it. Only reminders are told of: whoever asked sees that no answer comes.</summary>
    public void HoldsBack(OutboxMessage row)
    {
        if (row.ParticipantId is { } person && IsReminder(row))
            heldBack[person] = Month;
    }

    /// <summary>They were surely not sent.</summary>
    public Task GiveBack(int messages, CancellationToken cancel) => messages == 0 ? Task.CompletedTask : Change(count => Math.Max(0, count - messages), cancel);

    /// <summary>The platform says that the month's messages are used up.</summary>
    /// <returns>When to ask again.</returns>
    public DateTimeOffset Refused(OutboxMessage row)
    {
        var now = clock.Now;
        refusedUntil = now + AskAgain;
        return IsReminder(row) ? NextMonth(now) : refusedUntil;
    }

    /// <summary>Reads what was counted before.</summary>
    public async Task Load(CancellationToken cancel) => counted = new(Month, (await store.Open(cancel).Get<MonthlyCount>(MonthlyCount.IdOf(bot, clock.Now)))?.Sent ?? 0);

    /// <summary>For the operator: "2410 of 3000".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sent} of {total}");

    private static bool IsReminder(OutboxMessage row) => row is { Lane: Lane.Bulk, NoticeId: null };

    private static DateTimeOffset NextMonth(DateTimeOffset now) => new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, now.Offset).AddMonths(1);

    private async Task Change(Func<int, int> change, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            await Commits.Settle(store, null, async session =>
            {
                var id = MonthlyCount.IdOf(bot, clock.Now);
                var before = await session.Get<MonthlyCount>(id) ?? new MonthlyCount(id);
                var after = change(before.Sent);
                if (after != before.Sent)
                    session.Put(before with { Sent = after });
                counted = new(Month, after);
            }, cancel);
        }
        finally
        {
            one.Release();
        }
    }
}
