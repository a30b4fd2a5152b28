using Telegram.Bot.Requests;

namespace Telegram.Bot;

public static partial class TelegramBotClientExtensions
{
    /// <summary>Sends a text of 1–4096 characters, counted in UTF-16 units after its marks are read.</summary>
    public static Task<Message> SendMessage(
        this ITelegramBotClient botClient,
        ChatId chatId,
        string text,
        ParseMode parseMode = default,
        ReplyParameters? replyParameters = default,
        ReplyMarkup? replyMarkup = default,
        LinkPreviewOptions? linkPreviewOptions = default,
        int? messageThreadId = default,
        IEnumerable<MessageEntity>? entities = default,
        bool disableNotification = default,
        bool protectContent = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SendMessageRequest
            {
                ChatId = chatId,
                Text = text,
                ParseMode = parseMode,
                ReplyParameters = replyParameters,
                ReplyMarkup = replyMarkup,
                LinkPreviewOptions = linkPreviewOptions,
                MessageThreadId = messageThreadId,
                Entities = entities,
                DisableNotification = disableNotification,
                ProtectContent = protectContent,
            },
            cancellationToken);

    /// <summary>Sends a picture of at most 10 MB with a caption of 0–1024 characters.</summary>
    public static Task<Message> SendPhoto(
        this ITelegramBotClient botClient,
        ChatId chatId,
        InputFile photo,
        string? caption = default,
        ParseMode parseMode = default,
        ReplyParameters? replyParameters = default,
        ReplyMarkup? replyMarkup = default,
        bool disableNotification = default,
        bool protectContent = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SendPhotoRequest
            {
                ChatId = chatId,
                Photo = photo,
                Caption = caption,
                ParseMode = parseMode,
                ReplyParameters = replyParameters,
                ReplyMarkup = replyMarkup,
                DisableNotification = disableNotification,
                ProtectContent = protectContent,
            },
            cancellationToken);

    /// <summary>Sends a file of at most 50 MB with a caption of 0–1024 characters.</summary>
    public static Task<Message> SendDocument(
        this ITelegramBotClient botClient,
        ChatId chatId,
        InputFile document,
        string? caption = default,
        ParseMode parseMode = default,
        ReplyParameters? replyParameters = default,
        ReplyMarkup? replyMarkup = default,
        IEnumerable<MessageEntity>? captionEntities = default,
        bool disableNotification = default,
        bool protectContent = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SendDocumentRequest
            {
                ChatId = chatId,
                Document = document,
                Caption = caption,
                ParseMode = parseMode,
                ReplyParameters = replyParameters,
                ReplyMarkup = replyMarkup,
                CaptionEntities = captionEntities,
                DisableNotification = disableNotification,
                ProtectContent = protectContent,
            },
            cancellationToken);

    /// <summary>Sends an album of 2–10 parts, without buttons.</summary>
    public static Task<Message[]> SendMediaGroup(
        this ITelegramBotClient botClient,
        ChatId chatId,
        IEnumerable<IAlbumInputMedia> media,
        ReplyParameters? replyParameters = default,
        bool disableNotification = default,
        bool protectContent = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SendMediaGroupRequest
            {
                ChatId = chatId,
                Media = media,
                ReplyParameters = replyParameters,
                DisableNotification = disableNotification,
                ProtectContent = protectContent,
            },
            cancellationToken);

    /// <summary>Shows "typing…" or the like for five seconds.</summary>
    public static Task SendChatAction(this ITelegramBotClient botClient, ChatId chatId, ChatAction action, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new SendChatActionRequest { ChatId = chatId, Action = action }, cancellationToken);
}
