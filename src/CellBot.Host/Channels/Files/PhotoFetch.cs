using System.Net;
using System.Net.Sockets;

namespace CellBot.Host.Channels.Files;

/// <summary>
/// Fetches a photo from an address that a platform names. Only from hosts that are listed, over https, never from an address in the operator's own network whatever a
/// name or a redirect says, and never more than the largest file that is taken. An IP address in the list is trusted as it is.
/// </summary>
internal sealed class PhotoFetch : IDisposable
{
    public const int MostMegabytes = 20;

    private const int MostRedirects = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyList<string> hosts;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly HttpClient http;

    /// <param name="hosts">Names (and all below them) or IP addresses.</param>
    /// <param name="resolve">Null: DNS.</param>
    public PhotoFetch(IReadOnlyList<string> hosts, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        this.hosts = hosts;
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = Connect, ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxResponseHeadersLength = 32, ActivityHeadersPropagator = null,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <returns>Null: it is larger than <see cref="MostMegabytes"/>.</returns>
    /// <exception cref="PhotoRefusedException">The address is not one that photos come from.</exception>
    /// <exception cref="HttpRequestException">It cannot be fetched now.</exception>
    /// <exception cref="TimeoutException">It takes longer than 20 seconds.</exception>
    public async Task<MemoryStream?> Fetch(string url, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(Patience);
        try
        {
            var address = Uri.TryCreate(url, UriKind.Absolute, out var given) ? given : throw new PhotoRefusedException("not an address");
            for (var redirects = 0; ; redirects++)
            {
                Check(address);
                using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, late.Token);
                if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } next)
                {
                    if (redirects == MostRedirects)
                        throw new PhotoRefusedException("too many redirects");
                    address = new Uri(address, next);
                    continue;
                }

                if (!answer.IsSuccessStatusCode)
                    throw new HttpRequestException($"The photo's host answered {(int)answer.StatusCode}.", null, answer.StatusCode);
                return await Read(answer.Content, late.Token);
            }
        }
        catch (HttpRequestException wrapped) when (wrapped.InnerException is PhotoRefusedException refusal)
        {
            throw refusal;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException("The photo did not come in time.");
        }
    }

    public void Dispose() => http.Dispose();

    private void Check(Uri address)
    {
        if (!IsListed(address.IdnHost))
            throw new PhotoRefusedException($"the host {address.IdnHost} is not listed");
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.IdnHost, out _)))
            throw new PhotoRefusedException($"{address.Scheme} is not taken");
        if (address.UserInfo.Length > 0)
            throw new PhotoRefusedException("it carries a name and a password");
    }

    private bool IsListed(string host) => hosts.Any(listed =>
        host.Equals(listed, StringComparison.OrdinalIgnoreCase) || (host.EndsWith("." + listed, StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(host, out _)));

    /// <summary>The address is checked where it is used, so that no second look at the name can tell another one.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        IPAddress[] addresses = IPAddress.TryParse(host, out var itself)
            ? [itself] // it stands in the list itself
            : [.. (await resolve(host, cancel)).Where(PublicAddress.Is)];
        if (addresses.Length == 0)
            throw new PhotoRefusedException($"the host {host} is in a closed network");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<MemoryStream?> Read(HttpContent content, CancellationToken cancel)
    {
        const long most = (long)MostMegabytes << 20;
        if (content.Headers.ContentLength > most)
            return null;
        var bytes = new MemoryStream();
        await using var body = await content.ReadAsStreamAsync(cancel);
        var buffer = new byte[1 << 16];
        while (await body.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (bytes.Length + count > most)
                return null;
            bytes.Write(buffer, 0, count);
        }

        bytes.Position = 0;
        return bytes;
    }
}

/// <summary>An address from which nothing is fetched. The message holds no more of it than its host.</summary>
public sealed class PhotoRefusedException(string reason) : Exception($"A photo is not fetched: {reason}.");
