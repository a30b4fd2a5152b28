namespace Telegram.Bot.Types;

/// <summary>A message, sent or received. One that the API no longer gives access to has a <see cref="Date"/> of <c>default</c> and only its ids.</summary>
public sealed class Message
{
    /// <summary>Unique within its chat.</summary>
    [JsonPropertyName("message_id")]
    public int Id { get; set; }

    [JsonIgnore]
    public int MessageId => Id;

    public int? MessageThreadId { get; set; }

    public User? From { get; set; }

    public Chat? SenderChat { get; set; }

    /// <summary>When it was sent, UTC; <c>default</c> when the API gives 0, the nearest end of the calendar when it gives nonsense.</summary>
    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime Date { get; set; }

    public Chat Chat { get; set; } = default!;

    public Message? ReplyToMessage { get; set; }

    public User? ViaBot { get; set; }

    /// <summary>UTC; null when never edited.</summary>
    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime? EditDate { get; set; }

    /// <summary>Shared by the parts of one album, which arrive as separate messages.</summary>
    public string? MediaGroupId { get; set; }

    public string? Text { get; set; }

    public MessageEntity[]? Entities { get; set; }

    public Document? Document { get; set; }

    /// <summary>One picture in several sizes, smallest first.</summary>
    public PhotoSize[]? Photo { get; set; }

    public Sticker? Sticker { get; set; }

    public Voice? Voice { get; set; }

    public Audio? Audio { get; set; }

    public Video? Video { get; set; }

    public VideoNote? VideoNote { get; set; }

    public Animation? Animation { get; set; }

    public string? Caption { get; set; }

    public MessageEntity[]? CaptionEntities { get; set; }

    public Contact? Contact { get; set; }

    public User[]? NewChatMembers { get; set; }

    public User? LeftChatMember { get; set; }

    public long? MigrateToChatId { get; set; }

    public long? MigrateFromChatId { get; set; }

    public InlineKeyboardMarkup? ReplyMarkup { get; set; }

    [JsonIgnore]
    public MessageType Type => this switch
    {
        { Text: not null } => MessageType.Text,
        { Document: not null } => MessageType.Document,
        { Photo: not null } => MessageType.Photo,
        { Contact: not null } => MessageType.Contact,
        { NewChatMembers: not null } => MessageType.NewChatMembers,
        { LeftChatMember: not null } => MessageType.LeftChatMember,
        { MigrateToChatId: not null } => MessageType.MigrateToChatId,
        { MigrateFromChatId: not null } => MessageType.MigrateFromChatId,
        _ => MessageType.Unknown,
    };
}
