using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Testing.Telegram;

/// <summary>How strict and how talkative the fake is.</summary>
public sealed class FakeBotApiOptions
{
    /// <summary>Holds every request against the specification. Off under a benchmark.</summary>
    public bool ValidateRequests { get; init; } = true;

    /// <summary>Keeps every message. Off under a benchmark: only a chat's last message is known then.</summary>
    public bool RecordTranscripts { get; init; } = true;

    /// <summary>Gives the dates of messages, the life of updates and the rates. Waiting (long polls, slow answers) is always in real time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A press of a button that nobody has read by then is forgotten.</summary>
    public TimeSpan PressLife { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>The loopback port; 0 for any that is free.</summary>
    public int Port { get; init; }

    internal CancellationToken Stopping { get; set; }

    internal HttpClient Webhooks { get; } = new();
}

/// <summary>
/// The Bot API on a loopback port, played closely enough to develop against: offsets, long polls, conflicts, refusals, files, albums, blocks, webhooks.
/// One bot is there from the start and its members are repeated here; <see cref="AddBot"/> adds more.
/// </summary>
public sealed class FakeBotApi : IAsyncDisposable
{
    private const int LongestUpload = 52 * 1024 * 1024;

    private readonly WebApplication server;
    private readonly FakeBotApiOptions options;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, FakeBot> bots = new(StringComparer.Ordinal);

    private FakeBotApi(FakeBotApiOptions options)
    {
        this.options = options;
        options.Stopping = stopping.Token;
        Bot = AddBot("cellbot_test_bot");

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestUpload;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        server = builder.Build();
        server.Run(Serve);
    }

    /// <summary>The address for <c>Telegram:ApiBaseUrl</c>, without a slash at the end.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>The first bot.</summary>
    public FakeBot Bot { get; }

    public string Token => Bot.Token;

    public FaultPlan Faults => Bot.Faults;

    public IReadOnlyList<string> Violations => [.. bots.Values.SelectMany(bot => bot.Violations)];

    /// <summary>A running server. Each has its own port, people and bots.</summary>
    public static FakeBotApi Start(FakeBotApiOptions? options = null)
    {
        var api = new FakeBotApi(options ?? new FakeBotApiOptions());
        api.server.StartAsync().GetAwaiter().GetResult(); // binding a loopback port waits for nothing
        api.BaseUrl = api.server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return api;
    }

    /// <summary>Another bot, with a token and people of its own.</summary>
    public FakeBot AddBot(string username)
    {
        var bot = new FakeBot(5_000_000_000 + bots.Count, username, options);
        bots[bot.Token] = bot;
        return bot;
    }

    public FakeUser NewUser(string name, long? id = null) => Bot.NewUser(name, id);

    public IReadOnlyList<TranscriptEntry> Transcript(FakeUser user) => user.Transcript;

    public Task<FakeMessage> WaitForMessage(FakeUser user, Func<FakeMessage, bool>? fits = null, TimeSpan? timeout = null) => user.WaitForMessage(fits, timeout);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        foreach (var bot in bots.Values)
        {
            lock (bot.Gate)
                bot.Queue.Signal();
        }

        await server.DisposeAsync();
        options.Webhooks.Dispose();
        stopping.Dispose();
    }

    // Paths are /bot{token}/{method} and /file/bot{token}/{path}.
    private async Task Serve(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var isFile = path.StartsWith("/file/bot", StringComparison.Ordinal);
        var start = isFile ? "/file/bot".Length : "/bot".Length;
        var slash = path.Length > start ? path.IndexOf('/', start) : -1;
        if (slash < 0 || !(isFile || path.StartsWith("/bot", StringComparison.Ordinal)))
            await Refuse(context, new ApiRefusal(404, "Not Found"));
        else if (!bots.TryGetValue(path[start..slash], out var bot) || bot.IsRevoked)
            await Refuse(context, new ApiRefusal(401, "Unauthorized"));
        else if (isFile)
            await ServeFile(context, bot, path[(slash + 1)..]);
        else
            await ServeMethod(context, bot, path[(slash + 1)..]);
    }

