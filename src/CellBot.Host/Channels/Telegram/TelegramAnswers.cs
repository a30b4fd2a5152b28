using CellBot.Host.Sending;
using Telegram.Bot.Exceptions;

namespace CellBot.Host.Channels.Telegram;

/// <summary>What Telegram's refusals and broken wires mean. By code first; the wording is only a hint and changes.</summary>
internal static class TelegramAnswers
{
    private static readonly TimeSpan TokenRefused = TimeSpan.FromMinutes(1);

    /// <summary>What became of a message.</summary>
    public static Delivery Of(RequestException accident) => accident switch
    {
        ApiRequestException refusal => Of(refusal),
        _ => NeverConnected(accident) ? new Delivery.TryLater(null, WholeBot: true) : new Delivery.Unknown(),
    };

    /// <summary>No connection was ever made, so nothing was sent.</summary>
    public static bool NeverConnected(RequestException accident) => accident.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    public static bool IsTokenRefused(Exception accident) => accident is ApiRequestException { ErrorCode: 401 or 404 };

    // The server understood and said no: nothing was sent.
    private static Delivery Of(ApiRequestException refusal) => refusal.ErrorCode switch
    {
        429 => new Delivery.TryLater(refusal.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, WholeBot: false) { TooMany = true },
        >= 500 => new Delivery.TryLater(null, WholeBot: false),
        401 or 404 => new Delivery.TryLater(TokenRefused, WholeBot: true),
        403 => new Delivery.Unreachable(refusal.Message),
        _ when Says(refusal, "chat not found") || Says(refusal, "user not found") || Says(refusal, "PEER_ID_INVALID") => new Delivery.Unreachable(refusal.Message),
        _ => new Delivery.GivenUp(refusal.Message),
    };

    public static bool Says(Exception refusal, string words) => refusal.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
