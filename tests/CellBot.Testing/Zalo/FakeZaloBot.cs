using System.Text.Json.Nodes;
using CellBot.Testing.Telegram;

namespace CellBot.Testing.Zalo;

/// <summary>One bot: its people, what it may do, and what it was told.</summary>
public sealed class FakeZaloBot : IAsyncDisposable
{
    private const int LongestText = 2000;

    private readonly FakeZaloApi api;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, FakeZaloUser> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly List<string> violations = [];
    private TaskCompletionSource<JsonObject>? poll;
    private int messages;
    private int sent;

    internal FakeZaloBot(long id, FakeZaloApi api, TimeProvider clock)
    {
        (this.api, this.clock) = (api, clock);
        Token = $"{id}:fakezalotokenABC{id % 1000}";
        Delivery = new ZaloDelivery();
    }

    public string Token { get; }

    public Lock Gate { get; } = new();

    /// <summary>How events are delivered by webhook.</summary>
    public ZaloDelivery Delivery { get; }

    public FaultPlan Faults { get; } = new();

    /// <summary>The token was reset in the Bot Creator.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Messages that may still be sent this month.</summary>
    public int Quota { get; set; } = 3000;

    /// <summary>A message reached somebody; raised before the bot hears of it.</summary>
    public event Action<FakeZaloUser, string>? Received;

    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (Gate)
                return [.. violations];
        }
    }

    public string? WebhookUrl => Delivery.Url;

    public int CallsOf(string method)
    {
        lock (Gate)
            return calls.GetValueOrDefault(method);
    }

    public FakeZaloUser NewUser(string name)
    {
        lock (Gate)
        {
            var user = new FakeZaloUser(this, $"{people.Count + 1:x4}a4f6c8e0b2d49f71", name);
            people[user.Id] = user;
            return user;
        }
    }

    /// <summary>What the bot said in a group.</summary>
    public IReadOnlyList<string> SaidIn(string group)
    {
        lock (Gate)
            return [.. groups.GetValueOrDefault(group, [])];
    }

    public async ValueTask DisposeAsync() => await Delivery.DisposeAsync();

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal void Violate(string what)
    {
        lock (Gate)
            violations.Add(what);
    }

    internal Fault? FaultFor(string method)
    {
        lock (Gate)
            calls[method] = calls.GetValueOrDefault(method) + 1;
        return method == "getUpdates" ? null : Faults.For(method);
    }

    internal string KeepPhoto(ReadOnlyMemory<byte> bytes) => api.KeepPhoto(bytes);

    internal string NextMessageId() => $"m{Interlocked.Increment(ref messages):x8}";

    /// <summary>By webhook if there is one; else to whoever polls at this very moment; else it is lost.</summary>
    internal void Emit(JsonObject said)
    {
        if (Delivery.Url is not null)
        {
            Delivery.Add(said);
            return;
        }

        TaskCompletionSource<JsonObject>? waiting;
        lock (Gate)
            (waiting, poll) = (poll, null);
        waiting?.TrySetResult(said);
    }

    internal async Task<JsonObject> Perform(string method, JsonObject body, CancellationToken cancel)
    {
        JsonNode? result = method switch
        {
            "getMe" => new JsonObject { ["id"] = Token[..Token.IndexOf(':')], ["account_name"] = "bot.cellbot", ["account_type"] = "BASIC", ["can_join_groups"] = false },
            "sendMessage" => Send(body),
            "getUpdates" => await Poll(body, cancel),
            "setWebhook" => await SetWebhook(body, cancel),
            "deleteWebhook" => DeleteWebhook(),
            "getWebhookInfo" => Place(),
            _ => throw new ZaloRefusal(404, "Not Found"),
        };
        return new JsonObject { ["ok"] = true, ["result"] = result };
    }

    private JsonObject Send(JsonObject body)
    {
        Expect("sendMessage", body, "chat_id", "text");
        var chat = (string?)body["chat_id"] ?? "";
        var text = (string?)body["text"] ?? "";
        if (text.Length is 0 or > LongestText)
            throw new ZaloRefusal(400, "Bad request: text must be 1 to 2000 characters");
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            Violate("sendMessage: half a character");
        FakeZaloUser? user;
        lock (Gate)
        {
            if (groups.TryGetValue(chat, out var group))
            {
                group.Add(text);
                return Sent();
            }

            user = people.Values.FirstOrDefault(each => each.ChatId == chat);
            if (user is null || !user.HasWritten)
                throw new ZaloRefusal(404, "Chat not found");
            if (user.HasLeft)
                throw new ZaloRefusal(400, "Bad request: user has blocked the bot");
            if (Quota <= 0)
                throw new ZaloRefusal(429, "Quota exceeded");
            Quota--;
        }

        user.Keep(false, text);
        Received?.Invoke(user, text);
        return Sent();
    }

    // Counted apart from what people say, so that their ids are the same in two runs of one story.
    private JsonObject Sent() => new() { ["message_id"] = $"s{Interlocked.Increment(ref sent):x8}", ["date"] = Now.ToUnixTimeMilliseconds() };

    private async Task<JsonObject> Poll(JsonObject body, CancellationToken cancel)
    {
        Expect("getUpdates", body, "timeout");
        if (Delivery.Url is not null)
            throw new ZaloRefusal(400, "Bad request: a webhook is set");
        var own = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
            poll = own; // an older poller gets nothing any more
        var patience = Task.Delay(TimeSpan.FromSeconds(double.Parse((string)body["timeout"]!, System.Globalization.CultureInfo.InvariantCulture)), TimeProvider.System, cancel);
        if (await Task.WhenAny(own.Task, patience) == own.Task)
            return await own.Task;
        cancel.ThrowIfCancellationRequested();
        throw new ZaloRefusal(408, "Request timeout");
    }

    /// <summary>Whether somebody polls now.</summary>
    public bool IsPolled
    {
        get
        {
            lock (Gate)
                return poll is not null;
        }
    }

    private async Task<JsonObject> SetWebhook(JsonObject body, CancellationToken cancel)
    {
        Expect("setWebhook", body, "url", "secret_token");
        var url = new Uri((string)body["url"]!);
        if (url.Scheme != "https" && !url.IsLoopback) // the real one takes https only, and no loopback: here it stands for the world outside
            throw new ZaloRefusal(400, "Bad request: url must be https");
        if ((string?)body["secret_token"] is not { Length: >= 8 and <= 256 } secret)
            throw new ZaloRefusal(400, "Bad request: secret_token must be 8 to 256 characters");
        if (!await Delivery.Verify(url, secret, cancel))
            Violate("setWebhook: nobody answers at the address");
        Delivery.Start(url.AbsoluteUri, secret);
        return Place();
    }

    private JsonObject DeleteWebhook()
    {
        Delivery.End();
        return Place();
    }

    private JsonObject Place() => new() { ["url"] = Delivery.Url ?? "", ["updated_at"] = Now.ToUnixTimeMilliseconds() };

    private void Expect(string method, JsonObject body, params string[] names)
    {
        foreach (var (name, _) in body)
            if (!names.Contains(name))
                Violate($"{method}: unknown field {name}");
    }

    internal void Open(string group)
    {
        lock (Gate)
            groups.TryAdd(group, []);
    }
}
