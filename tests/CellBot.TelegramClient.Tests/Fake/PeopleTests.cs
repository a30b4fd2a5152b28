using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace CellBot.TelegramClient.Tests.Fake;

/// <summary>What people do, and whom the bot may write to.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private readonly FakeBotApi api = FakeBotApi.Start();
    private readonly TelegramBotClient bot;
    private readonly FakeUser an;

    public PeopleTests()
    {
        bot = api.Client();
        an = api.NewUser("An");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        Assert.Empty(api.Violations);
    }

    [Fact]
    public async Task The_bot_cannot_write_first()
    {
        Assert.Equal((400, "Bad Request: chat not found"), await Refusal(() => bot.SendMessage(an.Id, "Chào")));
        an.Starts();
        await bot.SendMessage(an.Id, "Chào");
        Assert.Equal((400, "Bad Request: chat not found"), await Refusal(() => bot.SendMessage(999, "Chào")));
    }

    [Fact]
    public async Task Who_blocks_is_heard_of_and_cannot_be_reached_until_unblocked()
    {
        an.Starts();
        an.Blocks();
        Assert.Equal((403, "Forbidden: bot was blocked by the user"), await Refusal(() => bot.SendMessage(an.Id, "Chào")));
        Assert.Throws<InvalidOperationException>(() => an.Says("không được"));
        an.Unblocks();
        await bot.SendMessage(an.Id, "Chào");

        var changes = (await bot.GetUpdates()).Where(update => update.MyChatMember is not null).Select(update => update.MyChatMember!).ToList();
        Assert.Equal([ChatMemberStatus.Kicked, ChatMemberStatus.Member], changes.Select(change => change.NewChatMember.Status));
        Assert.All(changes, change => Assert.Equal((an.Id, api.Bot.Id), (change.Chat.Id, change.NewChatMember.User.Id)));

        an.Deactivates();
        Assert.Equal((403, "Forbidden: user is deactivated"), await Refusal(() => bot.SendMessage(an.Id, "Chào")));
    }

    [Fact]
    public async Task A_deep_link_carries_its_payload()
    {
        an.Starts("abc_DEF-123");
        var message = (await bot.GetUpdates()).Single().Message!;
        Assert.Equal("/start abc_DEF-123", message.Text);
        Assert.Equal((MessageEntityType.BotCommand, 0, 6), (message.Entities![0].Type, message.Entities[0].Offset, message.Entities[0].Length));
        Assert.Throws<ArgumentException>(() => an.Starts("có dấu"));
        Assert.Throws<ArgumentException>(() => an.Starts(new string('a', 65)));
    }

    [Fact]
    public async Task Albums_contacts_edits_answers_and_other_things()
    {
        var said = an.Says("một");
        an.Edits(said, "hai");
        an.Says("ba", replyTo: said);
        an.SendsAlbum("Ba ảnh", new FakeAttachment.Photo(new byte[] { 1 }), new FakeAttachment.Photo(new byte[] { 2 }), new FakeAttachment.Photo(new byte[] { 3 }));
        an.SharesContact("0912345678");
        an.SharesContact("0987654321", own: false);
        an.SendsOther("voice", """{"file_id":"v","file_unique_id":"u","duration":3}""");

        var updates = await bot.GetUpdates();
        Assert.Equal(("hai", true), (updates[1].EditedMessage!.Text, updates[1].EditedMessage!.EditDate is not null));
        Assert.Equal(said.Id, updates[2].Message!.ReplyToMessage!.Id);
        Assert.Single(updates[3..6].Select(update => update.Message!.MediaGroupId).Distinct());
        Assert.Equal(["Ba ảnh", null, null], updates[3..6].Select(update => update.Message!.Caption));
        Assert.Equal([an.Id, null], updates[6..8].Select(update => update.Message!.Contact!.UserId));
        Assert.Null(updates[8].Message!.Text);
        Assert.Throws<ArgumentException>(() => an.SendsAlbum(null, new FakeAttachment.Photo(new byte[1]), new FakeAttachment.Document("a", new byte[1])));
    }

    [Fact]
    public async Task A_press_is_answered_once()
    {
        an.Starts();
        var old = await bot.SendMessage(an.Id, "Cũ", replyMarkup: new InlineKeyboardMarkup(("Có", "old")));
        await bot.SendMessage(an.Id, "Mới", replyMarkup: new InlineKeyboardMarkup(("Có", "new"), ("Trang", "https://example.vn")));
        an.Presses("Có");
        an.Presses("Trang"); // opens a page, tells the bot nothing
        an.Presses(an.Transcript.Single(entry => entry.Text == "Cũ").Message!, "Có");
        Assert.Contains("[Có]", Assert.Throws<InvalidOperationException>(() => an.Presses("Không")).Message, StringComparison.Ordinal);

        var presses = (await bot.GetUpdates()).Where(update => update.CallbackQuery is not null).Select(update => update.CallbackQuery!).ToList();
        Assert.Equal(["new", "old"], presses.Select(press => press.Data));
        Assert.Equal(old.Id, presses[1].Message!.Id);
        await bot.AnswerCallbackQuery(presses[0].Id);
        Assert.StartsWith("Bad Request: query is too old", (await Refusal(() => bot.AnswerCallbackQuery(presses[0].Id))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_must_change_something_of_the_bots_own()
    {
        an.Starts();
        InlineKeyboardMarkup keyboard = new(("Có", "y"));
        var sent = await bot.SendMessage(an.Id, "Một", replyMarkup: keyboard);
        Assert.StartsWith("Bad Request: message is not modified", (await Refusal(() => bot.EditMessageText(an.Id, sent.Id, "Một", replyMarkup: keyboard))).Reason, StringComparison.Ordinal);
        Assert.StartsWith("Bad Request: message is not modified", (await Refusal(() => bot.EditMessageReplyMarkup(an.Id, sent.Id, keyboard))).Reason, StringComparison.Ordinal);
        await bot.EditMessageText(an.Id, sent.Id, "Hai", replyMarkup: keyboard);
        Assert.Equal("Bad Request: message to edit not found", (await Refusal(() => bot.EditMessageText(an.Id, 1, "Ba"))).Reason);
    }

    [Fact]
    public async Task A_group_is_joined_moved_and_left()
    {
        var group = api.Bot.NewGroup("Chi bộ 3", an);
        an.Says("chào cả nhà", group: group);
        var updates = await bot.GetUpdates();
        Assert.Equal((ChatType.Group, ChatMemberStatus.Member), (updates[0].MyChatMember!.Chat.Type, updates[0].MyChatMember!.NewChatMember.Status));
        Assert.Equal((group.Id, an.Id), (updates[1].Message!.Chat.Id, updates[1].Message!.From!.Id));

        var successor = api.Bot.Migrate(group);
        var moved = await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(group.Id, "Chào"));
        Assert.Equal(successor.Id, moved.Parameters!.MigrateToChatId);
        await bot.SendMessage(successor.Id, "Tôi chỉ nói chuyện riêng");
        await bot.LeaveChat(successor.Id);
        Assert.Equal(403, (await Refusal(() => bot.SendMessage(successor.Id, "Còn ai?"))).Code);
    }

    [Fact]
    public async Task Waiting_follows_the_chat_and_says_what_came_instead()
    {
        an.Starts();
        var waiting = an.WaitForMessage("hai");
        await bot.SendMessage(an.Id, "một");
        Assert.False(waiting.IsCompleted);
        var sent = await bot.SendMessage(an.Id, "hai");
        Assert.Equal(sent.Id, (await waiting).Id);

        var missing = await Assert.ThrowsAsync<TimeoutException>(() => an.WaitForMessage("hai", TimeSpan.FromMilliseconds(50))); // that one was waited for already
        Assert.Contains("< một", missing.Message, StringComparison.Ordinal);
        await bot.EditMessageText(an.Id, sent.Id, "hai rưỡi");
        Assert.Equal("hai rưỡi", (await an.WaitForMessage("hai")).Text);
    }

    [Fact]
    public async Task A_file_over_twenty_megabytes_cannot_be_fetched()
    {
        an.SendsDocument("to.bin", new byte[(20 * 1024 * 1024) + 1]);
        var document = (await bot.GetUpdates()).Single().Message!.Document!;
        Assert.Equal("Bad Request: file is too big", (await Refusal(() => bot.GetFile(document.FileId))).Reason);
        Assert.Equal(400, (await Refusal(() => bot.GetFile("none"))).Code);
    }

    [Theory]
    [InlineData("<b>hở")]
    [InlineData("<b>chéo</i>")]
    [InlineData("<script>a</script>")]
    [InlineData("a &nbsp; b")]
    public async Task Html_that_the_server_would_not_read_is_refused(string html)
    {
        an.Starts();
        Assert.StartsWith("Bad Request: can't parse entities", (await Refusal(() => bot.SendMessage(an.Id, html, ParseMode.Html))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_is_read_as_its_reader_sees_it()
    {
        an.Starts();
        Assert.Equal("1 < 2 & \"ba\" chủ nhật", (await bot.SendMessage(an.Id, "1 &lt; 2 &amp; &quot;<b>ba</b>&quot; <tg-time unix=\"1\" format=\"wDT\">chủ nhật</tg-time>", ParseMode.Html)).Text);
    }

    private static async Task<(int Code, string Reason)> Refusal(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(call);
        return (refusal.ErrorCode, refusal.Message);
    }
}
