using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Sending;

public sealed class SendingTests
{
    [Fact]
    public async Task A_429_is_obeyed_in_its_chat_and_the_others_go_on()
    {
        await using var test = TestHost.New(oneClock: true);
        await test.Start();
        var (first, second) = (test.Api.NewUser("Mận"), test.Api.NewUser("Đào"));
        test.Api.Faults.Next(new Fault.TooManyRequests(600), method: "sendMessage");

        first.Says("chào");
        await test.UntilRow("telegram/0/100000001/0", OutboxState.Waiting); // the refusal is known
        await test.Post(test.Row("n1", first, "Mai họp."), test.Row("n2", second, "Mai họp."));
        second.Says("chào");
        await second.WaitForMessage("Mai họp.");
        await TestHost.Until(() => Task.FromResult(second.Transcript.Count(entry => entry.Kind is TranscriptKind.Received) == 2), "notice and answer");
        Assert.DoesNotContain(first.Transcript, entry => entry.Kind is TranscriptKind.Received);

        test.Clock.Advance(TimeSpan.FromSeconds(600));
        await test.UntilRow("telegram/0/100000001/0", OutboxState.Sent);
        await test.UntilRow("n1", OutboxState.Sent);
        Assert.Equal((0, 5), (test.Bot.Limits.CallsWhileToldToWait, test.Bot.CallsOf("sendMessage")));
        Assert.Equal(1, (await test.Read<OutboxMessage>("telegram/0/100000001/0"))!.Attempt);
    }

    [Fact]
    public async Task A_429_in_a_second_chat_meanwhile_holds_the_bot()
    {
        await using var test = TestHost.New(oneClock: true);
        await test.Start();
        FakeUser[] users = [test.Api.NewUser("Mận"), test.Api.NewUser("Đào"), test.Api.NewUser("Hồng")];
        test.Api.Faults.Next(new Fault.TooManyRequests(600, WholeBot: true), method: "sendMessage");

        users[0].Says("chào");
        await test.UntilRow("telegram/0/100000001/0", OutboxState.Waiting);
        users[1].Says("chào");
        await test.UntilRow("telegram/0/100000002/0", OutboxState.Waiting);
        users[2].Says("chào");
        await TestHost.Until(async () => await test.Read<OutboxMessage>("telegram/0/100000003/0") is not null, "the third answer");
        await test.Post(test.Row("n1", users[2], "Mai họp."));
        test.Clock.Advance(TimeSpan.FromSeconds(590));
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        Assert.Equal(2, test.Bot.CallsOf("sendMessage"));

        test.Clock.Advance(TimeSpan.FromSeconds(10));
        for (var i = 1; i <= 3; i++)
            await test.UntilRow($"telegram/0/10000000{i}/0", OutboxState.Sent);
        await test.UntilRow("n1", OutboxState.Sent);
        Assert.Equal((0, 6), (test.Bot.Limits.CallsWhileToldToWait, test.Bot.CallsOf("sendMessage")));
    }

    [Fact]
    public async Task A_500_is_tried_again_in_the_chats_order()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        test.Api.Faults.Next(new Fault.ServerError(), count: 2, method: "sendMessage");

        user.Says("chào");
        user.Says("Mận");

        var question = await user.WaitForMessage("Tên là gì?");
        var next = await user.WaitForMessage("Chào Mận");
        Assert.True(question.Id < next.Id);
        Assert.Equal(4, test.Bot.CallsOf("sendMessage"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_whose_fate_is_unknown_is_repeated_once(bool arrived)
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        test.Api.Faults.Next(arrived ? new Fault.ResetAfter() : new Fault.ResetBefore(), method: "sendMessage");

        user.Says("chào");
        await test.UntilRow("telegram/0/100000001/0", OutboxState.Sent);

        Assert.Equal(2, (await test.Read<OutboxMessage>("telegram/0/100000001/0"))!.Attempt);
        Assert.Equal(arrived ? 2 : 1, user.Transcript.Count(entry => entry.Kind is TranscriptKind.Received));
    }

    [Fact]
    public async Task An_answer_lost_twice_on_the_wire_comes_all_the_same()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        test.Api.Faults.Next(new Fault.ResetBefore(), count: 2, method: "sendMessage");

        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        await test.UntilRow("telegram/0/100000001/0", OutboxState.Sent);

        Assert.Equal(1, user.Transcript.Count(entry => entry.Kind is TranscriptKind.Received));
    }

