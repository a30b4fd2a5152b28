using System.Collections.Concurrent;
using System.Diagnostics;
using CellBot.Testing.Telegram;

namespace CellBot.Bench;

/// <summary>
/// 8 % of calls fail (500, reset, slow, answer lost), two chats are told to wait a second, and 5 % of updates come twice: everyone finishes, nobody is told anything twice but
/// what was in flight, and no chat is written to while it was told to wait.
/// </summary>
internal static class FaultRun
{
    public static async Task<int> Run()
    {
        const int people = 600;
        await using var host = new HostUnderTest();
        await host.Seed(store => Seeds.People(store, 15, 40, Conversation.CellNow()));
        var random = new Random(11);
        var gate = new Lock();
        var sends = 0;
        host.Bot.Faults.DoubleUpdate = () => { lock (gate) return random.NextDouble() < 0.05; };
        host.Bot.Faults.Decide = method =>
        {
            if (!method.StartsWith("send", StringComparison.Ordinal)) return null;
            if (Interlocked.Increment(ref sends) is 300 or 3000) return new Fault.TooManyRequests(1);
            lock (gate)
                return random.NextDouble() switch
                {
                    < 0.03 => new Fault.ServerError(),
                    < 0.05 => new Fault.ResetBefore(),
                    < 0.07 => new Fault.Slow(TimeSpan.FromMilliseconds(300)),
                    < 0.08 => new Fault.ResetAfter(),
                    _ => null,
                };
        };
        var users = Enumerable.Range(0, people).Select(i => host.Bot.NewUser("Người " + i, Seeds.FirstUser + i)).ToArray();
        var at = new int[people];
        var words = new ConcurrentDictionary<(long User, string Text), int>();
        var finished = 0;
        long answers = 0, last = 0;
        var done = new TaskCompletionSource();
        host.Bot.Received += (user, message) =>
        {
            if (user is null) return;
            Interlocked.Increment(ref answers);
            last = Stopwatch.GetTimestamp();
            // A repeat of words already heard is no new question: it was in flight when its answer was lost.
            if (words.AddOrUpdate((user.Id, message.Text), 1, (_, count) => count + 1) > 1) return;
            var i = (int)(user.Id - Seeds.FirstUser);
            if (++at[i] < Conversation.Steps.Length) user.Says(Conversation.Steps[at[i]]);
            else if (Interlocked.Increment(ref finished) == people) done.TrySetResult();
        };
        host.Start();
        await host.WaitUntilReady();
        var begun = Stopwatch.GetTimestamp();
        foreach (var user in users) user.Says(Conversation.Steps[0]);
        await Task.WhenAny(done.Task, Task.Delay(TimeSpan.FromSeconds(30)));
        Console.WriteLine($"faults | {answers / Stopwatch.GetElapsedTime(begun, last).TotalSeconds:0} updates/s | {people - finished} unfinished | {words.Values.Count(count => count > 1)} of {answers} messages repeated | {host.Bot.Limits.CallsWhileToldToWait} calls while told to wait");
        return 0;
    }
}
