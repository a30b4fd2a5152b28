using System.Net;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Telegram;

/// <summary>Receiving from Telegram by webhook; what is the same for every platform is in Webhooks/.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task A_conversation_goes_through_and_each_update_is_on_disk_when_it_is_answered()
    {
        await using var test = await WebhookTest.Started();
        var user = test.Host.Api.NewUser("Mận");
        user.Says("chào");
        await test.Bot.WaitUntilRead();
        Assert.NotNull((await test.Host.Read<Chat>(TestHost.AccountOf(user)))?.Active);
        await user.WaitForMessage("Tên là gì?");
        user.Says("Mận");
        user.Presses(await user.WaitForMessage("Chào Mận"), "Nước");
        await user.WaitForMessage("Mời nước.");

        await test.Bot.WaitUntilRead();
        Assert.Empty(test.Host.Api.Violations);
        Assert.Equal(0, test.Bot.CallsOf("getUpdates"));
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("answerCallbackQuery") == 1), "the end of the press");
    }

    [Fact]
    public async Task Replayed_updates_have_one_effect_and_one_answer()
    {
        await using var test = await WebhookTest.Started();
        var user = test.Host.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, await test.Post(WebhookTest.Message(7, user.Id, "Mận")));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => test.Post(WebhookTest.Message(7, user.Id, "Mận"))));
        await user.WaitForMessage("Chào Mận");
        user.Says("2");
        await user.WaitForMessage("Mời nước.");

        Assert.Equal(3, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task Forged_and_malformed_ones_change_nothing()
    {
        await using var test = await WebhookTest.Started();
        var said = WebhookTest.Message(9, 77, "chào");
        Assert.Equal(HttpStatusCode.Unauthorized, await test.Post(said, "guessed-secret"));
        Assert.Equal(HttpStatusCode.Unauthorized, await test.Post(said, secret: null));
        Assert.Equal(HttpStatusCode.BadRequest, await test.Post("{\"update_id\":"));
        Assert.Equal(HttpStatusCode.BadRequest, await test.Post("\"hello\""));
        Assert.Equal(HttpStatusCode.BadRequest, await test.Post("[]"));
        Assert.Equal(HttpStatusCode.BadRequest, await test.Post("null"));
        Assert.Equal(HttpStatusCode.BadRequest, await test.Post("""{"event_name":"message.text.received"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await test.Post(new string('[', 5000)));

        Assert.Equal(0, await test.Host.Store.All<Chat>().CountAsync());
        Assert.Equal(0, test.Bot.CallsOf("sendMessage"));
    }

    [Theory]
    [InlineData("""{"update_id":11,"something_new":{"id":1}}""")]
    [InlineData("""{"update_id":11}""")]
    [InlineData("""{"update_id":11,"message":"what"}""")]
    [InlineData("""{"update_id":11,"message":{"message_id":"x","date":[],"chat":7}}""")]
    [InlineData("""{"update_id":11,"callback_query":{"id":"1","from":{"id":5,"is_bot":false,"first_name":"M"},"game_short_name":"g","chat_instance":"1"}}""")]
    public async Task Kinds_and_shapes_that_are_not_known_are_taken_off_the_queue(string body)
    {
        await using var test = await WebhookTest.Started();
        Assert.Equal(HttpStatusCode.OK, await test.Post(body));
        Assert.DoesNotContain(test.Host.Log.Lines, line => line.Contains("asked to bring it again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_webhook_is_set_only_when_it_differs()
    {
        await using var test = await WebhookTest.Started();
        Assert.Equal(test.Url + "/webhooks/telegram/0", test.Bot.WebhookUrl);
        await test.Host.Stop();
        var looks = test.Bot.CallsOf("getWebhookInfo");
        await test.Start();
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("getWebhookInfo") > looks), "the next look");
        Assert.Equal(1, test.Bot.CallsOf("setWebhook"));

        await test.Host.Stop();
        var before = test.Bot.WebhookSecret;
        test.Host.Set("Telegram:WebhookSecret", "Other words, because the old secret became known.");
        await test.Start();
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("setWebhook") == 2), "the new secret");
        Assert.NotEqual(before, test.Bot.WebhookSecret);
        var user = test.Host.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        Assert.Equal(HttpStatusCode.Unauthorized, await test.Post("{}", before));
        Assert.Empty(test.Host.Api.Violations);
    }

    [Fact]
    public async Task A_webhook_that_somebody_else_took_is_taken_back_within_a_minute()
    {
        await using var test = await WebhookTest.Started();
        using (var http = new HttpClient())
            await http.PostAsync($"{test.Host.Api.BaseUrl}/bot{test.Host.Api.Token}/deleteWebhook", null);
        test.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await TestHost.Until(() => Task.FromResult(test.Bot.WebhookUrl == test.Url + "/webhooks/telegram/0"), "the webhook again");
    }

    [Fact]
    public async Task Changing_to_polling_takes_the_webhook_away()
    {
        await using var test = await WebhookTest.Started();
        await test.Host.Stop();
        test.Host.Set("Telegram:Mode", "Polling");
        var user = test.Host.Api.NewUser("Mận");
        user.Says("chào");
        await test.Host.Start();
        await user.WaitForMessage("Tên là gì?");
        Assert.Null(test.Bot.WebhookUrl);
    }

    [Fact]
    public async Task Each_bot_has_its_own_path_and_secret()
    {
        await using var test = WebhookTest.New();
        var second = test.Host.Api.AddBot("cellbot_second_bot");
        test.Host.Set("Telegram:Bots:1:Token", second.Token);
        await test.Start();
        await TestHost.Until(() => Task.FromResult(second.WebhookUrl is not null), "the second webhook");
        Assert.Equal(test.Url + "/webhooks/telegram/1", second.WebhookUrl);
        Assert.NotEqual(test.Bot.WebhookSecret, second.WebhookSecret);
        Assert.Equal(HttpStatusCode.Unauthorized, await test.Post(WebhookTest.Message(3, 5, "chào"), test.Bot.WebhookSecret, "1"));

        var user = second.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        Assert.NotNull(await test.Host.Read<Chat>(TestHost.AccountOf(user, "1")));
        Assert.Equal(0, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task What_waits_at_Telegram_is_the_backlog_for_two_minutes_at_most()
    {
        await using var test = WebhookTest.New();
        var slow = test.Host.Api.NewUser("Chậm");
        test.Host.Api.Faults.Next(new Fault.Silence(), method: "getFile");
        slow.SendsPhoto(new byte[100]);
        await test.Start();
        var looks = test.Bot.CallsOf("getWebhookInfo");
        await TestHost.Until(() =>
        {
            test.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(test.Bot.CallsOf("getWebhookInfo") > looks + 3);
        }, "some looks");
        Assert.True(test.Backlog.IsUnread("telegram/0"));
        test.Host.Clock.Advance(Backlog.Patience);
        await TestHost.Until(() => Task.FromResult(!test.Backlog.IsUnread("telegram/0")), "the end of patience");
    }

    [Fact]
    public async Task A_message_that_could_not_be_delivered_is_told_and_waited_for()
    {
        await using var test = await WebhookTest.Started();
        await TestHost.Until(() => Task.FromResult(!test.Backlog.IsUnread("telegram/0")), "nothing waits");
        var user = test.Host.Api.NewUser("Mận");
        test.Bot.Detour = new Uri("http://127.0.0.1:9/nobody");
        user.Says("chào");
        await TestHost.Until(() => Task.FromResult(test.Bot.HasFailedToDeliver), "a delivery that fails");
        test.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await TestHost.Until(() => Task.FromResult(test.State() is { Color: HealthColor.Yellow }), "the trouble on the board");
        Assert.Contains("Web:PublicUrl", test.State()!.Reason);
        Assert.DoesNotContain(test.Host.Api.Token, test.State()!.Reason);
        Assert.True(test.Backlog.IsUnread("telegram/0"));
        test.Bot.Detour = null;
        await user.WaitForMessage("Tên là gì?");
        test.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await TestHost.Until(() => Task.FromResult(test.State() is { Color: HealthColor.Green } && !test.Backlog.IsUnread("telegram/0")), "well again");
    }

    [Fact]
    public async Task A_token_refused_in_the_middle_of_a_day_is_red_until_it_is_taken_again()
    {
        await using var test = await WebhookTest.Started();
        var user = test.Host.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        await test.Bot.WaitUntilRead();
        test.Bot.IsRevoked = true;
        await test.Host.Post(test.Host.Row("n1", user, "tin"));
        await TestHost.Until(() => Task.FromResult(test.State() is { Color: HealthColor.Red }), "the board");
        Assert.Contains("Telegram:Token", test.State()!.Reason);
        await test.Host.UntilRow("n1", OutboxState.Waiting);

        test.Bot.IsRevoked = false;
        test.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await test.Host.UntilRow("n1", OutboxState.Sent);
        await TestHost.Until(() => Task.FromResult(test.State() is { Color: HealthColor.Green }), "well again");
    }
}
