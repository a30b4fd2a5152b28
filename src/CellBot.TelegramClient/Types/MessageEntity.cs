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
}
