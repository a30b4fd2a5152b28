namespace Telegram.Bot.Types;

/// <summary>What a refusal says about mending it.</summary>
public sealed class ResponseParameters
{
    /// <summary>The group became a supergroup with this id.</summary>
    public long? MigrateToChatId { get; set; }

    /// <summary>Seconds to leave before the next call.</summary>
    public int? RetryAfter { get; set; }
}
