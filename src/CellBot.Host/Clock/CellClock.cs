namespace CellBot.Host.Clock;

/// <summary>The time as a cell lives it: Indochina time, UTC+7 all year (Decision 121/CP of 1975; no daylight saving since).</summary>
public sealed class CellClock(TimeProvider time)
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>For timers and waits.</summary>
    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow().ToOffset(Offset);
}
