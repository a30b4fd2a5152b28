using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Sending;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using CellBot.Testing.Zalo;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Zalo;

/// <summary>What becomes of messages to Zalo.</summary>
public sealed class SendingTests
{
    [Fact]
    public async Task A_long_text_goes_in_parts_of_2000_characters_in_order()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("dài");
        await user.WaitForMessage("Đoạn 1:");
        await user.WaitForMessage("Đoạn 100:");
        Assert.Empty(test.Api.Violations);
        Assert.Equal(6, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task What_broke_off_in_the_middle_goes_on_with_the_next_part()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("chào");
        await user.WaitForMessage("Tên");
        var calls = 0;
        test.Bot.Faults.Decide = method => method == "sendMessage" && ++calls == 3 ? new Fault.ServerError() : null;
        await test.Host.Post(test.Row("n1", user, string.Join("\n\n", Enumerable.Range(1, 60).Select(i => $"Đoạn {i}: " + new string('ă', 90))), person: "p1"));
        await user.WaitForMessage("Đoạn 60:");
        Assert.Single(user.Transcript, entry => entry.Text.Contains("Đoạn 1:", StringComparison.Ordinal));
        Assert.Equal(4, user.Transcript.Count(entry => entry.Text.Contains("Đoạn", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_token_is_red_names_its_setting_and_loses_nothing()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên");
        test.Bot.IsRevoked = true;
        user.Says("Mận");
        await TestHost.Until(async () => (await test.Health()).Contains("Zalo refuses the token of bot 0. Copy the token from Zalo Bot Manager into Zalo:Token", StringComparison.Ordinal), "red");
        Assert.Contains("\"status\":\"red\"", await test.Health(), StringComparison.Ordinal);
        test.Bot.IsRevoked = false;
        await Answered(test, user);
        await TestHost.Until(async () => (await test.Health()).Contains("\"status\":\"green\"", StringComparison.Ordinal), "green");
        Assert.DoesNotContain(test.Api.Token[14..], test.Host.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_backs_off_shows_on_the_board_and_passes()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên");
        test.Bot.Faults.Decide = _ => new Fault.ServerError();
        var before = test.Bot.CallsOf("sendMessage");
        user.Says("Mận");
        await TestHost.Until(async () => (await test.Health()).Contains("with error 403", StringComparison.Ordinal), "yellow");
        for (var minute = 0; minute < 10; minute++)
        {
            test.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Contains("\"status\":\"red\"", await test.Health(), StringComparison.Ordinal);
        Assert.InRange(test.Bot.CallsOf("sendMessage") - before, 3, 20); // ten minutes of it: not a loop
        test.Bot.Faults.Decide = null;
        await Answered(test, user);
        await TestHost.Until(async () => (await test.Health()).Contains("\"status\":\"green\"", StringComparison.Ordinal), "green");
    }

    [Fact]
    public async Task An_answer_whose_fate_is_not_known_is_repeated_once_and_a_notice_is_not()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        test.Bot.Faults.Next(new Fault.ResetAfter());
        user.Says("chào");
        await user.WaitForMessage("Tên");
        await user.WaitForMessage("Tên");
        test.Bot.Faults.Next(new Fault.NotJson());
        await test.Host.Post(test.Row("n1", user, "tin", person: "p1"));
        await test.Host.UntilRow("n1", OutboxState.Unknown);
        Assert.DoesNotContain(user.Transcript, entry => entry.Text == "tin");
    }

    [Fact]
    public async Task One_who_never_wrote_is_unreachable_and_what_cannot_be_sent_is_given_up()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        await test.Host.Post(test.Row("n1", user, "tin", person: "p1"));
        await test.Host.UntilRow("n1", OutboxState.Unreachable);
        user.Says("chào");
        await user.WaitForMessage("Tên");
        await test.Host.Post(test.Row("n2", user, "tin") with { EditsId = "zalo/0/m00000001/0" });
        await test.Host.UntilRow("n2", OutboxState.GivenUp);
    }

    [Fact]
    public async Task An_unreachable_person_is_tried_on_the_other_account_before_being_called_so()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        var telegram = test.Host.Api.NewUser("Mận");
        await test.Link(user, "p1", also: TestHost.AccountOf(telegram));
        telegram.Starts();
        await telegram.WaitForMessage("menu"); // the fake opens a chat when somebody writes
        await test.Host.Post(test.Row("n1", user, "Thông báo", person: "p1"));
        await telegram.WaitForMessage("Thông báo");
        await test.Host.UntilRow("n1", OutboxState.Sent);
        Assert.Equal(AccountState.Blocked, (await test.Host.Read<ChannelAccount>(ZaloTest.AccountOf(user)))!.State);

        telegram.Blocks();
        await test.Host.Post(test.Row("n2", user, "Thông báo", person: "p1") with { AccountId = TestHost.AccountOf(telegram) });
        await test.Host.UntilRow("n2", OutboxState.Unreachable);
    }

    [Fact]
    public async Task A_person_with_two_channels_is_answered_where_they_wrote_and_told_where_they_prefer()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        var telegram = test.Host.Api.NewUser("Mận");
        await test.Link(user, "p1", also: TestHost.AccountOf(telegram)); // prefers Zalo
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        telegram.Says("chào");
        await telegram.WaitForMessage("Tên là gì?");

        var session = test.Host.Store.Open();
        await new Post(session, Phrasebook.Vietnamese, "notice", test.Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7))).Send("p1", _ => "Thông báo");
        await session.Commit();
        test.Host.Host.Services.GetRequiredService<Outbox>().Committed(session);
        await user.WaitForMessage("Thông báo");

        Assert.Single(user.Transcript, entry => entry.Text.StartsWith("Tên là gì?", StringComparison.Ordinal));
        Assert.Single(telegram.Transcript, entry => entry.Kind is TranscriptKind.Received);
    }

    /// <summary>A minute after another passes until it comes: when it is tried again is written down a moment after it failed.</summary>
    private static Task Answered(ZaloTest test, FakeZaloUser user) => TestHost.Until(() =>
    {
        test.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        return Task.FromResult(user.Transcript.Any(entry => entry.Text.StartsWith("Chào Mận", StringComparison.Ordinal)));
    }, "the answer");
}
