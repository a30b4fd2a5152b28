namespace CellBot.Testing.Towns;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    /// <summary>Local time of the cell (+07:00).</summary>
    public DateTimeOffset Now
    {
        get => now;
        set => now = value >= now ? value : throw new InvalidOperationException($"The clock cannot go back from {now} to {value}.");
    }

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("cell", TimeSpan.FromHours(7), "cell", "cell");
}
