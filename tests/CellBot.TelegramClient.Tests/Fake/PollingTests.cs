using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types.Enums;

namespace CellBot.TelegramClient.Tests.Fake;

/// <summary>The fake hands out updates as the platform does.</summary>
public sealed class PollingTests : IAsyncLifetime
{
    private readonly ManualClock clock = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(7)));
    private readonly FakeBotApi api;
    private readonly TelegramBotClient bot;
    private readonly FakeUser an;

    public PollingTests()
    {
        api = FakeBotApi.Start(new FakeBotApiOptions { Clock = clock });
        bot = api.Client();
        an = api.NewUser("An");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task What_is_not_acknowledged_comes_again_and_what_is_does_not()
    {
        an.Says("một");
        an.Says("hai");
        an.Says("ba");

        var first = await bot.GetUpdates();
        Assert.Equal(["một", "hai", "ba"], first.Select(update => update.Message!.Text));
        Assert.Equal(["một", "hai", "ba"], (await api.Client().GetUpdates()).Select(update => update.Message!.Text)); // another process, after a kill
        Assert.Equal(["ba"], (await bot.GetUpdates(first[1].Id + 1)).Select(update => update.Message!.Text));
        Assert.Equal(1, api.Bot.PendingCount);
        Assert.Empty(await bot.GetUpdates(first[2].Id + 1));
        Assert.Equal(0, api.Bot.PendingCount);
    }

    [Fact]
    public async Task A_batch_has_a_hundred_at_most_and_a_negative_offset_jumps_to_the_end()
    {
        for (var number = 0; number < 150; number++)
            an.Says($"{number}");
        Assert.Equal(100, (await bot.GetUpdates()).Length);
        Assert.Equal(7, (await bot.GetUpdates(limit: 7)).Length);
        Assert.Equal(["148", "149"], (await bot.GetUpdates(-2)).Select(update => update.Message!.Text));
        Assert.Equal(2, api.Bot.PendingCount);
    }

    [Fact]
    public async Task A_long_poll_ends_when_something_arrives()
    {
        var poll = bot.GetUpdates(timeout: 30);
        await api.Bot.WaitUntilPolled();
        an.Says("đây");
        Assert.Equal("đây", (await poll).Single().Message!.Text);
    }

    [Fact]
    public async Task A_long_poll_ends_empty_when_nothing_does() => Assert.Empty(await bot.GetUpdates(timeout: 1));

    [Fact]
    public async Task A_newer_poll_ends_the_older_one()
    {
        var older = bot.GetUpdates(timeout: 30);
        await api.Bot.WaitUntilPolled();
        var newer = bot.GetUpdates(timeout: 30);
        Assert.Equal(409, (await Assert.ThrowsAsync<ApiRequestException>(() => older)).ErrorCode);
        an.Says("một");
        Assert.Single(await newer);
    }

    [Fact]
    public async Task A_poll_that_is_killed_acknowledges_nothing()
    {
        using var kill = new CancellationTokenSource();
        var poll = bot.GetUpdates(timeout: 30, cancellationToken: kill.Token);
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        an.Says("một");
        Assert.Single(await bot.GetUpdates());
    }

    [Fact]
    public async Task Only_kinds_that_were_asked_for_come_and_the_list_stays()
    {
        await bot.GetUpdates(allowedUpdates: [UpdateType.CallbackQuery, UpdateType.MyChatMember]);
        an.Says("bị bỏ qua");
        an.Blocks();
        Assert.Equal(UpdateType.MyChatMember, (await bot.GetUpdates()).Single().Type);
    }

    [Fact]
    public async Task Messages_live_a_day_and_presses_two_and_a_half_minutes()
    {
        an.Starts();
        await bot.SendMessage(an.Id, "Chọn", replyMarkup: new Telegram.Bot.Types.ReplyMarkups.InlineKeyboardMarkup(("Có", "y")));
        an.Presses("Có");
        Assert.Equal(2, (await bot.GetUpdates()).Length);
        clock.Now += TimeSpan.FromSeconds(151);
        Assert.Equal("/start", (await bot.GetUpdates()).Single().Message!.Text);
        clock.Now += TimeSpan.FromDays(1);
        Assert.Empty(await bot.GetUpdates());
    }

    [Fact]
    public async Task A_doubled_update_comes_again_after_it_was_acknowledged()
    {
        api.Faults.DoubleUpdate = () => true;
        an.Says("một");
        var update = (await bot.GetUpdates()).Single();
        Assert.Equal(update.Id, (await bot.GetUpdates(update.Id + 1)).Single().Id);
        Assert.Empty(await bot.GetUpdates(update.Id + 1));
    }

    [Fact]
    public async Task What_waits_can_be_thrown_away_and_waited_for()
    {
        an.Says("một");
        api.Bot.DropPending();
        await api.Bot.WaitUntilRead();

        an.Says("hai");
        var read = api.Bot.WaitUntilRead();
        var update = (await bot.GetUpdates()).Single();
        Assert.False(read.IsCompleted);
        await bot.GetUpdates(update.Id + 1);
        await read;
    }

    [Fact]
    public async Task Bots_have_people_of_their_own()
    {
        var second = api.AddBot("second_bot");
        second.NewUser("Bình").Says("chào");
        Assert.Empty(await bot.GetUpdates());
        Assert.Single(await new TelegramBotClient(new TelegramBotClientOptions(second.Token, api.BaseUrl)).GetUpdates());
        second.IsRevoked = true;
        Assert.False(await new TelegramBotClient(new TelegramBotClientOptions(second.Token, api.BaseUrl)).TestApi());
        Assert.True(await bot.TestApi());
    }
}

internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
