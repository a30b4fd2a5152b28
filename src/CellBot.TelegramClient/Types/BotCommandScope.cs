namespace Telegram.Bot.Types;

/// <summary>Who sees a menu. The nearest one wins: a chat's own, then private chats', then the default.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(BotCommandScopeDefault), "default")]
[JsonDerivedType(typeof(BotCommandScopeAllPrivateChats), "all_private_chats")]
[JsonDerivedType(typeof(BotCommandScopeAllGroupChats), "all_group_chats")]
[JsonDerivedType(typeof(BotCommandScopeAllChatAdministrators), "all_chat_administrators")]
[JsonDerivedType(typeof(BotCommandScopeChat), "chat")]
[JsonDerivedType(typeof(BotCommandScopeChatAdministrators), "chat_administrators")]
[JsonDerivedType(typeof(BotCommandScopeChatMember), "chat_member")]
public abstract class BotCommandScope
{
    [JsonIgnore]
    public abstract BotCommandScopeType Type { get; }

    public static BotCommandScopeDefault Default() => new();

    public static BotCommandScopeAllPrivateChats AllPrivateChats() => new();

    public static BotCommandScopeAllGroupChats AllGroupChats() => new();

    public static BotCommandScopeAllChatAdministrators AllChatAdministrators() => new();

    public static BotCommandScopeChat Chat(ChatId chatId) => new() { ChatId = chatId };

    public static BotCommandScopeChatAdministrators ChatAdministrators(ChatId chatId) => new() { ChatId = chatId };

    public static BotCommandScopeChatMember ChatMember(ChatId chatId, long userId) => new() { ChatId = chatId, UserId = userId };
}

public sealed class BotCommandScopeDefault : BotCommandScope
{
    [JsonIgnore]
    public override BotCommandScopeType Type => BotCommandScopeType.Default;
}

public sealed class BotCommandScopeAllPrivateChats : BotCommandScope
{
    [JsonIgnore]
    public override BotCommandScopeType Type => BotCommandScopeType.AllPrivateChats;
}

public sealed class BotCommandScopeAllGroupChats : BotCommandScope
{
    [JsonIgnore]
    public override BotCommandScopeType Type => BotCommandScopeType.AllGroupChats;
}

public sealed class BotCommandScopeAllChatAdministrators : BotCommandScope
{
    [JsonIgnore]
    public override BotCommandScopeType Type => BotCommandScopeType.AllChatAdministrators;
}

public sealed class BotCommandScopeChat : BotCommandScope
{
    [JsonIgnore]
    public override BotCommandScopeType Type => BotCommandScopeType.Chat;

    public ChatId ChatId { get; set; } = default!;
}

public sealed class BotCommandScopeChatAdministrators : BotCommandScope
{
    [JsonIgnore]
    public override BotCommandScopeType Type => BotCommandScopeType.ChatAdministrators;

    public ChatId ChatId { get; set; } = default!;
}

public sealed class BotCommandScopeChatMember : BotCommandScope
{
    [JsonIgnore]
    public override BotCommandScopeType Type => BotCommandScopeType.ChatMember;

    public ChatId ChatId { get; set; } = default!;

    public long UserId { get; set; }
}
