namespace Telegram.Bot.Types;

/// <summary>How the server delivers updates; also the only count of what waits.</summary>
public sealed class WebhookInfo
{
    /// <summary>Empty when updates are polled.</summary>
    public string Url { get; set; } = default!;

    public bool HasCustomCertificate { get; set; }

    public int PendingUpdateCount { get; set; }

    public string? IpAddress { get; set; }

    /// <summary>UTC.</summary>
    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime? LastErrorDate { get; set; }

    public string? LastErrorMessage { get; set; }

    public int? MaxConnections { get; set; }

    public UpdateType[]? AllowedUpdates { get; set; }
}
