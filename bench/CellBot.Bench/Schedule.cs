namespace CellBot.Bench;

/// <summary>200 updates a second arrive on their own schedule: how long until the answer.</summary>
internal static class Schedule
{
    public static async Task<int> Run(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0]) : 20;
        await using var host = new HostUnderTest();
        await host.Seed(store => Seeds.People(store, 50, 40, Conversation.CellNow()));
        host.Start();
        await host.WaitUntilReady();
        using var stop = new CancellationTokenSource();
        var talk = new OpenLoop(host.Bot, 2000, 200);
        var talking = talk.Run(stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(3));
        talk.Latencies = new Latencies();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await stop.CancelAsync();
        await talking;
        await Task.Delay(500);
        Console.WriteLine($"schedule | 200 updates/s | {talk.Latencies} | {talk.Latencies.Count} answers");
        return 0;
    }
}
