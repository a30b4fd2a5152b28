namespace Telegram.Bot.Types;

/// <summary>What someone is in a chat. Blocking a bot shows as <see cref="ChatMemberStatus.Kicked"/>.</summary>
[JsonConverter(typeof(ChatMemberConverter))]
public abstract class ChatMember
{
    /// <summary>0 for a status newer than this client.</summary>
    [JsonIgnore]
    public abstract ChatMemberStatus Status { get; }

    public User User { get; set; } = default!;
}

public sealed class ChatMemberOwner : ChatMember
{
    [JsonIgnore]
    public override ChatMemberStatus Status => ChatMemberStatus.Creator;
}

public sealed class ChatMemberAdministrator : ChatMember
{
    [JsonIgnore]
    public override ChatMemberStatus Status => ChatMemberStatus.Administrator;
}

public sealed class ChatMemberMember : ChatMember
{
    [JsonIgnore]
    public override ChatMemberStatus Status => ChatMemberStatus.Member;
}

public sealed class ChatMemberRestricted : ChatMember
{
    [JsonIgnore]
    public override ChatMemberStatus Status => ChatMemberStatus.Restricted;

    public bool IsMember { get; set; }
}

public sealed class ChatMemberLeft : ChatMember
{
    [JsonIgnore]
    public override ChatMemberStatus Status => ChatMemberStatus.Left;
}

public sealed class ChatMemberBanned : ChatMember
{
    [JsonIgnore]
    public override ChatMemberStatus Status => ChatMemberStatus.Kicked;
}

/// <summary>A status that came after this client.</summary>
internal sealed class ChatMemberUnknown : ChatMember
{
    [JsonIgnore]
    public override ChatMemberStatus Status => default;
}
