using CellBot.Host.Clock;

namespace CellBot.Host.Tests.Clock;

public sealed class DemoClockTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 5, 9, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void It_begins_where_it_is_told_and_moves_forward_only()
    {
        var clock = new DemoClock(Start);
        Assert.InRange(clock.GetUtcNow() - Start, TimeSpan.Zero, TimeSpan.FromSeconds(5));

        clock.AdvanceTo(Start.AddDays(3));
        Assert.InRange(clock.GetUtcNow() - Start, TimeSpan.FromDays(3), TimeSpan.FromDays(3) + TimeSpan.FromSeconds(5));
        clock.AdvanceTo(Start);
        Assert.True(clock.GetUtcNow() > Start.AddDays(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task What_waits_on_it_follows()
    {
        var clock = new DemoClock(Start);
        var waits = Task.Delay(TimeSpan.FromDays(1), clock);
        using var cancelled = new CancellationTokenSource(TimeSpan.FromDays(2), clock);
        var moved = 0;
        clock.Moved += () => moved++;

        clock.Advance(TimeSpan.FromHours(23));
        await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
        Assert.False(waits.IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));
        await waits.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(cancelled.IsCancellationRequested);
        Assert.Equal(2, moved);
    }

    [Fact]
    public async Task A_period_goes_on_after_a_move()
    {
        var clock = new DemoClock(Start);
        var ticks = 0;
        var third = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(_ => { if (Interlocked.Increment(ref ticks) == 3) third.TrySetResult(); }, null, TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(5));
        clock.Advance(TimeSpan.FromHours(1));
        await third.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void The_cell_lives_at_plus_seven()
    {
        var now = new CellClock(new DemoClock(Start)).Now;
        Assert.Equal(TimeSpan.FromHours(7), now.Offset);
        Assert.Equal(9, now.Hour);
    }
}
