using System.Globalization;
using CellBot.Domain.Delivery;
using CellBot.Host.Clock;
using CellBot.Storage.Records;

namespace CellBot.Host.Demo;

/// <summary>The hands of the demo's clock, which people move: one move at a time, and everything on the way happens at its own hour.</summary>
/// <param name="savedAt">A file that keeps where the clock was left.</param>
internal sealed class DemoHands(DemoClock clock, CellClock cell, DueTicks ticks, Store store, string savedAt) : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Looks for what has not left yet, before the time goes on all the same: three seconds.</summary>
    private const int MostLooks = 600;

    private readonly SemaphoreSlim one = new(1, 1);

    public DateTimeOffset Now => cell.Now;

    /// <summary>After a move.</summary>
    public event Action? Moved;

    /// <summary>A clock that starts where the demo was left: it never goes back behind what was already sent.</summary>
    /// <param name="storePath">The moment is kept beside the store, in <c>name.clock</c>.</param>
    public static DemoClock Start(string storePath)
    {
        var file = PathFor(storePath);
        return File.Exists(file) && DateTimeOffset.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var left) && left > TimeProvider.System.GetUtcNow()
            ? new DemoClock(left) : new DemoClock();
    }

    public static string PathFor(string storePath) => Path.ChangeExtension(Path.GetFullPath(storePath), ".clock");

    public Task Forward(TimeSpan by, CancellationToken cancel) => To(now => now + by, cancel);

    /// <summary>To 8:30 of the next day.</summary>
    public Task ToMorning(CancellationToken cancel) => To(now => new DateTimeOffset(now.Year, now.Month, now.Day, 8, 30, 0, now.Offset).AddDays(1), cancel);

    private async Task To(Func<DateTimeOffset, DateTimeOffset> target, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            await SendWhatSettles(cancel);
            await new DemoTime(clock, ticks, Sent).GoTo(target(Now), cancel);
            await File.WriteAllTextAsync(savedAt, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), cancel);
        }
        finally
        {
            one.Release();
        }
        Moved?.Invoke();
    }

    /// <summary>An answer that waits some seconds for more pages leaves before anything that happens later.</summary>
    private async Task SendWhatSettles(CancellationToken cancel)
    {
        var soon = Now + Soon;
        foreach (var at in (await Waiting(cancel)).Select(row => row.NotBefore).OfType<DateTimeOffset>().Where(at => at <= soon).Order())
        {
            clock.AdvanceTo(at);
            await Sent(cancel);
        }
    }

    private async Task Sent(CancellationToken cancel)
    {
        for (var looks = 0; looks < MostLooks && (await Waiting(cancel)).Any(row => !(row.NotBefore > Now)); looks++)
            await Task.Delay(Look, TimeProvider.System, cancel);
    }

    private ValueTask<IReadOnlyList<OutboxMessage>> Waiting(CancellationToken cancel) =>
        store.Open(cancel).Find(OutboxMessage.ByQueue, $"{DemoCell.Channel}/{DemoCell.Bot}/", 10_000);

    public void Dispose() => one.Dispose();
}
