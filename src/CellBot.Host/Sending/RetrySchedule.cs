namespace CellBot.Host.Sending;

/// <summary>When a message that was surely not sent is tried again.</summary>
/// <param name="first">Before the second try; doubles with each try.</param>
/// <param name="longest">The most that is waited, unless the platform asks for more.</param>
/// <param name="life">A message older than this is given up, if it has no end of its own.</param>
public sealed class RetrySchedule(TimeSpan first, TimeSpan longest, TimeSpan life)
{
    public static RetrySchedule Standard { get; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));

    /// <param name="tries">How often it was tried, at least 1.</param>
    /// <param name="asked">What the platform asked for; obeyed even when longer.</param>
    /// <param name="createdAt">When the message was written.</param>
    /// <param name="notAfter">When it becomes worthless, inclusive; null: after its life.</param>
    /// <returns>The moment of the next try; null: none, it is given up.</returns>
    public DateTimeOffset? Next(int tries, TimeSpan? asked, DateTimeOffset createdAt, DateTimeOffset? notAfter, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        var own = tries > 20 ? longest : TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << (tries - 1)));
        var next = now + (asked ?? own);
        return IsWorth(next, createdAt, notAfter) ? next : null;
    }

    /// <summary>Whether the message is still worth sending at that moment.</summary>
    public bool IsWorth(DateTimeOffset at, DateTimeOffset createdAt, DateTimeOffset? notAfter) => at <= (notAfter ?? createdAt + life);
}
