namespace Telegram.Bot.Types;

/// <summary>The message that is answered.</summary>
public sealed class ReplyParameters
{
    public int? MessageId { get; set; }

    public ChatId? ChatId { get; set; }

    /// <summary>Send even when the answered message is gone.</summary>
    public bool AllowSendingWithoutReply { get; set; }

    public string? Quote { get; set; }

    public static implicit operator ReplyParameters(int replyToMessageId) => new() { MessageId = replyToMessageId };

    public static implicit operator ReplyParameters?(Message? message) =>
        message is null ? null : new() { MessageId = message.Id, ChatId = message.Chat.Id };
}
