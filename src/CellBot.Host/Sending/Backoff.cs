namespace CellBot.Host.Sending;

/// <summary>Waits that double from the first to the longest, each cut or stretched by up to a fifth, so that many bots do not come back in the same moment.</summary>
/// <param name="chance">0 to 1, a new one at each call.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> chance)
{
    private int failures;

    public TimeSpan Next()
    {
        var wait = TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(failures++, 20)));
        return wait * (0.8 + (0.4 * chance()));
    }

    public void Over() => failures = 0;
}
