namespace CellBot.Host.Clock;

/// <summary>
/// The time of the demo and of tests: it runs like the real one, and can be moved forward. Whatever waits on it (timers, delays) follows: what would have come
/// due in the time skipped comes at once.
/// </summary>
/// <param name="start">What it shows first; null for the real time.</param>
public sealed class DemoClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<FollowingTimer> timers = [];
    private TimeSpan ahead = start is { } shown ? shown - System.GetUtcNow() : TimeSpan.Zero;

    /// <summary>After every move, on the thread that moved it.</summary>
    public event Action? Moved;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return System.GetUtcNow() + ahead;
    }

    public override long GetTimestamp()
    {
        lock (gate)
            return System.GetTimestamp() + (long)(ahead.TotalSeconds * System.TimestampFrequency);
    }

    public override long TimestampFrequency => System.TimestampFrequency;

    /// <summary>Moves the time forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Backwards: reminders that were sent would be due again.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        FollowingTimer[] following;
        lock (gate)
        {
            ahead += by;
            following = [.. timers];
        }

        foreach (var timer in following)
            timer.Skip(by);
        Moved?.Invoke();
    }

    /// <summary>Moves the time to this moment; nothing happens if that is not later than now.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        var by = moment - GetUtcNow();
        if (by > TimeSpan.Zero)
            Advance(by);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FollowingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Follow(FollowingTimer timer, bool isRunning)
    {
        lock (gate)
        {
            if (isRunning)
                timers.Add(timer);
            else
                timers.Remove(timer);
        }
    }

    /// <summary>A real timer that is set anew when the time is moved.</summary>
    private sealed class FollowingTimer : ITimer
    {
        private readonly DemoClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer real;
        private readonly Lock own = new();
        private DateTimeOffset dueAt = DateTimeOffset.MaxValue;
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public FollowingTimer(DemoClock clock, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            real = System.CreateTimer(static timer => ((FollowingTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (own)
            {
                period = newPeriod;
                dueAt = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.GetUtcNow() + dueTime;
                return Set(dueTime);
            }
        }

        public void Skip(TimeSpan by)
        {
            lock (own)
            {
                if (dueAt == DateTimeOffset.MaxValue || by == TimeSpan.Zero)
                    return;
                var left = dueAt - clock.GetUtcNow();
                Set(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
        }

        public void Dispose()
        {
            clock.Follow(this, false);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.Follow(this, false);
            return real.DisposeAsync();
        }

        private bool Set(TimeSpan dueTime)
        {
            clock.Follow(this, dueTime != Timeout.InfiniteTimeSpan);
            return real.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        private void Fire()
        {
            lock (own)
            {
                if (dueAt == DateTimeOffset.MaxValue)
                    return;
                if (period > TimeSpan.Zero)
                {
                    dueAt = clock.GetUtcNow() + period;
                    Set(period);
                }
                else
                {
                    dueAt = DateTimeOffset.MaxValue;
                    Set(Timeout.InfiniteTimeSpan);
                }
            }

            callback(state);
        }
    }
}
