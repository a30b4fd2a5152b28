namespace Telegram.Bot.Types;

/// <summary>A press on an inline button. The server forgets it after 150 s.</summary>
public sealed class CallbackQuery
{
    public string Id { get; set; } = default!;

    public User From { get; set; } = default!;

    /// <summary>The message that carries the button; only its ids when it is too old.</summary>
    public Message? Message { get; set; }

    public string? InlineMessageId { get; set; }

    public string ChatInstance { get; set; } = default!;

    /// <summary>What the bot put behind the button, 1–64 bytes.</summary>
    public string? Data { get; set; }
}
