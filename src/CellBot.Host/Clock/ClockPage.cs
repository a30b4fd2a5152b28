namespace CellBot.Host.Clock;

/// <summary>
/// <c>POST /clock?to=2027-01-05T08:30:00%2B07:00</c> moves a movable clock forward and answers, when all that fell due is settled, with the time it shows then.
/// Only there with <c>Clock:Movable</c>, and only for this machine.
/// </summary>
internal static class ClockPage
{
    public static void MapClock(this WebApplication app, DemoClock clock) => app.MapPost("/clock", async (HttpContext context, DateTimeOffset to, DueTicks ticks) =>
    {
        if (context.Connection.RemoteIpAddress is not { } caller || !System.Net.IPAddress.IsLoopback(caller))
            return Results.NotFound();
        clock.AdvanceTo(to);
        await ticks.Run(context.RequestAborted);
        return Results.Text(clock.GetUtcNow().ToOffset(CellClock.Offset).ToString("O"));
    });
}
