using Telegram.Bot.Requests;

namespace Telegram.Bot;

/// <summary>
/// The methods of the Bot API, named and ordered as in the Telegram.Bot package; parameters that CellBot has no use for are left out.
/// Pass whatever comes after a method's fifth parameter by name, since the package has more of them in between.
/// </summary>
public static partial class TelegramBotClientExtensions
{
    /// <summary>The bot itself; the cheapest way to try a token.</summary>
    public static Task<User> GetMe(this ITelegramBotClient botClient, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new GetMeRequest(), cancellationToken);

    /// <summary>Updates that wait. Asking with an offset acknowledges everything below it, so store first.</summary>
    /// <param name="offset">The first update wanted: one more than the last that is done. Negative counts from the end.</param>
    /// <param name="limit">1–100; 100 when null.</param>
    /// <param name="timeout">Seconds to wait when nothing is there, 0–50.</param>
    /// <param name="allowedUpdates">Kinds wanted; null leaves the list as it was set last.</param>
    public static Task<Update[]> GetUpdates(
        this ITelegramBotClient botClient,
        int? offset = default,
        int? limit = default,
        int? timeout = default,
        IEnumerable<UpdateType>? allowedUpdates = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new GetUpdatesRequest { Offset = offset, Limit = limit, Timeout = timeout, AllowedUpdates = allowedUpdates }, cancellationToken);

    /// <summary>Has updates posted to an address (https; ports 443, 80, 88, 8443). Polling is refused from then on.</summary>
    /// <param name="secretToken">1–256 of A–Z, a–z, 0–9, _ and -; comes back in the header X-Telegram-Bot-Api-Secret-Token.</param>
    public static Task SetWebhook(
        this ITelegramBotClient botClient,
        string url,
        InputFileStream? certificate = default,
        string? ipAddress = default,
        int? maxConnections = default,
        IEnumerable<UpdateType>? allowedUpdates = default,
        bool dropPendingUpdates = default,
        string? secretToken = default,
        CancellationToken cancellationToken = default) => botClient.SendRequest(
            new SetWebhookRequest
            {
                Url = url,
                Certificate = certificate,
                IpAddress = ipAddress,
                MaxConnections = maxConnections,
                AllowedUpdates = allowedUpdates,
                DropPendingUpdates = dropPendingUpdates,
                SecretToken = secretToken,
            },
            cancellationToken);

    /// <summary>Back to polling.</summary>
    public static Task DeleteWebhook(this ITelegramBotClient botClient, bool dropPendingUpdates = default, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new DeleteWebhookRequest { DropPendingUpdates = dropPendingUpdates }, cancellationToken);

    /// <summary>Where updates go, how many wait, and what went wrong last.</summary>
    public static Task<WebhookInfo> GetWebhookInfo(this ITelegramBotClient botClient, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new GetWebhookInfoRequest(), cancellationToken);
}
