using CellBot.Host.Clock;

namespace CellBot.Host.Simulation;

/// <summary>Stands still until the simulation moves it on.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Local (+07:00).</summary>
    public DateTimeOffset Now { get; private set; } = start;

    public void MoveTo(DateTimeOffset moment)
    {
        if (moment > Now) Now = moment;
    }

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("cell", CellClock.Offset, "cell", "cell");
}
