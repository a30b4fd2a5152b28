using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Tests.Kit;

namespace CellBot.Host.Tests.Zalo;

/// <summary>A month's messages: counted, and kept for answers.</summary>
public sealed class QuotaTests
{
    [Fact]
    public async Task Every_message_is_counted_durably_and_the_count_survives_a_restart()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("dài");
        await user.WaitForMessage("Đoạn 100:");
        Assert.Equal(test.Bot.CallsOf("sendMessage"), await Counted(test));
        await test.Host.Stop();
        await test.Start();
        user.Says("chào");
        await user.WaitForMessage("Tên");
        Assert.Equal(test.Bot.CallsOf("sendMessage"), await Counted(test));
    }

    [Fact]
    public async Task Reminders_stop_before_answers_and_notices_do()
    {
        await using var test = await ZaloTest.Started(settings: [("Zalo:MonthlyMessages", "10"), ("Zalo:KeptForAnswers", "8")]);
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("chào");
        await user.WaitForMessage("Tên");
        await test.Host.Post(test.Row("r1", user, "nhắc 1", person: "p1"));
        await user.WaitForMessage("nhắc 1");
        await TestHost.Until(async () => (await test.Health()).Contains("Bot 0 has sent 2 of 10 messages of this month. The rest is kept for answers", StringComparison.Ordinal), "yellow");

        var inMonths = test.Host.Clock.GetUtcNow().AddDays(60);
        await test.Host.Post(test.Row("r2", user, "nhắc 2", person: "p1") with { NotAfter = inMonths }, test.Row("r3", user, "nhắc 3", person: "p1"));
        await test.Host.UntilRow("r3", OutboxState.GivenUp); // worth nothing by the first of the next month
        await TestHost.Until(async () => (await test.Host.Read<OutboxMessage>("r2")) is { State: OutboxState.Waiting, NotBefore: not null }, "r2 waits for the next month");
        await test.Host.Post(test.Row("n1", user, "Thông báo họp", person: "p1") with { NoticeId = "notice" }, test.Row("u1", user, "Đổi giờ họp", Lane.Urgent, "p1"));
        await user.WaitForMessage("Thông báo họp");
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận"); // the chat is not held up by the reminder that waits

        test.Host.Clock.Advance(TimeSpan.FromDays(32));
        await user.WaitForMessage("nhắc 2");
        Assert.Equal("monthly quota", (await test.Host.Read<OutboxMessage>("r3"))!.Reason);
    }

    [Fact]
    public async Task When_the_platform_says_so_earlier_it_is_asked_again_hourly_and_not_in_a_loop()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên");
        test.Bot.Quota = 0;
        var before = test.Bot.CallsOf("sendMessage");
        user.Says("Mận");
        await TestHost.Until(async () => (await test.Health()).Contains("Bot 0 has no messages left this month", StringComparison.Ordinal), "red");
        user.Says("1");
        await test.Bot.Delivery.WaitUntilDelivered(TimeSpan.FromSeconds(10));
        test.Host.Clock.Advance(TimeSpan.FromMinutes(30));
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        Assert.Equal(before + 1, test.Bot.CallsOf("sendMessage"));

        test.Bot.Quota = 100;
        test.Host.Clock.Advance(TimeSpan.FromMinutes(31));
        await user.WaitForMessage("Chào Mận");
        await user.WaitForMessage("Mời trà");
        await TestHost.Until(async () => (await test.Health()).Contains("\"status\":\"green\"", StringComparison.Ordinal), "green");
    }

    [Fact]
    public async Task A_reminder_goes_by_the_other_account_when_the_month_is_used_up()
    {
        await using var test = await ZaloTest.Started(settings: [("Zalo:MonthlyMessages", "10"), ("Zalo:KeptForAnswers", "10")]);
        var user = test.Api.NewUser("Mận");
        var telegram = test.Host.Api.NewUser("Mận");
        await test.Link(user, "p1", also: TestHost.AccountOf(telegram));
        telegram.Says("chào");
        await telegram.WaitForMessage("Tên");
        await test.Host.Post(test.Row("r1", user, "nhắc 1", person: "p1"));
        await telegram.WaitForMessage("nhắc 1");
        await test.Host.UntilRow("r1", OutboxState.Sent);
        Assert.Equal(AccountState.Active, (await test.Host.Read<ChannelAccount>(ZaloTest.AccountOf(user)))!.State);
    }

    [Fact]
    public async Task What_surely_was_not_sent_is_not_counted()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        await test.Host.Post(test.Row("n1", user, "tin", person: "p1"));
        await test.Host.UntilRow("n1", OutboxState.Unreachable);
        Assert.Equal(0, await Counted(test));
    }

    private static async Task<int> Counted(ZaloTest test) =>
        (await test.Host.Read<MonthlyCount>(MonthlyCount.IdOf("zalo/0", test.Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)))))?.Sent ?? 0;
}
