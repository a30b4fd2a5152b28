using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Channels;
using CellBot.Host.Clock;
using CellBot.Host.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Zalo;

/// <summary>Receiving from Zalo by webhook.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task A_conversation_goes_through_in_numbers_whatever_the_shape_of_the_body()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Lê Thị Mận");

        user.Says("chào"); // flat
        await user.WaitForMessage("Tên là gì?");
        user.Says("Mận"); // in an envelope
        Assert.Contains("1. Trà", await user.WaitForMessage("Chào Mận"), StringComparison.Ordinal);
        user.Says("1");
        await user.WaitForMessage("Mời trà.");

        Assert.Empty(test.Api.Violations);
        Assert.All(test.Bot.Delivery.Answers, status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task The_update_is_on_disk_when_it_is_answered()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await test.Bot.Delivery.WaitUntilDelivered(TimeSpan.FromSeconds(10));
        Assert.NotNull(await test.Host.Read<SeenUpdate>("zalo/0/m00000001"));
        Assert.NotNull((await test.Host.Read<Chat>(ZaloTest.AccountOf(user)))?.Active);
    }

    [Fact]
    public async Task Repeated_and_replayed_events_have_one_effect_and_one_answer()
    {
        await using var test = await ZaloTest.Started();
        test.Bot.Delivery.ComesAgain = _ => true;
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
        await test.Bot.Delivery.WaitUntilDelivered(TimeSpan.FromSeconds(10));
        var body = $$$"""{"event_name":"message.text.received","message":{"message_id":"r1","date":1757473200000,"from":{"id":"{{{user.Id}}}"},"chat":{"id":"{{{user.Id}}}","chat_type":"PRIVATE"},"text":"2"}}""";
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, await test.Bot.Delivery.Post(body));
        await user.WaitForMessage("Mời nước.");

        Assert.Equal(3, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task Forged_malformed_and_empty_bodies_change_nothing()
    {
        await using var test = await ZaloTest.Started();
        const string said = """{"event_name":"message.text.received","message":{"message_id":"x1","from":{"id":"abc"},"chat":{"id":"abc"},"text":"chào"}}""";
        Assert.Equal(401, await test.Bot.Delivery.Post(said, "guessed-secret"));
        Assert.Equal(401, await test.Bot.Delivery.Post(said, null));
        Assert.Equal(400, await test.Bot.Delivery.Post("{\"event_name\":"));
        Assert.Equal(400, await test.Bot.Delivery.Post("\"hello\""));
        Assert.Equal(400, await test.Bot.Delivery.Post("""{"update_id":5}"""));
        Assert.Equal(400, await test.Bot.Delivery.Post(new string('[', 5000)));
        Assert.Equal(200, await test.Bot.Delivery.Post("{}"));
        Assert.Equal(200, await test.Bot.Delivery.Post("""{"ok":true,"result":null}"""));
        Assert.Equal(200, await test.Bot.Delivery.Post("""{"event_name":"message.text.received","message":"what"}"""));
        Assert.Equal(200, await test.Bot.Delivery.Post("""{"event_name":"message.text.received","message":{"message_id":"x2","from":{"id":"../../0/abc"},"text":"chào"}}"""));
        Assert.Equal(200, await test.Bot.Delivery.Post("""{"event_name":"message.text.received","message":{"message_id":"x3","from":{"id":"abc","is_bot":true},"text":"chào"}}"""));

        Assert.Equal(0, await test.Host.Store.All<Chat>().CountAsync());
        Assert.Equal(0, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task Numbers_for_ids_dates_at_the_ends_of_the_calendar_and_half_emoji_are_read()
    {
        await using var test = await ZaloTest.Started();
        Assert.Equal(200, await test.Bot.Delivery.Post("""{"event_name":"message.text.received","message":{"message_id":77,"date":99999999999999999,"from":{"id":123456},"chat":{"id":123456},"text":"chào \ud83d"}}"""));
        Assert.NotNull(await test.Host.Read<SeenUpdate>("zalo/0/77"));
        Assert.NotNull(await test.Host.Read<Chat>("zalo/0/123456"));
    }

    [Fact]
    public async Task Whatever_else_people_send_gets_its_word_or_none()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.SendsSticker();
        await user.WaitForMessage("hình dán");
        user.SendsVoice();
        await user.WaitForMessage("tin thoại");
        var before = test.Bot.CallsOf("sendMessage");
        user.SendsEvent("message.reaction.received");
        user.SendsEvent("message.poll.received");
        user.SendsSomethingProtected();
        await test.Bot.Delivery.WaitUntilDelivered(TimeSpan.FromSeconds(10));

        Assert.Equal(before, test.Bot.CallsOf("sendMessage"));
        Assert.All(test.Bot.Delivery.Answers, status => Assert.Equal(200, status));
        Assert.Contains(test.Host.Log.Lines, line => line.Contains("message.poll.received", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_group_it_says_one_sentence_only()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        user.SaysInGroup("zgr-1", "@bot chào");
        user.SaysInGroup("zgr-1", "@bot chào lần nữa");
        await test.Bot.Delivery.WaitUntilDelivered(TimeSpan.FromSeconds(10));
        Assert.Contains("trò chuyện riêng", Assert.Single(test.Bot.SaidIn("zgr-1")), StringComparison.Ordinal);
        Assert.Null(await test.Host.Read<Chat>(ZaloTest.AccountOf(user)));
    }

    [Fact]
    public async Task A_person_whose_chat_has_another_id_is_answered_there()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        user.ChatId = "c0ffee";
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        user.ChatId = "decaf0";
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
    }

    [Fact]
    public async Task From_the_first_moment_of_a_start_nobody_is_reminded_for_two_minutes()
    {
        await using var test = await ZaloTest.Started();
        var services = test.Host.Host.Services;
        var start = new Backlog(test.Host.Clock);
        start.Begin(services.GetServices<IChannel>());
        Assert.True(start.IsUnread("zalo/0")); // before the channel itself has said anything
        var now = services.GetRequiredService<Backlog>();
        Assert.False(now.IsSettled);

        test.Host.Clock.Advance(Backlog.Patience);
        await TestHost.Until(() => Task.FromResult(!now.IsUnread("zalo/0")), "its patience is over");
        await test.Host.Bot.WaitUntilPolled();
        await TestHost.Until(() => Task.FromResult(now.IsSettled), "the clock may act");
    }

    [Fact]
    public async Task The_webhook_is_set_only_when_it_differs()
    {
        await using var test = await ZaloTest.Started();
        Assert.Equal(test.Url + "/webhooks/zalo/0", test.Bot.WebhookUrl);
        Assert.Empty(test.Api.Violations); // it was answered when Zalo tried it
        await test.Host.Stop();
        await test.Start();
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("getWebhookInfo") == 2), "the second look");
        Assert.Equal(1, test.Bot.CallsOf("setWebhook"));

        await test.Host.Stop();
        test.Host.Set("Zalo:WebhookSecret", "another secret of mine".Replace(' ', '-'));
        await test.Start();
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("setWebhook") == 2), "the new secret");
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
    }

    [Fact]
    public async Task A_second_bot_has_its_own_webhook_people_and_answers()
    {
        await using var test = ZaloTest.New();
        var second = test.Api.AddBot();
        test.Host.Set("Zalo:Bots:1:Token", second.Token);
        await test.Start();
        await TestHost.Until(() => Task.FromResult(second.WebhookUrl is not null), "the second webhook");
        var user = second.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        Assert.NotNull(await test.Host.Read<Chat>(ZaloTest.AccountOf(user, "1")));
        Assert.Equal(0, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task A_blocked_person_who_writes_again_is_reachable_again()
    {
        await using var test = await ZaloTest.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        user.HasLeft = true;
        await test.Host.Post(test.Row("n1", user, "tin", person: "p1"));
        await test.Host.UntilRow("n1", OutboxState.Unreachable);
        Assert.Equal(AccountState.Blocked, (await test.Host.Read<ChannelAccount>(ZaloTest.AccountOf(user)))!.State);
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
        Assert.Equal(AccountState.Active, (await test.Host.Read<ChannelAccount>(ZaloTest.AccountOf(user)))!.State);
    }
}