    [Fact]
    public async Task What_stays_unknown_is_listed_and_the_chat_goes_on()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        test.Api.Faults.Next(new Fault.NotJson(), count: 3, method: "sendMessage");

        user.Says("chào");
        await test.UntilRow("telegram/0/100000001/0", OutboxState.Unknown);
        user.Says("Mận");

        await user.WaitForMessage("Chào Mận");
    }

    [Fact]
    public async Task A_notice_whose_fate_is_unknown_is_not_repeated()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        test.Api.Faults.Next(new Fault.ResetAfter(), method: "sendMessage");

        await test.Post(test.Row("n1", user, "Mai họp."));
        await test.UntilRow("n1", OutboxState.Unknown);

        Assert.Equal(1, user.Transcript.Count(entry => entry.Text == "Mai họp."));
    }

    [Fact]
    public async Task What_cannot_change_is_given_up_with_the_platforms_word()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");

        await test.Post(test.Row("n1", user, " "));
        await test.UntilRow("n1", OutboxState.GivenUp);

        Assert.Contains("empty", (await test.Read<OutboxMessage>("n1"))!.Reason);
    }

    [Fact]
    public async Task Who_is_blocked_is_reached_on_the_other_account()
    {
        await using var test = TestHost.New();
        var second = test.Api.AddBot("second_bot");
        test.Set("Telegram:Bots:1:Token", second.Token);
        await test.Start();
        var (here, there) = (test.Api.NewUser("Mận"), second.NewUser("Mận"));
        await test.Link(here, "p1");
        await test.Write(desk => desk.Put(new ChannelAccount(TestHost.AccountOf(there, "1")) { ParticipantId = "p1" }));
        here.Starts();
        there.Starts();
        await test.Bot.WaitUntilRead();
        await second.WaitUntilRead();
        here.Deactivates();

        await test.Post(test.Row("n1", here, "Mai họp.", person: "p1"));

        await there.WaitForMessage("Mai họp.");
        await test.UntilRow("n1", OutboxState.Sent);
        Assert.Equal(AccountState.Blocked, (await test.Read<ChannelAccount>(TestHost.AccountOf(here)))!.State);
        Assert.Equal(TestHost.AccountOf(there, "1"), (await test.Read<OutboxMessage>("n1"))!.AccountId);
    }

    [Fact]
    public async Task Who_has_a_second_account_with_the_same_bot_is_reached_there()
    {
        await using var test = await TestHost.Started();
        var (here, there) = (test.Api.NewUser("Mận"), test.Api.NewUser("Mận"));
        await test.Link(here, "p1");
        await test.Write(desk => desk.Put(new ChannelAccount(TestHost.AccountOf(there)) { ParticipantId = "p1" }));
        there.Starts();
        await test.Bot.WaitUntilRead();

        await test.Post(test.Row("n1", here, "Mai họp.", person: "p1"));

        await there.WaitForMessage("Mai họp.");
        await test.UntilRow("n1", OutboxState.Sent);
    }

    [Fact]
    public async Task Who_has_no_other_account_is_unreachable()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");

        await test.Post(test.Row("n1", user, "Mai họp.", person: "p1"));

        await test.UntilRow("n1", OutboxState.Unreachable);
        Assert.Equal(AccountState.Blocked, (await test.Read<ChannelAccount>(TestHost.AccountOf(user)))!.State);
    }

    [Fact]
    public async Task Before_its_time_it_waits_and_after_its_end_it_is_given_up()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        var now = test.Clock.GetUtcNow();

        await test.Post(
            test.Row("early", user, "Sớm") with { NotBefore = now.AddHours(2) },
            test.Row("late", user, "Muộn") with { NotAfter = now.AddMinutes(-1) },
            test.Row("now", user, "Ngay"));
        await user.WaitForMessage("Ngay");
        await test.UntilRow("late", OutboxState.GivenUp);
        Assert.Equal(OutboxState.Waiting, (await test.Read<OutboxMessage>("early"))!.State);

        test.Clock.Advance(TimeSpan.FromHours(2));
        await user.WaitForMessage("Sớm");
    }

    [Fact]
    public async Task Notices_keep_the_pace_and_the_platform_never_complains()
    {
        await using var test = await TestHost.Started();
        var users = Enumerable.Range(0, 60).Select(i => test.Api.NewUser($"U{i}")).ToList();
        foreach (var user in users)
            user.Starts();
        foreach (var user in users)
            await user.WaitForMessage("Tên là gì?");
        test.Clock.Advance(TimeSpan.FromSeconds(3));
        test.Bot.Limits.Enforced = true;

        var began = TimeProvider.System.GetTimestamp();
        await test.Post(users.Select((user, i) => test.Row($"n{i:00}", user, "Mai họp.")));
        foreach (var user in users)
            await user.WaitForMessage("Mai họp.");

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1.8, 4);
        Assert.Equal(0, test.Bot.Limits.Refused);
    }

    [Fact]
    public async Task An_answer_passes_the_notices_that_wait()
    {
        await using var test = TestHost.New();
        test.Set("Telegram:MessagesPerSecond", "1");
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");

        await test.Post(Enumerable.Range(0, 20).Select(i => test.Row($"n{i:00}", user, $"Tin {i}")));
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận", TimeSpan.FromSeconds(2));
        Assert.True(user.Transcript.Count(entry => entry.Text.StartsWith("Tin")) < 5);
    }

    [Fact]
    public async Task Time_critical_goes_before_bulk_and_each_lane_in_its_order()
    {
        await using var test = TestHost.New();
        test.Set("Telegram:PerChatPerSecond", "100");
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        var now = test.Clock.GetUtcNow();

        await test.Post(
            [.. Enumerable.Range(0, 5).Select(i => test.Row($"bulk{i}", user, $"chậm {i}") with { CreatedAt = now.AddMilliseconds(i) }),
            .. Enumerable.Range(0, 5).Select(i => test.Row($"urgent{i}", user, $"gấp {i}", Lane.Urgent) with { CreatedAt = now.AddMilliseconds(i) })]);
        await user.WaitForMessage("chậm 4");

        var texts = user.Transcript.Where(entry => entry.Kind is TranscriptKind.Received).Select(entry => entry.Text).ToList();
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"gấp {i}"), texts.Where(text => text.StartsWith("gấp")));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"chậm {i}"), texts.Where(text => text.StartsWith("chậm")));
    }

    [Fact]
    public async Task An_edit_changes_the_earlier_message()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        await test.Post(test.Row("n1", user, "1 người dự"));
        var shown = await user.WaitForMessage("1 người dự");
        await test.UntilRow("n1", OutboxState.Sent);

        await test.Post(test.Row("n2", user, "2 người dự") with { EditsId = "n1" });
        await test.UntilRow("n2", OutboxState.Sent);

        Assert.Equal("2 người dự", shown.Text);
    }

    [Fact]
    public async Task A_photo_goes_before_its_words_and_is_not_sent_twice()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        var file = await test.Store.Attachments.Write("p1", new MemoryStream(Pictures.Jpeg(40, 30)));
        test.Api.Faults.Next(new Fault.ServerError(), method: "sendMessage");

        await test.Post(test.Row("n1", user, "Ảnh đây.") with { Attachments = [new Attachment(file, AttachmentKind.Photo, null, 100, 40, 30, null, null)] });
        await user.WaitForMessage("Ảnh đây.");

        Assert.Equal(1, test.Bot.CallsOf("sendPhoto"));
        Assert.Equal(Pictures.Jpeg(40, 30), test.Bot.BytesOf(user.Transcript.Single(entry => entry.Message is { IsPhoto: true }).Message!).ToArray());
    }
}
