using System.Collections.Concurrent;
using System.Diagnostics;

namespace CellBot.Bench;

/// <summary>5,000 updates wait on the platform when the host comes up: none may be missing, none answered twice.</summary>
internal static class BacklogRun
{
    public static async Task<int> Run()
    {
        const int waiting = 5000;
        await using var host = new HostUnderTest();
        await host.Seed(store => Seeds.People(store, 125, 40, Conversation.CellNow()));
        var heard = new ConcurrentDictionary<long, int>();
        long first = 0, last = 0;
        var done = new TaskCompletionSource();
        host.Bot.Received += (user, _) =>
        {
            if (user is null) return;
            Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0);
            last = Stopwatch.GetTimestamp();
            heard.AddOrUpdate(user.Id, 1, (_, count) => count + 1);
            if (heard.Count == waiting) done.TrySetResult();
        };
        for (var i = 0; i < waiting; i++) host.Bot.NewUser("Người " + i, Seeds.FirstUser + i).Says("đăng ký");
        host.Start();
        await Task.WhenAny(done.Task, Task.Delay(TimeSpan.FromSeconds(60)));
        var cpu = host.Cpu.TotalMilliseconds;
        await Task.Delay(1000);
        Console.WriteLine($"backlog | {waiting / Stopwatch.GetElapsedTime(first, last).TotalSeconds:0} updates/s | {waiting - heard.Count} missing | {heard.Values.Count(count => count > 1)} answered twice | {cpu / waiting * 1000:0} ms CPU per 1,000, start included");
        return 0;
    }
}
