using CellBot.Host.Clock;

namespace CellBot.Host.Backups;

/// <summary>When a nightly backup is owed. Moments are local (+07:00).</summary>
public static class BackupNight
{
    /// <summary>When nobody writes, and before old marks are swept.</summary>
    public static readonly TimeOnly At = new(2, 30);

    /// <summary>An older backup is told to the operator: one night may fail, not two.</summary>
    public static readonly TimeSpan TooOld = TimeSpan.FromDays(2);

    /// <summary>Whether a night has begun since the last one: also when the host was down at that time, or the last try failed.</summary>
    /// <param name="last">The moment that the newest backup holds; null: there is none.</param>
    public static bool IsOwed(DateTimeOffset? last, DateTimeOffset now)
    {
        now = now.ToOffset(CellClock.Offset);
        var night = new DateTimeOffset(DateOnly.FromDateTime(now.DateTime).ToDateTime(At), now.Offset);
        if (night > now)
            night = night.AddDays(-1);
        return last is null || last < night;
    }
}
