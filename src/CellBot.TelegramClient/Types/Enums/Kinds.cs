namespace Telegram.Bot.Types.Enums;

/// <summary>0 is a type newer than this client.</summary>
[JsonConverter(typeof(EnumConverter<ChatType>))]
public enum ChatType
{
    Private = 1,
    Group,
    Channel,
    Supergroup,
    Sender,
}

/// <summary>0 is a status newer than this client.</summary>
[JsonConverter(typeof(EnumConverter<ChatMemberStatus>))]
public enum ChatMemberStatus
{
    Creator = 1,
    Administrator,
    Member,
    Left,
    Kicked,
    Restricted,
}

/// <summary>What a message holds. The kinds CellBot does not read are <see cref="Unknown"/> here and have names of their own in the package.</summary>
public enum MessageType
{
    Unknown = 0,
    Text = 1,
    Photo = 2,
    Document = 6,
    Contact = 9,
    NewChatMembers = 16,
    LeftChatMember = 17,
    MigrateFromChatId = 25,
    MigrateToChatId = 26,
}

[JsonConverter(typeof(EnumConverter<BotCommandScopeType>))]
public enum BotCommandScopeType
{
    Default = 1,
    AllPrivateChats,
    AllGroupChats,
    AllChatAdministrators,
    Chat,
    ChatAdministrators,
    ChatMember,
}

/// <summary>What the chat shows the bot doing, for five seconds.</summary>
[JsonConverter(typeof(EnumConverter<ChatAction>))]
public enum ChatAction
{
    Typing = 1,
    UploadPhoto,
    RecordVideo,
    UploadVideo,
    RecordVoice,
    UploadVoice,
    UploadDocument,
    FindLocation,
    RecordVideoNote,
    UploadVideoNote,
    ChooseSticker,
}

/// <summary>Where the bytes of an <see cref="InputFile"/> are.</summary>
public enum FileType
{
    Stream = 1,
    Id,
    Url,
}

public enum InputMediaType
{
    Photo = 1,
    Video,
    Animation,
    Audio,
    Document,
}

/// <summary>How the server reads marks in a text.</summary>
[JsonConverter(typeof(EnumConverter<ParseMode>))]
public enum ParseMode
{
    None = 0,
    [JsonStringEnumMemberName("Markdown")]
    Markdown,
    [JsonStringEnumMemberName("HTML")]
    Html,
    [JsonStringEnumMemberName("MarkdownV2")]
    MarkdownV2,
}

/// <summary>0 is a kind newer than this client.</summary>
[JsonConverter(typeof(EnumConverter<MessageEntityType>))]
public enum MessageEntityType
{
    Mention = 1,
    Hashtag,
    BotCommand,
    Url,
    Email,
    Bold,
    Italic,
    Code,
    Pre,
    TextLink,
    TextMention,
    PhoneNumber,
    Cashtag,
    Underline,
    Strikethrough,
    Spoiler,
    CustomEmoji,
    Blockquote,
    ExpandableBlockquote,
    DateTime,
}
