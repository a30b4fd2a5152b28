using CellBot.Dialogs.Routing;
using CellBot.Host.Channels.Telegram;
using CellBot.Host.Clock;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace CellBot.Host.Tests.Telegram;

public sealed class ReaderTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 5, 9, 0, 0, TimeSpan.FromHours(7));
    private readonly TelegramReader reader = new("3", null!, new CellClock(new DemoClock(Now)));

    [Theory]
    [InlineData("2027-01-05T01:59:30Z", -30)]
    [InlineData("2027-01-05T02:30:00Z", 0)]
    [InlineData("9999-12-31T23:59:59Z", 0)]
    [InlineData("0001-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    public async Task The_platforms_time_counts_unless_it_is_nonsense(string date, int secondsFromNow)
    {
        var incoming = await Read(Private("xin chào", DateTime.Parse(date, null, System.Globalization.DateTimeStyles.AdjustToUniversal)));
        Assert.InRange((incoming.SentAt!.Value - Now).TotalSeconds, secondsFromNow - 0.001, secondsFromNow + 5);
        Assert.Equal(TimeSpan.FromHours(7), incoming.SentAt.Value.Offset);
    }

    [Theory]
    [InlineData("/start", "/start", null)]
    [InlineData("/start ab_C-9", "/start", "ab_C-9")]
    [InlineData("/started", "/started", null)]
    [InlineData("48271936", "48271936", null)]
    public async Task A_links_code_comes_behind_start(string said, string text, string? payload)
    {
        var incoming = await Read(Private(said));
        Assert.Equal((text, payload, "telegram/3/77", "telegram/3/5"), (incoming.Text, incoming.StartPayload, incoming.AccountId, incoming.Id));
    }

    [Theory]
    [InlineData("abc234defg:12", "abc234defg", 12)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc:x", "abc:x", 0)]
    [InlineData(null, "", 0)]
    public async Task A_press_is_a_token_and_a_number(string? data, string token, int number)
    {
        var turn = Assert.IsType<TelegramReader.Reading.Turn>(reader.Read(new Update { Id = 5, CallbackQuery = new CallbackQuery { Id = "q", From = new User { Id = 77 }, Data = data } }, default));
        Assert.Equal(((token, number), "q"), ((await turn.Update).Press!.Value, turn.CallbackId));
    }

    [Fact]
    public async Task A_phone_number_is_taken_only_from_its_owner()
    {
        var own = Private(null);
        own.Message!.Contact = new Contact { PhoneNumber = "+84912345678", UserId = 77 };
        Assert.Equal("+84912345678", (await Read(own)).Text);
        own.Message.Contact.UserId = 78;
        Assert.Null((await Read(own)).Text);
    }

    [Fact]
    public void Groups_bots_and_unknown_kinds_are_not_for_the_router()
    {
        var group = Private("xin chào");
        group.Message!.Chat.Type = ChatType.Supergroup;
        Assert.IsType<TelegramReader.Reading.Group>(reader.Read(group, default));
        Assert.IsType<TelegramReader.Reading.Nothing>(reader.Read(new Update { Id = 1 }, default));
        Assert.IsType<TelegramReader.Reading.Nothing>(reader.Read(new Update { Id = 1, EditedMessage = Private(null).Message }, default)); // a place that moves
        var bot = Private("xin chào");
        bot.Message!.From!.IsBot = true;
        Assert.IsType<TelegramReader.Reading.Nothing>(reader.Read(bot, default));
    }

    [Fact]
    public async Task A_person_is_known_by_the_user_id_whatever_the_chat_is_called()
    {
        var moved = Private("xin chào");
        moved.Message!.Chat.Id = 99;
        Assert.Equal("telegram/3/77", (await Read(moved)).AccountId);
    }

    private async Task<Incoming> Read(Update update) => await Assert.IsType<TelegramReader.Reading.Turn>(reader.Read(update, default)).Update;

    private static Update Private(string? text, DateTime date = default) => new()
    {
        Id = 5, Message = new Message { Text = text, Date = date, From = new User { Id = 77 }, Chat = new Chat { Id = 77, Type = ChatType.Private } },
    };
}
