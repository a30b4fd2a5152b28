using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace CellBot.TelegramClient.Tests.Fake;

/// <summary>Arranged faults, rates, and the mode for benchmarks.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Arranged_faults_happen_once_each_in_order_and_only_to_their_method()
    {
        await using var api = FakeBotApi.Start();
        var an = api.NewUser("An");
        an.Starts();
        var bot = api.Client();
        api.Faults.Next(new Fault.TooManyRequests(5));
        api.Faults.Next(new Fault.ServerError(), count: 2);
        api.Faults.Next(new Fault.NotJson(), method: "getMe");

        var limited = await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(an.Id, "a"));
        Assert.Equal((429, 5), (limited.ErrorCode, limited.Parameters!.RetryAfter));
        Assert.Equal(500, (await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(an.Id, "a"))).ErrorCode);
        Assert.Equal(500, (await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(an.Id, "a"))).ErrorCode);
        await bot.SendMessage(an.Id, "a");
        Assert.Equal(1, api.Faults.Left);
        Assert.Equal(502, (int)(await Assert.ThrowsAsync<RequestException>(() => bot.GetMe())).HttpStatusCode!);
        await bot.GetMe();
        Assert.Equal((1, 0), (an.Transcript.Count(entry => entry.Kind == TranscriptKind.Received), api.Faults.Left));
        Assert.Equal(4, api.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task A_source_of_faults_is_asked_about_every_call_but_polls()
    {
        await using var api = FakeBotApi.Start();
        var an = api.NewUser("An");
        an.Starts();
        var asked = new List<string>();
        api.Faults.Decide = method =>
        {
            asked.Add(method);
            return method == "getMe" ? new Fault.ServerError() : null;
        };
        await Assert.ThrowsAsync<ApiRequestException>(() => api.Client().GetMe());
        await api.Client().SendMessage(an.Id, "a");
        await api.Client().GetUpdates();
        Assert.Equal(["getMe", "sendMessage"], asked);
    }

    [Fact]
    public async Task Rates_hold_once_switched_on()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var api = FakeBotApi.Start(new FakeBotApiOptions { Clock = clock });
        var people = Enumerable.Range(0, 40).Select(number => api.NewUser($"{number}")).ToList();
        people.ForEach(person => person.Starts());
        var bot = api.Client();
        var limits = api.Bot.Limits;

        for (var burst = 0; burst < 10; burst++)
            await bot.SendMessage(people[0].Id, "a"); // off

        limits.Enforced = true;
        for (var burst = 0; burst < limits.ChatBurst; burst++)
            await bot.SendMessage(people[0].Id, "a");
        Assert.Equal(1, (await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(people[0].Id, "a"))).Parameters!.RetryAfter);
        await bot.SendMessage(people[1].Id, "a"); // another chat
        clock.Now += TimeSpan.FromSeconds(0.5);
        await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(people[0].Id, "a"));
        Assert.Equal((2, 1), (limits.Refused, limits.CallsWhileToldToWait));
        clock.Now += TimeSpan.FromSeconds(10);
        await bot.SendMessage(people[0].Id, "a");
        Assert.Equal(1, limits.CallsWhileToldToWait);

        clock.Now += TimeSpan.FromSeconds(10);
        foreach (var person in people.Take((int)limits.Burst))
            await bot.SendMessage(person.Id, "a");
        await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(people[^1].Id, "a"));
        Assert.Equal(3, limits.Refused);
    }

    [Fact]
    public async Task Calls_during_a_retry_after_are_counted()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var api = FakeBotApi.Start(new FakeBotApiOptions { Clock = clock });
        var an = api.NewUser("An");
        an.Starts();
        var bot = api.Client();
        api.Faults.Next(new Fault.TooManyRequests(3));
        await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(an.Id, "a"));
        await bot.SendMessage(an.Id, "đã trên đường");
        Assert.Equal(0, api.Bot.Limits.CallsWhileToldToWait);
        clock.Now += TimeSpan.FromSeconds(1);
        await bot.SendMessage(an.Id, "quá sớm");
        Assert.Equal(1, api.Bot.Limits.CallsWhileToldToWait);
        clock.Now += TimeSpan.FromSeconds(2);
        await bot.SendMessage(an.Id, "đúng lúc");
        Assert.Equal(1, api.Bot.Limits.CallsWhileToldToWait);
    }

    [Fact]
    public async Task Virtual_people_answer_at_once_without_a_transcript()
    {
        await using var api = FakeBotApi.Start(new FakeBotApiOptions { ValidateRequests = false, RecordTranscripts = false });
        var bot = api.Client();
        var an = api.NewUser("An");
        an.Starts();
        api.Bot.Received += (user, message) =>
        {
            if (message.Buttons.FirstOrDefault() is { } button)
                user!.Presses(button.Label);
            else
                user!.Says($"nhận {message.Text}");
        };

        await bot.SendMessage(an.Id, "một");
        await bot.SendMessage(an.Id, "hai", replyMarkup: new Telegram.Bot.Types.ReplyMarkups.InlineKeyboardMarkup(("Có", "y")));
        var updates = await bot.GetUpdates();
        Assert.Equal(["/start", "nhận một", null], updates.Select(update => update.Message?.Text));
        Assert.Equal("y", updates[2].CallbackQuery!.Data);
        Assert.Empty(an.Transcript);
        Assert.Equal("hai", an.Chat.LastReceived!.Text);
    }
}
