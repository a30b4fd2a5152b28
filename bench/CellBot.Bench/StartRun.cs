using System.Diagnostics;

namespace CellBot.Bench;

/// <summary>From the start of the process to the first reply, with 10,000 people stored and a message waiting; then memory at rest.</summary>
internal static class StartRun
{
    public static async Task<int> Run()
    {
        var times = new List<double>();
        long idle = 0;
        for (var run = 0; run < 5; run++)
        {
            await using var host = new HostUnderTest();
            await host.Seed(store => Seeds.People(store, 250, 40, Conversation.CellNow()));
            var replied = new TaskCompletionSource();
            host.Bot.Received += (_, _) => replied.TrySetResult();
            host.Bot.NewUser("Người", Seeds.FirstUser).Says("đăng ký");
            var watch = Stopwatch.StartNew();
            host.Start();
            await replied.Task.WaitAsync(TimeSpan.FromSeconds(60));
            times.Add(watch.Elapsed.TotalSeconds);
            if (run < 4) continue;
            await Task.Delay(TimeSpan.FromSeconds(10));
            idle = host.Megabytes;
        }
        times.Sort();
        Console.WriteLine($"start | first reply after {times[times.Count / 2]:0.00} s (median of {times.Count}; {times[0]:0.00}–{times[^1]:0.00}) | idle {idle} MB");
        return 0;
    }
}
