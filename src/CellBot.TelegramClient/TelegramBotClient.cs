using System.Collections.Concurrent;
using System.Net;
using Telegram.Bot.Requests;
using Telegram.Bot.Wire;

namespace Telegram.Bot;

/// <summary>
/// The Bot API over HTTP: one request, one answer. It never sleeps and never tries again, because whoever calls owns all waiting.
/// The token is part of every address, so no address ever enters a message or a log here.
/// </summary>
public sealed class TelegramBotClient : ITelegramBotClient
{
    private readonly TelegramBotClientOptions options;
    private readonly HttpClient http;
    private readonly ConcurrentDictionary<string, Uri> addresses = new(StringComparer.Ordinal);

    /// <param name="cancellationToken">Ends every call, for the life of the client.</param>
    public TelegramBotClient(TelegramBotClientOptions options, HttpClient? httpClient = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        http = httpClient ?? new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(3) });
        GlobalCancelToken = cancellationToken;
    }

    public TelegramBotClient(string token, HttpClient? httpClient = null, CancellationToken cancellationToken = default)
        : this(new TelegramBotClientOptions(token), httpClient, cancellationToken)
    {
    }

    public string Token => options.Token;

    public long BotId => options.BotId;

    public bool LocalBotServer => options.LocalBotServer;

    public CancellationToken GlobalCancelToken { get; }

    public TimeSpan Timeout
    {
        get => http.Timeout;
        set => http.Timeout = value;
    }

    public async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var cancel = Limit(cancellationToken);
        using var message = new HttpRequestMessage(request.HttpMethod, AddressOf(request.MethodName)) { Content = request.ToHttpContent() };
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel.Token).ConfigureAwait(false);
            using var body = await PooledBuffer.ReadAll(response.Content, cancel.Token).ConfigureAwait(false);
            return Answer.Read(body.Span, response.StatusCode, request.MethodName, Shape<TResponse>.Info);
        }
        catch (Exception accident) when (accident is not RequestException && !IsWished(accident, cancellationToken))
        {
            throw Explain(accident, request.MethodName);
        }
    }

    public async Task<bool> TestApi(CancellationToken cancellationToken = default)
    {
        try
        {
            await SendRequest(new GetMeRequest(), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ApiRequestException refusal) when (refusal.ErrorCode == 401)
        {
            return false;
        }
    }

    public Task DownloadFile(TGFile file, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return DownloadFile(file.FilePath!, destination, cancellationToken);
    }

    public async Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(filePath) || filePath.Length < 2)
            throw new ArgumentException("Invalid file path", nameof(filePath));
        ArgumentNullException.ThrowIfNull(destination);

        using var cancel = Limit(cancellationToken);
        try
        {
            using var response = await http.GetAsync(new Uri($"{options.BaseFileUrl}/{filePath}"), HttpCompletionOption.ResponseHeadersRead, cancel.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                await response.Content.CopyToAsync(destination, cancel.Token).ConfigureAwait(false);
                return;
            }

            using var body = await PooledBuffer.ReadAll(response.Content, cancel.Token).ConfigureAwait(false);
            Answer.Refuse(body.Span, response.StatusCode, "file download");
        }
        catch (Exception accident) when (accident is not RequestException && !IsWished(accident, cancellationToken))
        {
            throw Explain(accident, "file download");
        }
    }

    private Uri AddressOf(string method) =>
        addresses.TryGetValue(method, out var known) ? known : addresses.GetOrAdd(method, new Uri($"{options.BaseRequestUrl}/{method}"));

    // HttpClient's own timeout ends with the headers; a body that trickles in must not hold a call for ever.
    private CancellationTokenSource Limit(CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(GlobalCancelToken, cancellationToken);
        if (http.Timeout != System.Threading.Timeout.InfiniteTimeSpan)
            source.CancelAfter(http.Timeout);
        return source;
    }

    private bool IsWished(Exception accident, CancellationToken cancellationToken) =>
        accident is OperationCanceledException && (cancellationToken.IsCancellationRequested || GlobalCancelToken.IsCancellationRequested);

    private static RequestException Explain(Exception accident, string method) => accident is OperationCanceledException
        ? new RequestException($"{method}: Bot API request timed out", accident)
        : new RequestException($"{method}: Bot API service failure: {accident.GetType().Name}: {accident.Message}", accident);
}
