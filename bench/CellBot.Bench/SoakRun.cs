namespace CellBot.Bench;

/// <summary>200 updates a second for many minutes from 10,000 people: memory and answers, minute by minute. Flat is what is wanted.</summary>
internal static class SoakRun
{
    /// <summary><c>MINUTES [--postgres [CONNECTION]]</c>.</summary>
    public static async Task<int> Run(string[] args)
    {
        var minutes = args is [var given, ..] && int.TryParse(given, out var number) ? number : 15;
        await using var server = await BenchServer.For(args);
        await using var host = new HostUnderTest { Postgres = server?.Database };
        await host.Seed(store => Seeds.People(store, 250, 40, Conversation.CellNow()));
        host.Start();
        await host.WaitUntilReady();
        using var stop = new CancellationTokenSource();
        var talk = new OpenLoop(host.Bot, 10_000, 200);
        var talking = talk.Run(stop.Token);
        var memory = new List<long>();
        var answers = 0;
        for (var minute = 1; minute <= minutes; minute++)
        {
            talk.Latencies = new Latencies();
            await Task.Delay(TimeSpan.FromMinutes(1));
            memory.Add(host.Megabytes);
            answers += talk.Latencies.Count;
            Console.Error.WriteLine($"  minute {minute}: {memory[^1]} MB, {talk.Latencies.Count} answers, {talk.Latencies}");
        }
        await stop.CancelAsync();
        await talking;
        Console.WriteLine($"soak | {minutes} minutes, {answers} answers | memory {string.Join(' ', memory)} MB");
        return 0;
    }
}
