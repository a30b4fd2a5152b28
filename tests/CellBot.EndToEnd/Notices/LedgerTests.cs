using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Domain.Delivery;
using CellBot.EndToEnd.Processes;
using CellBot.Host.Clock;
using CellBot.Testing.Telegram;
using CellBot.Testing.Towns;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Notices;

/// <summary>A notice that adds up whatever happens to the host that sends it.</summary>
[Collection("Telegram")]
public sealed partial class LedgerTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(7));

    /// <summary>After how many notices that Telegram has taken the host is killed.</summary>
    private static readonly int[] Kills = [90, 230, 400];

    [Fact]
    public async Task Behaviour_20_a_notice_to_652_people_killed_three_times_on_its_way_sums_to_652_and_nobody_gets_it_twice()
    {
        var clock = new DemoClock(Begin);
        await using var api = FakeBotApi.Start(new FakeBotApiOptions { Clock = clock });
        await using var host = HostProcess.New(clock, api);
        var users = await Assembly.Settle(host, api, Begin);
        var blocked = users.Values.Where(user => user.Name != TownCommittee.Officer).Where((_, index) => index % 15 == 3).Take(40).ToArray();
        Assert.Equal(40, blocked.Length);
        foreach (var user in blocked.Take(20)) user.Blocks();
        api.Bot.Limits.Enforced = true;

        await host.Start();
        var officer = users[TownCommittee.PersonOf(TownCommittee.Officer)];
        await Tell(api, officer, "họp toàn đảng bộ mùng 3 tháng sau 14h", "Họp ở đâu?");
        await Tell(api, officer, "hội trường tầng 2", "Nội dung chính");
        var preview = await Tell(api, officer, "Tổng kết công tác năm", "Mời 652 đồng chí. Gửi được 614, khoảng 22 giây; chưa kết nối 38: ");
        Assert.Contains(preview.Buttons, button => button.Label == "Gửi");
        await Tell(api, officer, "2", "Sẽ gửi đến 614 đồng chí lúc 09:01.");

        // Every twentieth answer of Telegram is slow: at each kill some messages were taken of which the host has not heard.
        var sends = 0;
        api.Faults.Decide = method => method.StartsWith("send", StringComparison.Ordinal) && Interlocked.Increment(ref sends) % 20 == 0 ? new Fault.Slow(TimeSpan.FromSeconds(4)) : null;
        await host.MoveTo(clock.GetUtcNow().AddSeconds(61));
        foreach (var kill in Kills)
        {
            await Until(() => Volatile.Read(ref sends) >= kill, $"{kill} messages");
            host.Kill();
            if (kill == Kills[0])
                foreach (var user in blocked.Skip(20)) user.Blocks(); // of these the host hears when it is up again, or when it is refused
            await host.Start();
        }
        api.Faults.Decide = null;

        await Until(() => LastReport(officer) is { } report && !report.Contains("Đang chờ gửi", StringComparison.Ordinal), "the end of the report");
        await api.Bot.WaitUntilRead(HostProcess.Patience);
        await host.Stop();
        Assert.Empty(api.Violations);

        await using var store = await host.OpenStore();
        var session = store.Open();
        var notice = await Assembly.NoticeOf(session);
        var rows = (await session.Find(OutboxMessage.ByNotice, notice.Id + "/", 10_000)).ToDictionary(row => row.ParticipantId!);
        var got = users.ToDictionary(user => user.Key, user => user.Value.Transcript.Count(entry => entry.Kind is TranscriptKind.Received && entry.Text.StartsWith("THÔNG BÁO HỌP", StringComparison.Ordinal)));

        Assert.Equal(Assembly.People, rows.Count);
        Assert.All(got.Values, count => Assert.InRange(count, 0, 1)); // not one of them twice
        Assert.All(rows.Values, row => Assert.True(row.State is OutboxState.Sent or OutboxState.Unreachable or OutboxState.Unknown, $"{row.Id} is {row.State}: {row.Reason}"));
        // What is called sent came; what came and is not called sent was in flight at a kill, and is listed as unknown; the unreachable got nothing.
        Assert.All(got, one => Assert.True(rows[one.Key].State is OutboxState.Sent ? one.Value == 1 : rows[one.Key].State is OutboxState.Unknown || one.Value == 0, $"{one.Key}: {one.Value}, {rows[one.Key].State}"));
        int Of(OutboxState state) => rows.Values.Count(row => row.State == state);
        output.WriteLine($"sent {Of(OutboxState.Sent)}, unreachable {Of(OutboxState.Unreachable)}, unknown {Of(OutboxState.Unknown)}");
        Assert.InRange(Of(OutboxState.Unknown), 3, 3 * 40);
        Assert.InRange(Of(OutboxState.Unreachable), Assembly.NeverLinked + 20, Assembly.NeverLinked + 40); // of the other 20 some had got it before they blocked

        var said = Figures().Match(LastReport(officer)!);
        Assert.True(said.Success, LastReport(officer));
        int Said(string part) => int.Parse(said.Groups[part].Value, CultureInfo.InvariantCulture);
        Assert.Equal((Of(OutboxState.Sent), Of(OutboxState.Unreachable), Of(OutboxState.Unknown)), (Said("sent"), Said("failed"), Said("unknown")));
        Assert.Equal(Assembly.People, Said("sent") + Said("failed") + Said("unknown"));
        // It was told once; while it went out the same message was changed, and showed how far it was.
        Assert.Single(officer.Transcript, entry => entry.Kind is TranscriptKind.Received && entry.Text.StartsWith("Đã gửi ", StringComparison.Ordinal));
        Assert.Contains(officer.Transcript, entry => entry.Text.Contains("Đang chờ gửi", StringComparison.Ordinal));
    }

    private static string? LastReport(FakeUser officer) =>
        officer.Transcript.LastOrDefault(entry => entry.Kind is TranscriptKind.Received or TranscriptKind.Changed && entry.Text.StartsWith("Đã gửi ", StringComparison.Ordinal))?.Text;

    private static async Task<FakeMessage> Tell(FakeBotApi api, FakeUser user, string text, string answer)
    {
        var heard = user.WaitForMessage(answer, HostProcess.Patience);
        user.Says(text);
        var message = await heard;
        await api.Bot.WaitUntilRead(HostProcess.Patience);
        return message;
    }

    private static async Task Until(Func<bool> holds, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(120), $"Waited in vain for {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    [GeneratedRegex(@"^Đã gửi (?<sent>\d+)/652 đồng chí\. Chưa nhận được (?<failed>\d+): .*\nChưa rõ đã đến hay chưa (?<unknown>\d+): ")]
    private static partial Regex Figures();
}
