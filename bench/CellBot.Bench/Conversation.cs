using System.Diagnostics;
using CellBot.Testing.Telegram;

namespace CellBot.Bench;

/// <summary>200 people at once register a pledge, each answer as soon as the question has come; whoever is done makes room for the next of 10,000.</summary>
internal static class Conversation
{
    public static readonly string[] Steps = ["đăng ký", "1", "1", "4", "1", "3", "2"];

    /// <summary><c>[SECONDS] [alone] [--postgres [CONNECTION]]</c>: without the echo bot; without a connection string, on a server of its own that is thrown away.</summary>
    public static async Task<int> Run(string[] args)
    {
        var seconds = args is [var first, ..] && int.TryParse(first, out var given) ? given : 15;
        var alone = args.Contains("alone");
        var echo = alone ? 0 : await Echo(seconds);
        await using var server = await BenchServer.For(args);
        await using var host = new HostUnderTest { Postgres = server?.Database };
        var now = CellNow();
        await host.Seed(store => Seeds.People(store, 500, 40, now));
        host.Start();
        await host.WaitUntilReady();
        var idle = host.Megabytes;

        var crowd = new Crowd(host.Bot, 200, 20_000, Steps);
        crowd.Begin();
        await Task.Delay(TimeSpan.FromSeconds(8)); // warm-up is not counted
        var (count, cpu) = (crowd.Answers, host.Cpu);
        crowd.Latencies = new Latencies();
        var others = new Others(host);
        var watch = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var answers = crowd.Answers - count;
        var elapsed = watch.Elapsed.TotalSeconds;
        var spent = (host.Cpu - cpu).TotalMilliseconds;
        var megabytes = host.Megabytes;
        others.Stop();
        crowd.Stop();
        var beside = alone ? "" : $" | {answers / elapsed / echo:0.00} of the echo bot ({echo:0}/s)";
        Console.WriteLine($"conversation{(host.Postgres is null ? "" : " on PostgreSQL")} | {answers / elapsed:0} updates/s{beside} | {crowd.Latencies} | {spent / answers * 1000:0} ms CPU per 1,000 | memory {megabytes} MB, idle {idle} MB | {others}");
        return 0;
    }

    /// <summary>The same crowd and the same steps against the echo bot: answers a second.</summary>
    public static async Task<double> Echo(int seconds)
    {
        await using var api = FakeBotApi.Start(new FakeBotApiOptions { ValidateRequests = false, RecordTranscripts = false });
        var start = new ProcessStartInfo("dotnet");
        foreach (var arg in new[] { Path.Combine(AppContext.BaseDirectory, "CellBot.Bench.dll"), "echo", api.BaseUrl, api.Token }) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        try
        {
            await api.Bot.WaitUntilPolled(TimeSpan.FromSeconds(30));
            var crowd = new Crowd(api.Bot, 200, 200, Steps, endless: true);
            crowd.Begin();
            await Task.Delay(TimeSpan.FromSeconds(3));
            var count = crowd.Answers;
            var watch = Stopwatch.StartNew();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            var rate = (crowd.Answers - count) / watch.Elapsed.TotalSeconds;
            crowd.Stop();
            return rate;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public static DateTimeOffset CellNow() => TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
}

/// <summary>Virtual people who say the next step when the answer to the last one has come.</summary>
internal sealed class Crowd
{
    private readonly FakeBot bot;
    private readonly string[] steps;
    private readonly bool endless;
    private readonly FakeUser[] users;
    private readonly int[] at;
    private readonly long[] saidAt;
    private readonly int together;
    private int next;
    private long answers;
    private volatile bool stopped;

    public Crowd(FakeBot bot, int together, int all, string[] steps, bool endless = false)
    {
        (this.bot, this.together, this.steps, this.endless) = (bot, together, steps, endless);
        users = [.. Enumerable.Range(0, all).Select(i => bot.NewUser("Người " + i, Seeds.FirstUser + i))];
        at = new int[all];
        saidAt = new long[all];
        bot.Received += Hear;
    }

    public Latencies Latencies { get; set; } = new();

    public long Answers => Interlocked.Read(ref answers);

    public int Finished => Math.Max(0, next - together);

    public void Begin()
    {
        next = together;
        for (var i = 0; i < together; i++) Say(i);
    }

    public void Stop()
    {
        stopped = true;
        bot.Received -= Hear;
    }

    private void Hear(FakeUser? user, FakeMessage message)
    {
        if (user is null || stopped) return;
        var i = (int)(user.Id - Seeds.FirstUser);
        if (i < 0 || i >= users.Length) return;
        Latencies.Add(Stopwatch.GetElapsedTime(saidAt[i]).TotalMilliseconds);
        Interlocked.Increment(ref answers);
        if (++at[i] < steps.Length) Say(i);
        else if (endless) { at[i] = 0; Say(i); }
        else
        {
            var another = Interlocked.Increment(ref next) - 1;
            if (another < users.Length) Say(another);
        }
    }

    private void Say(int i)
    {
        saidAt[i] = Stopwatch.GetTimestamp();
        users[i].Says(steps[at[i]]);
    }
}
