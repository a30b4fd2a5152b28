using System.Diagnostics;
using CellBot.Testing.Telegram;

namespace CellBot.Bench;

/// <summary>Updates that arrive on their own schedule, whatever the host is doing, so that waiting counts. Each person's next word is one step on in the conversation.</summary>
internal sealed class OpenLoop
{
    private readonly FakeUser[] users;
    private readonly long[] planned;
    private readonly int[] step;
    private readonly int perSecond;

    public OpenLoop(FakeBot bot, int people, int perSecond)
    {
        this.perSecond = perSecond;
        users = [.. Enumerable.Range(0, people).Select(i => bot.NewUser("Người " + i, Seeds.FirstUser + i))];
        (planned, step) = (new long[people], new int[people]);
        bot.Received += (user, _) =>
        {
            if (user is not null && Interlocked.Exchange(ref planned[user.Id - Seeds.FirstUser], 0) is > 0 and var at) Latencies.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        };
    }

    /// <summary>From the moment an update was to arrive until its answer has come. A run that warms up first puts a new one here.</summary>
    public Latencies Latencies { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); } = new();

    public async Task Run(CancellationToken cancel) =>
        await Task.Factory.StartNew(() => Say(cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>
    /// A thread of its own that sleeps: timers of the runtime go by a clock that many kernels move every 4 or 10 ms, and were later than the host took to answer.
    /// </summary>
    private void Say(CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        for (var sent = 0; !cancel.IsCancellationRequested;)
        {
            Thread.Sleep(1);
            // Number n is due n intervals after the start, the first one at once.
            for (var due = 1 + (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); sent < due; sent++)
            {
                var i = sent % users.Length;
                planned[i] = start + (long)(sent / (double)perSecond * Stopwatch.Frequency);
                users[i].Says(Conversation.Steps[step[i]++ % Conversation.Steps.Length]);
            }
        }
    }
}
