using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace CellBot.TelegramClient.Tests;

/// <summary>Every request that the client can make, with every parameter, held against the specification by the fake.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private readonly FakeBotApi api = FakeBotApi.Start();
    private readonly TelegramBotClient bot;
    private readonly FakeUser hoa;

    public RequestTests()
    {
        bot = api.Client();
        hoa = api.NewUser("Nguyễn Thị Hoà");
        hoa.Starts();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        Assert.Empty(api.Violations);
    }

    [Fact]
    public async Task A_message_with_everything()
    {
        var first = await bot.SendMessage(hoa.Id, "Kính chào đồng chí");

        var sent = await bot.SendMessage(
            hoa.Id,
            "<b>Họp chi bộ</b> &amp; sinh hoạt",
            ParseMode.Html,
            new ReplyParameters { MessageId = first.Id, AllowSendingWithoutReply = true, Quote = "đồng chí" },
            new InlineKeyboardMarkup(
            [
                [InlineKeyboardButton.WithCallbackData("Đã đọc", "r:1"), new InlineKeyboardButton("Huỷ") { CallbackData = "c:1", Style = KeyboardButtonStyle.Danger }],
                [InlineKeyboardButton.WithUrl("Tài liệu", "https://example.vn/a"), InlineKeyboardButton.WithCopyText("Chép mã", "AB12")],
            ]),
            LinkPreviewOptions.Disabled,
            disableNotification: true,
            protectContent: true);

        Assert.Equal("Họp chi bộ & sinh hoạt", sent.Text);
        Assert.Equal(hoa.Id, sent.Chat.Id);
        Assert.Equal(first.Id, sent.ReplyToMessage!.Id);
        Assert.Equal(["Đã đọc", "Huỷ", "Tài liệu", "Chép mã"], sent.ReplyMarkup!.InlineKeyboard.SelectMany(row => row).Select(button => button.Text));
        var seen = hoa.Chat.LastReceived!;
        Assert.Equal("danger", seen.Buttons.Single(button => button.Label == "Huỷ").Style);
    }

    [Fact]
    public async Task Entities_instead_of_marks()
    {
        var bold = new MessageEntity { Type = MessageEntityType.Bold, Offset = 0, Length = 3 };
        var moment = new MessageEntity { Type = MessageEntityType.DateTime, Offset = 4, Length = 6, UnixTime = new DateTime(2027, 1, 20, 12, 30, 0, DateTimeKind.Utc), DateTimeFormat = "wDT" };
        await bot.SendMessage(hoa.Id, "Họp chi bộ", entities: [bold, moment]);
        Assert.Equal("Họp chi bộ", hoa.Chat.LastReceived!.Text);
        Assert.Equal([new FakeEntity("bold", 0, 3), new FakeEntity("date_time", 4, 6)], hoa.Chat.LastReceived.Entities);
        await bot.SendDocument(hoa.Id, new InputFileStream(new MemoryStream([1]), "hop.ics"), "Họp chi bộ", captionEntities: [moment]);
        Assert.Equal("date_time", hoa.Chat.LastReceived.Entities.Single().Type);
    }

    [Fact]
    public async Task Keyboards_in_place_of_the_keyboard()
    {
        await bot.SendMessage(hoa.Id, "Số điện thoại?", replyMarkup: new ReplyKeyboardMarkup(KeyboardButton.WithRequestContact("Gửi số"))
        {
            ResizeKeyboard = true, OneTimeKeyboard = true, IsPersistent = true, InputFieldPlaceholder = "Bấm nút",
        });
        Assert.Equal(["Gửi số ☎"], hoa.Chat.LastReceived!.Keyboard);
        await bot.SendMessage(hoa.Id, "Đã nhận", replyMarkup: new ReplyKeyboardRemove());
        await bot.SendMessage(hoa.Id, "Trả lời", replyMarkup: new ForceReplyMarkup { InputFieldPlaceholder = "Ở đây" });
        await bot.SendMessage(hoa.Id, "Chọn", replyMarkup: InlineKeyboardButton.WithCallbackData("Có", "y"));
        Assert.Equal("y", hoa.Chat.LastReceived!.Buttons.Single().Data);
    }

    [Fact]
    public async Task A_document_uploaded_with_a_vietnamese_name_and_sent_again_by_its_id()
    {
        var sent = await bot.SendDocument(hoa.Id, InputFile.FromStream(new MemoryStream([1, 2, 3]), "Báo cáo quý 3.docx"), "<i>Báo cáo</i>", ParseMode.Html, protectContent: true);
        Assert.Equal("Báo cáo quý 3.docx", sent.Document!.FileName);
        Assert.Equal(3, sent.Document.FileSize);
        Assert.Equal("Báo cáo", sent.Caption);
        Assert.Equal([1, 2, 3], hoa.Chat.LastReceived!.File!.Bytes.ToArray());

        var again = await bot.SendDocument(hoa.Id, new InputFileId(sent.Document.FileId));
        Assert.Equal(sent.Document.FileUniqueId, again.Document!.FileUniqueId);
    }

    [Fact]
    public async Task A_photo_uploaded_and_sent_again_by_its_id()
    {
        var sent = await bot.SendPhoto(hoa.Id, new MemoryStream(new byte[2000]), "Ảnh", replyMarkup: InlineKeyboardButton.WithCallbackData("Xem", "v"));
        Assert.Equal([90, 320, 1280], sent.Photo!.Select(size => size.Width));
        Assert.Equal(2000, sent.Photo![^1].FileSize);
        Assert.Equal(sent.Photo[^1].FileId, (await bot.SendPhoto(hoa.Id, sent.Photo[^1])).Photo![^1].FileId);
    }

    [Fact]
    public async Task An_album_of_uploads_and_ids()
    {
        var known = await bot.SendPhoto(hoa.Id, new MemoryStream([9]));
        var parts = await bot.SendMediaGroup(hoa.Id,
        [
            new InputMediaPhoto(new InputFileStream(new MemoryStream([1]), "a.jpg")) { Caption = "Hai ảnh", ParseMode = ParseMode.Html },
            new InputMediaPhoto(new InputFileId(known.Photo![^1].FileId)) { HasSpoiler = true },
            new InputMediaPhoto(new InputFileStream(new MemoryStream([2, 2]))),
        ]);
        Assert.Single(parts.Select(part => part.MediaGroupId).Distinct());
        Assert.Equal([1, 1, 2], parts.Select(part => (int)part.Photo![^1].FileSize!.Value));

        var documents = await bot.SendMediaGroup(hoa.Id, [new InputMediaDocument(new InputFileStream(new MemoryStream([1]), "a.pdf")), new InputMediaDocument(new InputFileStream(new MemoryStream([2]), "b.pdf"))]);
        Assert.Equal(["a.pdf", "b.pdf"], documents.Select(part => part.Document!.FileName));
    }

    [Fact]
    public async Task Edits_and_answers_to_presses()
    {
        var sent = await bot.SendMessage(hoa.Id, "Đồng chí dự họp?", replyMarkup: InlineKeyboardButton.WithCallbackData("Có", "yes"));
        hoa.Presses("Có");
        var press = (await bot.GetUpdates(allowedUpdates: [UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember]))[^1].CallbackQuery!;
        Assert.Equal(("yes", hoa.Id, sent.Id), (press.Data, press.From.Id, press.Message!.Id));

        await bot.AnswerCallbackQuery(press.Id, "Đã ghi", showAlert: true, cacheTime: 1);
        var edited = await bot.EditMessageText(hoa.Id, sent.Id, "<b>Đã ghi: Có</b>", ParseMode.Html, InlineKeyboardButton.WithCallbackData("Sửa", "edit"), LinkPreviewOptions.Disabled);
        Assert.Equal("Đã ghi: Có", edited.Text);
        Assert.NotNull(edited.EditDate);
        await bot.EditMessageReplyMarkup(hoa.Id, sent.Id);
        Assert.Empty(hoa.Chat.LastReceived!.Buttons);
        Assert.Equal(
            ["Said /start", "Received Đồng chí dự họp?", "Pressed Có", "Flashed Đã ghi", "Changed Đã ghi: Có", "Changed Đã ghi: Có"],
            hoa.Transcript.Select(entry => $"{entry.Kind} {entry.Text}"));
    }

    [Fact]
    public async Task Files_come_down()
    {
        hoa.SendsDocument("cảm nghĩ.docx", new byte[] { 5, 6, 7 }, "Bài của tôi", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        var document = (await bot.GetUpdates())[^1].Message!.Document!;
        Assert.Equal("cảm nghĩ.docx", document.FileName);

        var file = await bot.GetFile(document.FileId);
        using var bytes = new MemoryStream();
        await bot.DownloadFile(file.FilePath!, bytes);
        await bot.DownloadFile(file, bytes);
        Assert.Equal([5, 6, 7, 5, 6, 7], bytes.ToArray());
    }

    [Fact]
    public async Task Menus_for_every_scope()
    {
        BotCommand[] commands = [new("viec", "Việc của tôi"), ("tro_giup", "Trợ giúp")];
        foreach (var scope in new BotCommandScope?[]
        {
            null, BotCommandScope.Default(), BotCommandScope.AllPrivateChats(), BotCommandScope.AllGroupChats(), BotCommandScope.AllChatAdministrators(),
            BotCommandScope.Chat(hoa.Id), BotCommandScope.ChatAdministrators(hoa.Id), BotCommandScope.ChatMember(hoa.Id, hoa.Id),
        })
            await bot.SetMyCommands(commands, scope, "vi");
        Assert.Equal(("viec", "Việc của tôi"), api.Bot.Menus[($"chat/{hoa.Id}", "vi")][0]);

        Assert.Equal(["viec", "tro_giup"], (await bot.GetMyCommands(BotCommandScope.Chat(hoa.Id), "vi")).Select(line => line.Command));
        Assert.Empty(await bot.GetMyCommands(languageCode: "en"));
        await bot.DeleteMyCommands(BotCommandScope.Chat(hoa.Id), "vi");
        Assert.DoesNotContain(($"chat/{hoa.Id}", "vi"), api.Bot.Menus.Keys);
    }

    [Fact]
    public async Task The_rest()
    {
        var me = await bot.GetMe();
        Assert.Equal((api.Bot.Id, true, api.Bot.Username), (me.Id, me.IsBot, me.Username));
        Assert.True(await bot.TestApi());
        await bot.SendChatAction(hoa.Id, ChatAction.Typing);
        var group = api.Bot.NewGroup("Chi bộ 3", hoa);
        await bot.LeaveChat(group.Id);
        Assert.NotNull(group.ClosedBecause);

        await bot.SetWebhook(
            "http://127.0.0.1:1/hook", new InputFileStream(new MemoryStream([1]), "cert.pem"), "127.0.0.1", 10, [UpdateType.Message, UpdateType.MyChatMember], dropPendingUpdates: true, secretToken: "s3cret-_A");
        var info = await bot.GetWebhookInfo();
        Assert.Equal(("http://127.0.0.1:1/hook", 10), (info.Url, info.MaxConnections));
        Assert.Equal([UpdateType.Message, UpdateType.MyChatMember], info.AllowedUpdates);
        await bot.DeleteWebhook(dropPendingUpdates: true);
        Assert.Equal("", (await bot.GetWebhookInfo()).Url);
    }

    [Fact]
    public async Task A_chat_may_be_named()
    {
        // The fake knows no public names; what counts is that the request is well formed.
        await Assert.ThrowsAsync<Telegram.Bot.Exceptions.ApiRequestException>(() => bot.SendMessage("@chibo3", "Chào"));
        Assert.Equal(["sendMessage: 400 Bad Request: chat not found"], api.Bot.Refusals);
    }
}
