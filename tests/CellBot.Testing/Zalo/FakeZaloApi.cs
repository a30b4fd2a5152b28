using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CellBot.Testing.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Testing.Zalo;

/// <summary>
/// The Zalo Bot Platform on a loopback port, as far as it is known: errors with HTTP 200, lossy polls, webhooks in two shapes, photos at public addresses. One bot is there from the
/// start; <see cref="AddBot"/> adds more.
/// </summary>
public sealed class FakeZaloApi : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, FakeZaloBot> bots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> photos = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;

    private FakeZaloApi(TimeProvider clock)
    {
        this.clock = clock;
        Bot = AddBot();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(Serve);
    }

    /// <summary>For <c>Zalo:ApiBaseUrl</c>.</summary>
    public string BaseUrl { get; private set; } = "";

    public FakeZaloBot Bot { get; }

    public string Token => Bot.Token;

    /// <summary>What no client of the platform may do.</summary>
    public IReadOnlyList<string> Violations => [.. bots.Values.SelectMany(bot => bot.Violations)];

    /// <summary>Asked for the answer to a photo's address; null: the photo.</summary>
    public Func<HttpContext, Task<bool>>? ServePhoto { get; set; }

    public static FakeZaloApi Start(TimeProvider? clock = null)
    {
        var api = new FakeZaloApi(clock ?? TimeProvider.System);
        api.server.StartAsync().GetAwaiter().GetResult(); // binding a loopback port waits for nothing
        api.BaseUrl = api.server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return api;
    }

    public FakeZaloBot AddBot()
    {
        var bot = new FakeZaloBot(7_000_000_000_000 + bots.Count, this, clock);
        bots[bot.Token] = bot;
        return bot;
    }

    public FakeZaloUser NewUser(string name) => Bot.NewUser(name);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        foreach (var bot in bots.Values)
            await bot.DisposeAsync();
        await server.DisposeAsync();
        stopping.Dispose();
    }

    internal string KeepPhoto(ReadOnlyMemory<byte> bytes)
    {
        var path = $"/photo/{photos.Count + 1}.jpg";
        photos[path] = bytes.ToArray();
        return BaseUrl + path;
    }

    private async Task Serve(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (photos.TryGetValue(path, out var photo))
        {
            if (ServePhoto is { } serve && await serve(context))
                return;
            context.Response.ContentType = "image/jpeg";
            await context.Response.Body.WriteAsync(photo);
            return;
        }

        var slash = path.StartsWith("/bot", StringComparison.Ordinal) ? path.IndexOf('/', 1) : -1;
        if (slash < 0)
            context.Response.StatusCode = 404;
        else if (!bots.TryGetValue(path[4..slash], out var bot) || bot.IsRevoked)
            await Answer(context, Refusal(401, "Unauthorized")); // with HTTP 200, as it was seen
        else
            await Call(context, bot, path[(slash + 1)..]);
    }

    private async Task Call(HttpContext context, FakeZaloBot bot, string method)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            switch (bot.FaultFor(method))
            {
                case Fault.ResetBefore:
                    context.Abort();
                    return;
                case Fault.ServerError:
                    await Answer(context, Refusal(403, "Internal server error"));
                    return;
                case Fault.NotJson:
                    context.Response.StatusCode = 502;
                    context.Response.ContentType = "text/html";
                    await context.Response.WriteAsync("<html><body>502 Bad Gateway</body></html>", gone.Token);
                    return;
                case Fault.ResetAfter:
                    await bot.Perform(method, await Body(context, bot, method), gone.Token);
                    context.Abort();
                    return;
                case Fault.Silence:
                    await bot.Perform(method, await Body(context, bot, method), gone.Token);
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone.Token);
                    return;
                case Fault.Slow(var delay):
                    await Task.Delay(delay, TimeProvider.System, gone.Token);
                    break;
            }

            await Answer(context, await bot.Perform(method, await Body(context, bot, method), gone.Token));
        }
        catch (ZaloRefusal refusal)
        {
            await Answer(context, Refusal(refusal.Code, refusal.Message));
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task<JsonObject> Body(HttpContext context, FakeZaloBot bot, string method)
    {
        if (context.Request.Method != "POST" || context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) is not true)
            bot.Violate($"{method}: not a POST of JSON");
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body) as JsonObject ?? throw new ZaloRefusal(400, "Bad request");
        }
        catch (JsonException)
        {
            throw new ZaloRefusal(400, "Bad request");
        }
    }

    private static JsonObject Refusal(int code, string description) => new() { ["ok"] = false, ["description"] = description, ["error_code"] = code };

    private static Task Answer(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }
}

/// <summary>A well-formed "no" of the platform.</summary>
internal sealed class ZaloRefusal(int code, string message) : Exception(message)
{
    public int Code => code;
}
