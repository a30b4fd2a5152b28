namespace CellBot.Host.Clock;

/// <summary>Takes the demo's clock forward as time would pass: from one due moment to the next, settling each at its own time.</summary>
/// <param name="sent">Waits until what was just settled has left: a message belongs to the hour that it was written in.</param>
public sealed class DemoTime(DemoClock clock, DueTicks ticks, Func<CancellationToken, Task>? sent = null)
{
    private static readonly TimeSpan Instant = TimeSpan.FromMinutes(1);

    /// <param name="target">Where to stop; nothing happens if it is past.</param>
    public async Task GoTo(DateTimeOffset target, CancellationToken cancel)
    {
        while (await ticks.Next(cancel) is { } next && next < target)
        {
            // Something still due after it was settled (a failure that rests) must not stop the time.
            var now = clock.GetUtcNow();
            clock.AdvanceTo(next > now ? next : now + Instant);
            if (clock.GetUtcNow() >= target)
                break;
            await ticks.Run(cancel);
            if (sent is not null)
                await sent(cancel);
        }

        clock.AdvanceTo(target);
        await ticks.Run(cancel);
    }
}
