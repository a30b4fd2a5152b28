using System.Security.Cryptography;
using System.Text;
using CellBot.Host.Restored;
using Microsoft.AspNetCore.Mvc;

namespace CellBot.Host.Channels.Webhooks;

/// <summary>
/// Serves the webhooks of all bots. A request is judged from the outside in: its secret before anything of it is read, then what it says to be, then its size and
/// its speed; only then its platform reads it. Nothing is told to a stranger but a number.
/// </summary>
public sealed partial class WebhookEndpoint(Mute mute, TimeProvider time, IHostApplicationLifetime host, ILogger<WebhookEndpoint> log)
{
    /// <summary>Bytes. The largest update of either platform is a few kilobytes of text.</summary>
    public const int LargestBody = 256 << 10;

    /// <summary>For the whole body: platforms deliver an update in one piece.</summary>
    public static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TellOfForgeries = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private int forgeries;
    private DateTimeOffset toldAt = DateTimeOffset.MinValue;

    /// <summary>Maps every webhook that is registered.</summary>
    public static void Map(WebApplication app)
    {
        foreach (var webhook in app.Services.GetServices<IWebhook>())
            app.MapPost(WebhookAddress.PathOf(webhook.Name), (HttpContext context, WebhookEndpoint endpoint) => endpoint.Serve(webhook, context))
                .WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private async Task Serve(IWebhook webhook, HttpContext context) => context.Response.StatusCode = await Judge(webhook, context.Request);

    /// <returns>The status of the answer, which has no body.</returns>
    private async Task<int> Judge(IWebhook webhook, HttpRequest request)
    {
        if (!IsSecret(request.Headers[webhook.SecretHeader].ToString(), webhook.Secret))
        {
            NoteForgery(webhook.Name);
            return StatusCodes.Status401Unauthorized;
        }

        if (mute.IsMuted)
            return StatusCodes.Status503ServiceUnavailable; // the platform keeps it for later
        if (request.ContentLength is 0)
            return StatusCodes.Status200OK; // platforms try an address with an empty request
        if (!request.HasJsonContentType())
            return StatusCodes.Status415UnsupportedMediaType;
        if (request.ContentLength > LargestBody)
            return StatusCodes.Status413PayloadTooLarge;
        try
        {
            var body = await Read(request);
            if (body.Length == 0)
                return StatusCodes.Status200OK;
            return await webhook.Take(body, host.ApplicationStopping) switch
            {
                WebhookResult.Done => StatusCodes.Status200OK,
                WebhookResult.Unreadable => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode; // too large or too slow, as the server itself found
        }
        catch (OperationCanceledException)
        {
            return host.ApplicationStopping.IsCancellationRequested ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status408RequestTimeout;
        }
        catch (Exception accident)
        {
            LogBroken(accident, webhook.Name);
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <exception cref="BadHttpRequestException">It is larger than <see cref="LargestBody"/>, or ends too soon.</exception>
    /// <exception cref="OperationCanceledException">It takes longer than <see cref="BodyPatience"/>.</exception>
    private async Task<ReadOnlyMemory<byte>> Read(HttpRequest request)
    {
        using var patience = new CancellationTokenSource(BodyPatience, time);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, request.HttpContext.RequestAborted);
        var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        await request.Body.CopyToAsync(body, gone.Token);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>Digests are compared, so that neither time nor length tells anything of the secret.</summary>
    private static bool IsSecret(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private void NoteForgery(string name)
    {
        int count;
        lock (gate)
        {
            forgeries++;
            var now = time.GetUtcNow();
            if (now - toldAt < TellOfForgeries)
                return;
            (count, forgeries, toldAt) = (forgeries, 0, now);
        }

        LogForged(name, count);
    }

    [LoggerMessage(LogLevel.Warning, "The webhook {Name} was called without its secret ({Count} calls to all webhooks since the last time this was said).")]
    private partial void LogForged(string name, int count);

    [LoggerMessage(LogLevel.Error, "An update at the webhook {Name} could not be handled; the platform is asked to bring it again.")]
    private partial void LogBroken(Exception accident, string name);
}
