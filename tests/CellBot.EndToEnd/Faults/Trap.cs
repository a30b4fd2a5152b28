using CellBot.EndToEnd.Processes;
using CellBot.Testing.Disks;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Faults;

/// <summary>At what the host is killed.</summary>
internal enum Bait
{
    /// <summary>While it comes up: so many milliseconds after it was started.</summary>
    Start,

    /// <summary>So many milliseconds after it was up.</summary>
    Any,

    /// <summary>When Telegram has taken its n-th message: the host does not know that yet.</summary>
    Taken,

    /// <summary>When its n-th request to send has come, and nothing was done with it.</summary>
    Sending,

    /// <summary>At its n-th question for updates, which acknowledges the ones before.</summary>
    Polling,

    /// <summary>A few milliseconds after its n-th question for updates: turns are being committed.</summary>
    Turning,

    /// <summary>The power goes in the middle of the n-th write to its database.</summary>
    Write,

    /// <summary>The power goes before the n-th flush: that commit never was.</summary>
    BeforeFlush,

    /// <summary>The power goes behind the n-th flush: the commit is made, and the host does not know that.</summary>
    AfterFlush,
}

/// <param name="Count">The n of the bait; milliseconds for the two that have none.</param>
/// <param name="Delay">Milliseconds from the bait to the kill.</param>
internal sealed record KillPlan(Bait Bait, int Count, int Delay)
{
    /// <param name="most">Of messages that may pass before the kill.</param>
    /// <param name="fragile">On a disk that forgets what was not flushed: then every kill is a power cut, and half of them come from the disk itself.</param>
    public static KillPlan Next(Random random, int most, bool fragile) => random.Next(fragile ? 200 : 100) switch
    {
        >= 170 => new KillPlan(Bait.Write, random.Next(1, most * 8), 0),
        >= 135 => new KillPlan(Bait.BeforeFlush, random.Next(1, most * 2), 0),
        >= 100 => new KillPlan(Bait.AfterFlush, random.Next(1, most * 2), 0),
        < 12 => new KillPlan(Bait.Start, random.Next(800), 0),
        < 24 => new KillPlan(Bait.Any, random.Next(800), 0),
        < 48 => new KillPlan(Bait.Taken, random.Next(1, most), 0),
        < 64 => new KillPlan(Bait.Sending, random.Next(1, most), 0),
        < 72 => new KillPlan(Bait.Polling, random.Next(1, most), 0),
        _ => new KillPlan(Bait.Turning, random.Next(1, most), random.Next(1, 12)),
    };

    /// <summary>What the disk does about it.</summary>
    public DiskPlan Disk(int seed) => Bait switch
    {
        Bait.Write => new DiskPlan(seed, Cut.Write, Count),
        Bait.BeforeFlush => new DiskPlan(seed, Cut.BeforeFlush, Count),
        Bait.AfterFlush => new DiskPlan(seed, Cut.AfterFlush, Count),
        _ => new DiskPlan(seed),
    };

    public override string ToString() => $"{Bait} {Count}{(Delay > 0 ? $" + {Delay} ms" : "")}";
}

/// <summary>Kills the host at its bait, or when that does not come.</summary>
internal sealed class Trap(HostProcess host, FakeBot bot, Witness witness, KillPlan plan)
{
    /// <summary>Longer is not waited for the bait (real time).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    private readonly TaskCompletionSource sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock once = new();
    private int left = plan.Count;

    /// <summary>Kills; returns when the host is dead.</summary>
    /// <param name="meanwhile">What happens in the time before, once it is up; may fail by the kill.</param>
    public async Task Spring(Func<Task> meanwhile)
    {
        bot.Called += Called;
        bot.Received += Taken;
        try
        {
            if (plan.Bait is Bait.Start)
            {
                await Pause(plan.Count);
            }
            else
            {
                await Task.WhenAny(WhileUp(meanwhile), sprung.Task, host.Ended);
                if (plan.Bait is Bait.Any)
                    await Pause(plan.Count);
                await Task.WhenAny(sprung.Task, host.Ended, Task.Delay(plan.Bait is Bait.Any ? TimeSpan.Zero : Patience, TimeProvider.System));
            }
        }
        finally
        {
            bot.Called -= Called;
            bot.Received -= Taken;
            Kill();
        }
    }

    private async Task WhileUp(Func<Task> meanwhile)
    {
        try
        {
            await host.WaitUntilUp();
            await meanwhile();
        }
        catch (Exception cut) when (!host.IsRunning && cut is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            // Killed in the middle of it.
        }
    }

    private void Called(string method)
    {
        var isBait = plan.Bait switch
        {
            Bait.Sending => method.StartsWith("send", StringComparison.Ordinal),
            Bait.Polling or Bait.Turning => method == "getUpdates",
            _ => false,
        };
        if (isBait && Interlocked.Decrement(ref left) == 0)
            Bite();
    }

    private void Taken(FakeUser? user, FakeMessage message)
    {
        if (plan.Bait is Bait.Taken && Interlocked.Decrement(ref left) == 0)
            Bite();
    }

    private void Bite()
    {
        if (plan.Delay == 0)
            Kill();
        else
            _ = Pause(plan.Delay).ContinueWith(_ => Kill(), TaskScheduler.Default);
    }

    private void Kill()
    {
        lock (once)
        {
            if (sprung.Task.IsCompleted)
                return;
            host.Kill();
            witness.Killed();
            sprung.SetResult();
        }
    }

    private static Task Pause(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
}
