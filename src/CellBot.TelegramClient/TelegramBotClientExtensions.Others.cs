using Telegram.Bot.Requests;

namespace Telegram.Bot;

public static partial class TelegramBotClientExtensions
{
    /// <summary>Changes a text and its buttons. The same text again is a 400, "message is not modified".</summary>
    public static Task<Message> EditMessageText(
        this ITelegramBotClient botClient,
        ChatId chatId,
        int messageId,
        string? text,
        ParseMode parseMode = default,
        InlineKeyboardMarkup? replyMarkup = default,
        LinkPreviewOptions? linkPreviewOptions = default,
        IEnumerable<MessageEntity>? entities = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new EditMessageTextRequest
            {
                ChatId = chatId,
                MessageId = messageId,
                Text = text,
                ParseMode = parseMode,
                ReplyMarkup = replyMarkup,
                LinkPreviewOptions = linkPreviewOptions,
                Entities = entities,
            },
            cancellationToken);

    /// <summary>Changes the buttons only; null takes them away.</summary>
    public static Task<Message> EditMessageReplyMarkup(
        this ITelegramBotClient botClient,
        ChatId chatId,
        int messageId,
        InlineKeyboardMarkup? replyMarkup = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new EditMessageReplyMarkupRequest { ChatId = chatId, MessageId = messageId, ReplyMarkup = replyMarkup }, cancellationToken);

    /// <summary>Ends the clock on a pressed button. The app waits about ten seconds for it, the server 150.</summary>
    /// <param name="text">0–200 characters.</param>
    public static Task AnswerCallbackQuery(
        this ITelegramBotClient botClient,
        string callbackQueryId,
        string? text = default,
        bool showAlert = default,
        string? url = default,
        int? cacheTime = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new AnswerCallbackQueryRequest { CallbackQueryId = callbackQueryId, Text = text, ShowAlert = showAlert, Url = url, CacheTime = cacheTime },
            cancellationToken);

    /// <summary>Where to download a file of at most 20 MB.</summary>
    public static Task<TGFile> GetFile(this ITelegramBotClient botClient, string fileId, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new GetFileRequest { FileId = fileId }, cancellationToken);

    /// <summary>Sets the menu, at most 100 lines, for those in <paramref name="scope"/> whose app speaks <paramref name="languageCode"/> (two letters; null for all).</summary>
    public static Task SetMyCommands(
        this ITelegramBotClient botClient,
        IEnumerable<BotCommand> commands,
        BotCommandScope? scope = default,
        string? languageCode = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SetMyCommandsRequest { Commands = commands, Scope = scope, LanguageCode = languageCode }, cancellationToken);

    /// <summary>The menu as it is set for exactly that scope and language; none: an empty list.</summary>
    public static Task<BotCommand[]> GetMyCommands(
        this ITelegramBotClient botClient,
        BotCommandScope? scope = default,
        string? languageCode = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new GetMyCommandsRequest { Scope = scope, LanguageCode = languageCode }, cancellationToken);

    /// <summary>Takes a menu away, so that the next wider scope's is seen.</summary>
    public static Task DeleteMyCommands(
        this ITelegramBotClient botClient,
        BotCommandScope? scope = default,
        string? languageCode = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new DeleteMyCommandsRequest { Scope = scope, LanguageCode = languageCode }, cancellationToken);

    public static Task LeaveChat(this ITelegramBotClient botClient, ChatId chatId, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new LeaveChatRequest { ChatId = chatId }, cancellationToken);
}
