using System.Diagnostics;

namespace CellBot.Bench;

/// <summary>A notice to 10,000 people under a platform that enforces 30 a second overall and one a second in a chat; members keep asking meanwhile.</summary>
internal static class NoticeRun
{
    public static async Task<int> Run(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0]) : 60;
        await using var host = new HostUnderTest();
        await host.Seed(store => Seeds.People(store, 1, 10_000, Conversation.CellNow(), duties: false));
        var users = Enumerable.Range(0, 10_000).Select(i => host.Bot.NewUser("Người " + i, Seeds.FirstUser + i)).ToArray();
        foreach (var user in users) user.Starts();
        host.Bot.DropPending();
        host.Bot.Limits.Enforced = true;
        var notices = 0;
        var answers = new Latencies();
        var asked = new long[users.Length];
        var spoken = new TaskCompletionSource();
        host.Bot.Received += (user, message) =>
        {
            if (user is null) return;
            if (message.Text.StartsWith("THÔNG BÁO", StringComparison.Ordinal)) Interlocked.Increment(ref notices);
            else if (Interlocked.Exchange(ref asked[user.Id - Seeds.FirstUser], 0) is > 0 and var at) answers.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            if (user == users[0]) spoken.TrySetResult();
        };
        host.Start();
        await host.WaitUntilReady();
        users[0].Says("họp ngày kia 19h30");
        await spoken.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Task.Delay(1500);
        users[0].Says("2");
        while (notices < 60) await Task.Delay(100); // the minute's hold, and the first burst
        var (count, watch) = (notices, Stopwatch.StartNew());
        for (var i = 0; watch.Elapsed.TotalSeconds < seconds; i++)
        {
            var user = 9_000 + i % 900;
            asked[user] = Stopwatch.GetTimestamp();
            users[user].Says("mấy giờ họp?");
            await Task.Delay(2000);
        }
        Console.WriteLine($"notice | {(notices - count) / watch.Elapsed.TotalSeconds:0.0} a second over {watch.Elapsed.TotalSeconds:0} s | {host.Bot.Limits.Refused} refused as too fast | answers meanwhile {answers}");
        return 0;
    }
}
