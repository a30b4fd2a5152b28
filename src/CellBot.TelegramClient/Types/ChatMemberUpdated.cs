namespace Telegram.Bot.Types;

/// <summary>Someone's place in a chat changed.</summary>
public sealed class ChatMemberUpdated
{
    public Chat Chat { get; set; } = default!;

    /// <summary>Who did it.</summary>
    public User From { get; set; } = default!;

    /// <summary>UTC.</summary>
    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime Date { get; set; }

    public ChatMember OldChatMember { get; set; } = default!;

    public ChatMember NewChatMember { get; set; } = default!;
}
