namespace Telegram.Bot.Types;

/// <summary>A stretch of a text with a meaning or a look; <see cref="Offset"/> and <see cref="Length"/> count UTF-16 units.</summary>
public sealed class MessageEntity
{
    public MessageEntityType Type { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Offset { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Length { get; set; }

    public string? Url { get; set; }

    public User? User { get; set; }

    public string? Language { get; set; }

    /// <summary>Of <see cref="MessageEntityType.DateTime"/>: the moment, UTC.</summary>
    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime? UnixTime { get; set; }

    /// <summary>Of <see cref="MessageEntityType.DateTime"/>: how the app writes it; null: it shows the text as it is.</summary>
    public string? DateTimeFormat { get; set; }
}
