namespace Telegram.Bot;

/// <summary>One bot on one Bot API server. Every method of the API is an extension of this (<see cref="TelegramBotClientExtensions"/>).</summary>
public interface ITelegramBotClient
{
    /// <summary>Whether another server than Telegram's own is asked.</summary>
    bool LocalBotServer { get; }

    long BotId { get; }

    /// <summary>Longest time for one call, the body of its answer included. Must be longer than the long poll's.</summary>
    TimeSpan Timeout { get; set; }

    /// <summary>Sends one request and reads its answer. It never waits or tries again by itself.</summary>
    /// <exception cref="ApiRequestException">The API said no.</exception>
    /// <exception cref="RequestException">The wire or the answer broke.</exception>
    Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default);

    /// <summary>Whether the token is a bot's; false on 401.</summary>
    Task<bool> TestApi(CancellationToken cancellationToken = default);

    /// <summary>Copies a file to <paramref name="destination"/>; <paramref name="filePath"/> is from <c>GetFile</c> and good for at least an hour.</summary>
    Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="DownloadFile(string, Stream, CancellationToken)"/>
    Task DownloadFile(TGFile file, Stream destination, CancellationToken cancellationToken = default);
}