    private async Task ServeMethod(HttpContext context, FakeBot bot, string method)
    {
        bot.CountCall(method);
        var fault = bot.Faults.For(method);
        try
        {
            if (fault is Fault.ResetBefore)
            {
                context.Abort();
                return;
            }

            using var call = await FakeCall.Read(method, context.Request, context.RequestAborted);
            if (FaultPlan.Sends(method))
                bot.NoteSend(call);
            if (await FailEarly(context, bot, call, fault))
                return;
            Validate(bot, call);
            var answer = method == "getUpdates" ? await PollUntilGone(context, bot, call) : bot.Perform(call);
            if (await AnswerArrives(context, fault))
                await Write(context, 200, answer);
        }
        catch (ApiRefusal refusal)
        {
            bot.NoteRefusal($"{method}: {refusal.Code} {refusal.Message}");
            await Refuse(context, refusal);
        }
        catch (JsonException)
        {
            bot.NoteViolation($"{method}: the body is not JSON");
            await Refuse(context, ApiRefusal.BadRequest("object expected"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // The bot went away in the middle of a poll, or the fake stops: nothing was acknowledged by that.
            context.Abort();
        }
    }

    private async Task<byte[]> PollUntilGone(HttpContext context, FakeBot bot, FakeCall call)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        return await bot.Poll(call, gone.Token);
    }

    private void Validate(FakeBot bot, FakeCall call)
    {
        if (!options.ValidateRequests || SpecValidator.Check(call.Method, call.Parameters, call.Uploads) is not { } violation)
            return;
        bot.NoteViolation($"{call.Method}: {violation}");
        throw ApiRefusal.BadRequest($"against the specification: {violation}");
    }

    /// <summary>True when the call ended here, with nothing done.</summary>
    private async Task<bool> FailEarly(HttpContext context, FakeBot bot, FakeCall call, Fault? fault)
    {
        switch (fault)
        {
            case Fault.TooManyRequests(var seconds, var wholeBot):
                lock (bot.Gate)
                    bot.Limits.Flood(call.Number("chat_id"), seconds, wholeBot, bot.Now);
                await Refuse(context, new ApiRefusal(429, $"Too Many Requests: retry after {seconds}", retryAfter: seconds));
                return true;
            case Fault.ServerError:
                await Refuse(context, new ApiRefusal(500, "Internal Server Error: restart"));
                return true;
            case Fault.NotJson:
                context.Response.ContentType = "text/html";
                await Write(context, 502, "<html><body>502 Bad Gateway</body></html>"u8.ToArray());
                return true;
            default:
                return false;
        }
    }

    /// <summary>False when the call is done and the bot will not hear of it.</summary>
    private async Task<bool> AnswerArrives(HttpContext context, Fault? fault)
    {
        switch (fault)
        {
            case Fault.Slow(var delay):
                await Task.Delay(delay, TimeProvider.System, context.RequestAborted);
                return true;
            case Fault.ResetAfter:
                context.Abort();
                return false;
            case Fault.Silence:
                using (var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token))
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone.Token);
                return false;
            default:
                return true;
        }
    }

    private static async Task ServeFile(HttpContext context, FakeBot bot, string path)
    {
        if (bot.FileAt(path) is not { } file)
        {
            await Refuse(context, new ApiRefusal(404, "Not Found"));
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = file.Bytes.Length;
        await context.Response.Body.WriteAsync(file.Bytes);
    }

    private static Task Refuse(HttpContext context, ApiRefusal refusal)
    {
        var answer = BotJsonWriter.Write(refusal, static (json, refusal) =>
        {
            json.WriteStartObject();
            json.WriteBoolean("ok"u8, false);
            json.WriteNumber("error_code"u8, refusal.Code);
            json.WriteString("description"u8, refusal.Message);
            if (refusal.RetryAfter is not null || refusal.MigrateTo is not null)
            {
                json.WriteStartObject("parameters"u8);
                if (refusal.RetryAfter is { } seconds)
                    json.WriteNumber("retry_after"u8, seconds);
                if (refusal.MigrateTo is { } chat)
                    json.WriteNumber("migrate_to_chat_id"u8, chat);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
        return Write(context, refusal.Code, answer);
    }

    private static Task Write(HttpContext context, int status, byte[] answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType ??= "application/json";
        context.Response.ContentLength = answer.Length;
        return context.Response.Body.WriteAsync(answer).AsTask();
    }
}
