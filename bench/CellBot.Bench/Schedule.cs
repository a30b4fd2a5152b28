using System.Diagnostics;

namespace CellBot.Bench;

/// <summary>200 updates a second arrive on their own schedule, whatever the host is doing: an open loop, so that waiting counts.</summary>
internal static class Schedule
{
    public static async Task<int> Run(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0]) : 20;
        await using var host = new HostUnderTest();
        await host.Seed(store => Seeds.People(store, 50, 40, Conversation.CellNow()));
        host.Start();
        await host.WaitUntilReady();
        var users = Enumerable.Range(0, 2000).Select(i => host.Bot.NewUser("Người " + i, Seeds.FirstUser + i)).ToArray();
        var planned = new long[users.Length];
        var step = new int[users.Length];
        var latencies = new Latencies();
        host.Bot.Received += (user, _) =>
        {
            if (user is not null) Volatile.Read(ref latencies).Add(Stopwatch.GetElapsedTime(planned[user.Id - Seeds.FirstUser]).TotalMilliseconds);
        };
        var start = Stopwatch.GetTimestamp();
        var warm = 3 * 200;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0; sent < (seconds + 3) * 200;)
        {
            await timer.WaitForNextTickAsync();
            var due = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * 200);
            for (; sent < due; sent++)
            {
                if (sent == warm) Volatile.Write(ref latencies, new Latencies());
                var i = sent % users.Length;
                planned[i] = start + (long)(sent / 200.0 * Stopwatch.Frequency);
                users[i].Says(Conversation.Steps[step[i]++ % Conversation.Steps.Length]);
            }
        }
        await Task.Delay(500);
        Console.WriteLine($"schedule | 200 updates/s | {latencies} | {latencies.Count} answers");
        return 0;
    }
}
