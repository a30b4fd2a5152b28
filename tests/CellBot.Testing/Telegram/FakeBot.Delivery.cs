using System.Net.Http.Headers;
using System.Text.Json;

namespace CellBot.Testing.Telegram;

// How updates reach the bot: a long poll that holds until something arrives, or a webhook that is tried until it answers 2xx.
public sealed partial class FakeBot
{
    private TaskCompletionSource acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource polled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waitingPolls;
    private int pollNumber;
    private string? webhookUrl;
    private string? webhookSecret;
    private long webhookMaxConnections = 40;
    private (DateTimeOffset At, string Message)? webhookError;
    private Task webhookLoop = Task.CompletedTask;

    /// <summary>First wait after a webhook failed; it doubles up to <see cref="LongestWebhookRetryDelay"/> (real time).</summary>
    public TimeSpan WebhookRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestWebhookRetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    public string? WebhookUrl => Locked(() => webhookUrl);

    /// <summary>What the webhook was set with, for tests that deliver by hand.</summary>
    public string? WebhookSecret => Locked(() => webhookSecret);

    /// <summary>Whether some delivery to the webhook has failed.</summary>
    public bool HasFailedToDeliver => Locked(() => webhookError is not null);

    /// <summary>The way to the webhook leads elsewhere, which the bot does not know: it is asked and told as before.</summary>
    public Uri? Detour { get; set; }

    /// <summary>Waits until a long poll of the bot is open, which tells that the bot is up and has read what there was (real time, 10 s when null).</summary>
    public Task WaitUntilPolled(TimeSpan? timeout = null) => Locked(() => polled.Task).WaitAsync(timeout ?? TimeSpan.FromSeconds(10));

    /// <summary>One getUpdates: acknowledges, then waits at most its timeout, and ends with 409 when a newer one comes.</summary>
    internal async Task<byte[]> Poll(FakeCall call, CancellationToken cancel)
    {
        var limit = (int)Math.Clamp(call.Number("limit") ?? 100, 1, 100);
        var patience = TimeSpan.FromSeconds(Math.Clamp(call.Number("timeout") ?? 0, 0, 50));
        int own;
        lock (Gate)
        {
            own = ++pollNumber;
            Queue.Signal(); // an older poll sees that it is not the newest
            if (webhookUrl is null)
                Acknowledge(call);
        }

        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        waited.CancelAfter(patience);
        while (true)
        {
            Task arrival;
            lock (Gate)
            {
                if (webhookUrl is not null)
                    throw new ApiRefusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
                if (own != pollNumber)
                    throw new ApiRefusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
                var updates = Queue.Take(limit, Now);
                if (updates.Count > 0 || patience == TimeSpan.Zero || waited.IsCancellationRequested)
                    return Batch(updates);
                arrival = Queue.Arrival;
                if (++waitingPolls == 1)
                    polled.SetResult();
            }

            await arrival.WaitAsync(waited.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (Gate)
            {
                if (--waitingPolls == 0)
                    polled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            cancel.ThrowIfCancellationRequested();
        }
    }

    private void Acknowledge(FakeCall call)
    {
        if (call.Object("allowed_updates") is { } kinds)
            Queue.Allow(kinds.EnumerateArray().Select(kind => kind.GetString()!));
        if (call.Number("offset") is not { } offset)
            return;
        Queue.Acknowledge((int)offset);
        SignalAcknowledged();
    }

    private void SignalAcknowledged()
    {
        var waiting = acknowledged;
        acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }

    private static byte[] Batch(List<PendingUpdate> updates)
    {
        var prefix = "{\"ok\":true,\"result\":["u8;
        var bytes = new byte[prefix.Length + updates.Sum(update => update.Json.Length + 1) + 2 - (updates.Count > 0 ? 1 : 0)];
        prefix.CopyTo(bytes);
        var at = prefix.Length;
        foreach (var update in updates)
        {
            if (at > prefix.Length)
                bytes[at++] = (byte)',';
            update.Json.CopyTo(bytes, at);
            at += update.Json.Length;
        }

        "]}"u8.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private void SetWebhook(FakeCall call)
    {
        var url = call.Text("url");
        if (call.Object("allowed_updates") is { } kinds)
            Queue.Allow(kinds.EnumerateArray().Select(kind => kind.GetString()!));
        if (call.Flag("drop_pending_updates"))
            Queue.Clear();
        // The real server wants https; on the loopback a test has none.
        if (!string.IsNullOrEmpty(url) && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == "https" || address.IsLoopback)))
            throw ApiRefusal.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
        (webhookUrl, webhookSecret) = (string.IsNullOrEmpty(url) ? null : url, call.Text("secret_token"));
        webhookMaxConnections = call.Number("max_connections") ?? 40;
        Queue.Signal();
        if (webhookUrl is not null && webhookLoop.IsCompleted)
            webhookLoop = DeliverByWebhook();
    }

    private void WriteWebhookInfo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, webhookUrl ?? "");
        json.WriteBoolean("has_custom_certificate"u8, false);
        json.WriteNumber("pending_update_count"u8, Queue.Count);
        if (webhookError is { } error)
        {
            json.WriteNumber("last_error_date"u8, error.At.ToUnixTimeSeconds());
            json.WriteString("last_error_message"u8, error.Message);
        }

        if (webhookUrl is not null)
            json.WriteNumber("max_connections"u8, webhookMaxConnections);
        if (Queue.Allowed is { } allowed)
        {
            json.WriteStartArray("allowed_updates"u8);
            foreach (var kind in allowed)
                json.WriteStringValue(kind);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // One at a time, so the order of every chat is kept.
    private async Task DeliverByWebhook()
    {
        await Task.Yield();
        var delay = WebhookRetryDelay;
        while (true)
        {
            PendingUpdate? update;
            string? url, secret;
            Task arrival;
            lock (Gate)
            {
                (url, secret) = (webhookUrl, webhookSecret);
                if (url is null || options.Stopping.IsCancellationRequested)
                {
                    webhookLoop = Task.CompletedTask;
                    return;
                }

                update = Queue.Take(1, Now).FirstOrDefault();
                arrival = Queue.Arrival;
            }

            try
            {
                if (update is null)
                {
                    await arrival.WaitAsync(options.Stopping);
                }
                else if (await Post(Detour?.ToString() ?? url, secret, update) is { } error)
                {
                    lock (Gate)
                        webhookError = (Now, error);
                    await Task.Delay(delay, TimeProvider.System, options.Stopping);
                    delay = delay * 2 < LongestWebhookRetryDelay ? delay * 2 : LongestWebhookRetryDelay;
                }
                else
                {
                    delay = WebhookRetryDelay;
                    lock (Gate)
                    {
                        Queue.Remove(update);
                        SignalAcknowledged();
                    }
                }
            }
            catch (OperationCanceledException) when (options.Stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Null when the bot took it; otherwise what went wrong.</summary>
    private async Task<string?> Post(string url, string? secret, PendingUpdate update)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(update.Json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null)
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        try
        {
            using var response = await options.Webhooks.SendAsync(request, options.Stopping);
            return response.IsSuccessStatusCode ? null : $"Wrong response from the webhook: {(int)response.StatusCode} {response.ReasonPhrase}";
        }
        catch (HttpRequestException unreachable)
        {
            return unreachable.Message;
        }
    }
}
