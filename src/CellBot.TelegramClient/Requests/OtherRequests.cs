namespace Telegram.Bot.Requests;

public sealed class EditMessageTextRequest() : RequestBase<Message>("editMessageText")
{
    public required ChatId ChatId { get; set; }

    public required int MessageId { get; set; }

    public string? Text { get; set; }

    public ParseMode ParseMode { get; set; }

    public InlineKeyboardMarkup? ReplyMarkup { get; set; }

    public LinkPreviewOptions? LinkPreviewOptions { get; set; }

    public IEnumerable<MessageEntity>? Entities { get; set; }
}

public sealed class EditMessageReplyMarkupRequest() : RequestBase<Message>("editMessageReplyMarkup")
{
    public required ChatId ChatId { get; set; }

    public required int MessageId { get; set; }

    public InlineKeyboardMarkup? ReplyMarkup { get; set; }
}

public sealed class AnswerCallbackQueryRequest() : RequestBase<bool>("answerCallbackQuery")
{
    public required string CallbackQueryId { get; set; }

    public string? Text { get; set; }

    public bool ShowAlert { get; set; }

    public string? Url { get; set; }

    public int? CacheTime { get; set; }
}

public sealed class GetFileRequest() : RequestBase<TGFile>("getFile")
{
    public required string FileId { get; set; }
}

public sealed class SetMyCommandsRequest() : RequestBase<bool>("setMyCommands")
{
    public required IEnumerable<BotCommand> Commands { get; set; }

    public BotCommandScope? Scope { get; set; }

    public string? LanguageCode { get; set; }
}

public sealed class GetMyCommandsRequest() : RequestBase<BotCommand[]>("getMyCommands")
{
    public BotCommandScope? Scope { get; set; }

    public string? LanguageCode { get; set; }
}

public sealed class DeleteMyCommandsRequest() : RequestBase<bool>("deleteMyCommands")
{
    public BotCommandScope? Scope { get; set; }

    public string? LanguageCode { get; set; }
}

public sealed class LeaveChatRequest() : RequestBase<bool>("leaveChat")
{
    public required ChatId ChatId { get; set; }
}
