namespace Telegram.Bot.Requests;

public sealed class SendMessageRequest() : RequestBase<Message>("sendMessage")
{
    public required ChatId ChatId { get; set; }

    public required string Text { get; set; }

    public ParseMode ParseMode { get; set; }

    public ReplyParameters? ReplyParameters { get; set; }

    public ReplyMarkup? ReplyMarkup { get; set; }

    public LinkPreviewOptions? LinkPreviewOptions { get; set; }

    public int? MessageThreadId { get; set; }

    public IEnumerable<MessageEntity>? Entities { get; set; }

    public bool DisableNotification { get; set; }

    public bool ProtectContent { get; set; }
}

public sealed class SendPhotoRequest() : FileRequestBase<Message>("sendPhoto")
{
    public required ChatId ChatId { get; set; }

    public required InputFile Photo { get; set; }

    public string? Caption { get; set; }

    public ParseMode ParseMode { get; set; }

    public ReplyParameters? ReplyParameters { get; set; }

    public ReplyMarkup? ReplyMarkup { get; set; }

    public bool DisableNotification { get; set; }

    public bool ProtectContent { get; set; }

    private protected override IEnumerable<InputFile?> Files => [Photo];
}

public sealed class SendDocumentRequest() : FileRequestBase<Message>("sendDocument")
{
    public required ChatId ChatId { get; set; }

    public required InputFile Document { get; set; }

    public string? Caption { get; set; }

    public ParseMode ParseMode { get; set; }

    public ReplyParameters? ReplyParameters { get; set; }

    public ReplyMarkup? ReplyMarkup { get; set; }

    public IEnumerable<MessageEntity>? CaptionEntities { get; set; }

    public bool DisableNotification { get; set; }

    public bool ProtectContent { get; set; }

    private protected override IEnumerable<InputFile?> Files => [Document];
}

public sealed class SendMediaGroupRequest() : FileRequestBase<Message[]>("sendMediaGroup")
{
    public required ChatId ChatId { get; set; }

    public required IEnumerable<IAlbumInputMedia> Media { get; set; }

    public ReplyParameters? ReplyParameters { get; set; }

    public bool DisableNotification { get; set; }

    public bool ProtectContent { get; set; }

    private protected override IEnumerable<InputFile?> Files => Media.OfType<InputMedia>().Select(part => part.Media);
}

public sealed class SendChatActionRequest() : RequestBase<bool>("sendChatAction")
{
    public required ChatId ChatId { get; set; }

    public required ChatAction Action { get; set; }
}
