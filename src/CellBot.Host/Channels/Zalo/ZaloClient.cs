using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CellBot.Host.Channels.Zalo;

/// <summary>
/// The methods of the Zalo Bot Platform that CellBot uses, each one POST of JSON. It never waits and never tries again by itself: whoever calls decides. The token is
/// part of every address, so no address is ever logged.
/// </summary>
/// <param name="patience">For one call, its answer included.</param>
internal sealed class ZaloClient(string token, string? baseUrl, HttpMessageHandler handler, TimeSpan patience) : IDisposable
{
    public const string OwnServer = "https://bot-api.zaloplatforms.com";

    /// <summary>No answer of these methods is longer; a page of a proxy may be.</summary>
    private const int LongestAnswer = 1 << 20;

    private readonly HttpClient http = new(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer };
    private readonly string root = $"{(baseUrl ?? OwnServer).TrimEnd('/')}/bot{token}/";

    public Task<ZaloAnswer<ZaloBotName>> GetMe(CancellationToken cancel) =>
        Call("getMe", new ZaloNothing(), ZaloJson.Default.ZaloNothing, ZaloJson.Default.ZaloBotName, patience, cancel);

    /// <param name="text">1–2000 characters, sent as plain text.</param>
    public Task<ZaloAnswer<ZaloSent>> SendMessage(string chatId, string text, CancellationToken cancel) =>
        Call("sendMessage", new ZaloText(chatId, text), ZaloJson.Default.ZaloText, ZaloJson.Default.ZaloSent, patience, cancel);

    /// <summary>One event at most, and none is ever given twice: Zalo keeps nothing for whoever does not poll.</summary>
    /// <param name="hold">How long Zalo waits for one. An empty poll ends with the refusal 408.</param>
    public Task<ZaloAnswer<JsonElement>> GetUpdates(TimeSpan hold, CancellationToken cancel) => Call<ZaloPollRequest, JsonElement>("getUpdates",
        new ZaloPollRequest(((int)hold.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture)), ZaloJson.Default.ZaloPollRequest, null, hold + TimeSpan.FromSeconds(5), cancel);

    /// <param name="secret">8–256 characters.</param>
    public Task<ZaloAnswer<ZaloWebhookPlace>> SetWebhook(string url, string secret, CancellationToken cancel) =>
        Call("setWebhook", new ZaloWebhookRequest(url, secret), ZaloJson.Default.ZaloWebhookRequest, ZaloJson.Default.ZaloWebhookPlace, patience, cancel);

    public Task<ZaloAnswer<ZaloWebhookPlace>> DeleteWebhook(CancellationToken cancel) =>
        Call("deleteWebhook", new ZaloNothing(), ZaloJson.Default.ZaloNothing, ZaloJson.Default.ZaloWebhookPlace, patience, cancel);

    public Task<ZaloAnswer<ZaloWebhookPlace>> GetWebhookInfo(CancellationToken cancel) =>
        Call("getWebhookInfo", new ZaloNothing(), ZaloJson.Default.ZaloNothing, ZaloJson.Default.ZaloWebhookPlace, patience, cancel);

    public void Dispose() => http.Dispose();

    /// <param name="resultType">Null: the result as it is.</param>
    private async Task<ZaloAnswer<TResult>> Call<TRequest, TResult>(
        string method, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResult>? resultType, TimeSpan patience, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(patience); // the wire's own time, whatever clock the host lives by
        try
        {
            using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, requestType));
            body.Headers.ContentType = new("application/json");
            using var answer = await http.PostAsync(root + method, body, late.Token);
            return Read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(late.Token), resultType);
        }
        catch (HttpRequestException broken)
        {
            // Its message may hold the address, and so the token.
            return IsBeforeSending(broken) ? new ZaloAnswer<TResult>.NotReached($"{broken.HttpRequestError}") : new ZaloAnswer<TResult>.Unclear($"{broken.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ZaloAnswer<TResult>.Unclear("no answer in time");
        }
    }

    private static bool IsBeforeSending(HttpRequestException broken) => broken.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static ZaloAnswer<TResult> Read<TResult>(HttpStatusCode status, byte[] body, JsonTypeInfo<TResult>? type)
    {
        try
        {
            switch (JsonSerializer.Deserialize(body, ZaloJson.Default.ZaloEnvelope))
            {
                case { Ok: true, Result: { ValueKind: not JsonValueKind.Null } result }:
                    return new ZaloAnswer<TResult>.Good(type is null ? (TResult)(object)result : result.Deserialize(type)!);
                case { Ok: true }:
                    return new ZaloAnswer<TResult>.Good(type is null ? (TResult)(object)default(JsonElement) : JsonSerializer.Deserialize("{}"u8, type)!);
                case { Ok: false } refusal:
                    return new ZaloAnswer<TResult>.Refused(refusal.ErrorCode ?? refusal.ErrorCodeOther ?? (int)status, refusal.Description ?? "");
            }
        }
        catch (JsonException)
        {
            // A page of some proxy on the way.
        }

        return new ZaloAnswer<TResult>.Unclear($"HTTP {(int)status} without an answer of Zalo");
    }
}
