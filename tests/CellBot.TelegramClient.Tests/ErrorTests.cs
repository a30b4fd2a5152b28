using System.Net;
using System.Net.Sockets;
using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace CellBot.TelegramClient.Tests;

/// <summary>Refusals are <see cref="ApiRequestException"/>, accidents are <see cref="RequestException"/>, and neither ever says the token.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user")]
    [InlineData(403, "Forbidden: user is deactivated")]
    [InlineData(403, "Forbidden: bot was kicked from the group chat")]
    [InlineData(400, "Bad Request: chat not found")]
    [InlineData(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same")]
    [InlineData(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")]
    [InlineData(400, "Bad Request: can't parse entities: unsupported start tag \"x\" at byte offset 0")]
    [InlineData(400, "Bad Request: file is too big")]
    [InlineData(400, "Bad Request: reply markup is too long")]
    [InlineData(401, "Unauthorized")]
    [InlineData(404, "Not Found")]
    [InlineData(409, "Conflict: terminated by other getUpdates request")]
    [InlineData(500, "Internal Server Error: restart")]
    [InlineData(502, "Bad Gateway")]
    public async Task A_well_formed_no_is_a_refusal(int code, string description)
    {
        var bot = Wire.Answering($$"""{"ok":false,"error_code":{{code}},"description":{{System.Text.Json.JsonSerializer.Serialize(description)}}}""", (HttpStatusCode)code);
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(1, "a"));
        Assert.Equal((code, description), (refusal.ErrorCode, refusal.Message));
        Assert.Null(refusal.Parameters);
    }

    [Fact]
    public async Task A_429_says_how_long()
    {
        var bot = Wire.Answering("""{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 17","parameters":{"retry_after":17}}""", HttpStatusCode.TooManyRequests);
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(1, "a"));
        Assert.Equal((429, 17), (refusal.ErrorCode, refusal.Parameters!.RetryAfter));
    }

    [Fact]
    public async Task A_group_that_moved_says_where()
    {
        var bot = Wire.Answering("""{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}""", HttpStatusCode.BadRequest);
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(() => bot.SendMessage(1, "a"));
        Assert.Equal(-1001234567890, refusal.Parameters!.MigrateToChatId);
    }

    [Theory]
    [InlineData("<html>502 Bad Gateway</html>", 502)]
    [InlineData("{\"ok\":true,\"result\":{\"message_id\":1", 200)]
    [InlineData("{\"ok\":true,\"result\":null}", 200)]
    public async Task An_answer_that_makes_no_sense_is_an_accident_with_its_status(string body, int status)
    {
        var accident = await Assert.ThrowsAsync<RequestException>(() => Wire.Answering(body, (HttpStatusCode)status).SendMessage(1, "a"));
        Assert.Equal((HttpStatusCode)status, accident.HttpStatusCode);
    }

    [Fact]
    public async Task No_server_at_all_is_told_apart_from_a_broken_call()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var bot = new TelegramBotClient(new TelegramBotClientOptions(Wire.Token, $"http://127.0.0.1:{port}"));
        var accident = await Assert.ThrowsAsync<RequestException>(() => bot.SendMessage(1, "a"));
        Assert.Equal(HttpRequestError.ConnectionError, Assert.IsType<HttpRequestException>(accident.InnerException).HttpRequestError);
        Assert.Null(accident.HttpStatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_is_an_accident_that_leaves_open_what_happened(bool after)
    {
        await using var api = FakeBotApi.Start();
        var user = api.NewUser("An");
        user.Starts();
        api.Faults.Next(after ? new Fault.ResetAfter() : new Fault.ResetBefore());

        var accident = await Assert.ThrowsAsync<RequestException>(() => api.Client().SendMessage(user.Id, "a"));
        Assert.NotEqual(HttpRequestError.ConnectionError, (accident.InnerException as HttpRequestException)?.HttpRequestError);
        Assert.Equal(after, user.Chat.LastReceived is not null);
    }

    [Fact]
    public async Task Silence_ends_with_the_timeout_and_a_slow_answer_does_not()
    {
        await using var api = FakeBotApi.Start();
        var user = api.NewUser("An");
        user.Starts();
        api.Faults.Next(new Fault.Silence());
        api.Faults.Next(new Fault.Slow(TimeSpan.FromMilliseconds(50)));
        var bot = api.Client(TimeSpan.FromMilliseconds(600));

        var accident = await Assert.ThrowsAsync<RequestException>(() => bot.SendMessage(user.Id, "một"));
        Assert.Contains("timed out", accident.Message, StringComparison.Ordinal);
        Assert.Equal("hai", (await bot.SendMessage(user.Id, "hai")).Text);
        Assert.Equal(["một", "hai"], user.Transcript.Where(entry => entry.Kind == TranscriptKind.Received).Select(entry => entry.Text));
    }

    [Fact]
    public async Task A_body_that_never_ends_ends_with_the_timeout()
    {
        var bot = Wire.Over(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new NeverEnding()) });
        bot.Timeout = TimeSpan.FromMilliseconds(100);
        Assert.Contains("timed out", (await Assert.ThrowsAsync<RequestException>(() => bot.GetMe())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_cancels_gets_a_cancellation()
    {
        await using var api = FakeBotApi.Start();
        using var own = new CancellationTokenSource();
        var poll = api.Client().GetUpdates(timeout: 30, cancellationToken: own.Token);
        await own.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);

        using var global = new CancellationTokenSource();
        var bot = new TelegramBotClient(new TelegramBotClientOptions(api.Token, api.BaseUrl), new HttpClient(), global.Token);
        poll = bot.GetUpdates(timeout: 30);
        await global.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
    }

    [Fact]
    public async Task Downloads_fail_like_calls()
    {
        await using var api = FakeBotApi.Start();
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(() => api.Client().DownloadFile("photos/none.jpg", Stream.Null));
        Assert.Equal(404, refusal.ErrorCode);
        var accident = await Assert.ThrowsAsync<RequestException>(() => Wire.Answering("gone", HttpStatusCode.Gone).DownloadFile("photos/none.jpg", Stream.Null));
        Assert.Equal(HttpStatusCode.Gone, accident.HttpStatusCode);
        await Assert.ThrowsAsync<ArgumentException>(() => api.Client().DownloadFile("", Stream.Null));
    }

    [Fact]
    public async Task A_wrong_token_is_a_401()
    {
        await using var api = FakeBotApi.Start();
        var stranger = new TelegramBotClient(new TelegramBotClientOptions(Wire.Token, api.BaseUrl));
        Assert.False(await stranger.TestApi());
        Assert.Equal(401, (await Assert.ThrowsAsync<ApiRequestException>(() => stranger.GetMe())).ErrorCode);
    }

    [Fact]
    public async Task The_token_is_in_no_exception()
    {
        var accidents = new List<Exception>();
        foreach (var bot in new[]
        {
            Wire.Answering("<html>", HttpStatusCode.BadGateway),
            Wire.Answering("""{"ok":false,"error_code":401,"description":"Unauthorized"}""", HttpStatusCode.Unauthorized),
            Wire.Over(_ => throw new HttpRequestException("broken")),
            Wire.Over(_ => throw new TaskCanceledException()),
            new TelegramBotClient(new TelegramBotClientOptions(Wire.Token, "http://127.0.0.1:1")),
            new TelegramBotClient(new TelegramBotClientOptions(Wire.Token, "http://no-such-host.invalid")),
        })
        {
            accidents.Add(await Assert.ThrowsAnyAsync<RequestException>(() => bot.SendMessage(1, "a")));
            accidents.Add(await Assert.ThrowsAnyAsync<RequestException>(() => bot.DownloadFile("photos/a.jpg", Stream.Null)));
        }

        Assert.All(accidents, accident => Assert.DoesNotContain("AAHsecret", accident.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "https://api.telegram.org/bot")]
    [InlineData("http://localhost:8081", "http://localhost:8081/bot")]
    [InlineData("http://localhost:8081/", "http://localhost:8081/bot")]
    public async Task Requests_go_below_the_base_url(string? baseUrl, string expected)
    {
        var options = new TelegramBotClientOptions(Wire.Token, baseUrl);
        Assert.Equal(expected + Wire.Token, options.BaseRequestUrl);
        Assert.Equal(expected.Replace("/bot", "/file/bot", StringComparison.Ordinal) + Wire.Token, options.BaseFileUrl);
        Assert.Equal(123456, options.BotId);

        Uri? asked = null;
        var bot = Wire.Over(request =>
        {
            asked = request.RequestUri;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"ok":true,"result":{"id":1}}""") };
        });
        await bot.GetMe();
        Assert.Equal($"http://localhost:1/bot{Wire.Token}/getMe", asked!.ToString());
    }

    private sealed class NeverEnding : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
