using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using CellBot.Host.Channels.Webhooks;
using CellBot.Host.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Webhooks;

/// <summary>What is the same for every platform's webhook: who may call it, and with what.</summary>
public sealed class WebhookEndpointTests
{
    private const string Secret = "a secret of the test";

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task An_update_with_the_secret_reaches_its_platform_and_is_answered_with_200()
    {
        await using var test = await Started();
        Assert.Equal(HttpStatusCode.OK, await test.Post("""{"n":1}"""));
        Assert.Equal("""{"n":1}""", Assert.Single(test.Hook.Taken));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a secret of the tes")]
    [InlineData("a secret of the test2")]
    [InlineData("A SECRET OF THE TEST")]
    public async Task A_forged_one_is_refused_before_it_is_read(string? secret)
    {
        await using var test = await Started();
        Assert.Equal(HttpStatusCode.Unauthorized, await test.Post("""{"n":1}""", secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await test.Post(new string('x', WebhookEndpoint.LargestBody + 1), secret));
        Assert.Empty(test.Hook.Taken);
        Assert.DoesNotContain(test.Host.Log.Lines, line => line.Contains(Secret, StringComparison.OrdinalIgnoreCase));
        Assert.Single(test.Host.Log.Lines, line => line.Contains("without its secret", StringComparison.Ordinal)); // a flood of them is one line a minute
    }

    [Fact]
    public async Task Only_JSON_of_a_sensible_size_is_taken()
    {
        await using var test = await Started();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await test.Post("""{"n":1}""", Secret, "text/plain"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await test.Post(new string('x', WebhookEndpoint.LargestBody + 1)));
        Assert.Equal(HttpStatusCode.OK, await test.Post(new string('x', WebhookEndpoint.LargestBody)));
        Assert.Single(test.Hook.Taken);
    }

    [Fact]
    public async Task One_that_does_not_say_how_large_it_is_is_cut_off_all_the_same()
    {
        await using var test = await Started();
        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await test.Post(new string('x', WebhookEndpoint.LargestBody + 1), chunked: true));
        }
        catch (HttpRequestException)
        {
            // The connection was closed while it was still being sent.
        }

        Assert.Empty(test.Hook.Taken);
    }

    [Fact]
    public async Task An_empty_probe_is_answered_and_taken_for_nothing()
    {
        await using var test = await Started();
        Assert.Equal(HttpStatusCode.OK, await test.Post(""));
        Assert.Equal(HttpStatusCode.OK, await test.Post("", chunked: true));
        Assert.Empty(test.Hook.Taken);
    }

    [Theory]
    [InlineData(WebhookResult.Unreadable, HttpStatusCode.BadRequest)]
    [InlineData(WebhookResult.Later, HttpStatusCode.ServiceUnavailable)]
    public async Task The_platform_hears_what_became_of_it(WebhookResult result, HttpStatusCode status)
    {
        await using var test = await Started();
        test.Hook.Result = _ => result;
        Assert.Equal(status, await test.Post("""{"n":1}"""));
    }

    [Fact]
    public async Task One_that_breaks_is_asked_for_again_and_logged()
    {
        await using var test = await Started();
        test.Hook.Result = _ => throw new InvalidOperationException("torn");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await test.Post("""{"n":1}"""));
        Assert.Contains(test.Host.Log.Lines, line => line.Contains("test/7 could not be handled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_never_ends_is_let_go()
    {
        await using var test = await Started();
        using var slow = new TcpClient();
        await slow.ConnectAsync(test.Url.Host, test.Url.Port);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {test.Url.AbsolutePath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Test-Secret: {Secret}\r\nContent-Length: 100\r\n\r\n{{\"n\":"));
        var answer = new StreamReader(stream).ReadLineAsync();
        while (!answer.IsCompleted)
        {
            test.Host.Clock.Advance(WebhookEndpoint.BodyPatience);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        Assert.Equal("HTTP/1.1 408 Request Timeout", await answer);
        Assert.Empty(test.Hook.Taken);
    }

    [Fact]
    public async Task There_is_nothing_where_no_bot_is()
    {
        await using var test = await Started();
        using var other = await Http.PostAsync(new Uri(test.Url, "/webhooks/test/8"), new StringContent("{}"));
        using var get = await Http.GetAsync(test.Url);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    private static async Task<Bench> Started()
    {
        var hook = new Hook();
        var host = TestHost.New(services: services => services.AddSingleton<IWebhook>(hook));
        await host.Start();
        return new Bench(host, hook, new Uri(WebhookAddress.Of(host.Host.Urls.First(), hook.Name)));
    }

    private sealed record Bench(TestHost Host, Hook Hook, Uri Url) : IAsyncDisposable
    {
        public async Task<HttpStatusCode> Post(string body, string? secret = Secret, string type = "application/json", bool chunked = false)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            request.Headers.ExpectContinue = true; // a refusal comes before the body is sent
            if (chunked)
                request.Headers.TransferEncodingChunked = true;
            if (secret is not null)
                request.Headers.Add("X-Test-Secret", secret);
            using var answer = await Http.SendAsync(request);
            return answer.StatusCode;
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    private sealed class Hook : IWebhook
    {
        public ConcurrentQueue<string> Taken { get; } = new();
        public Func<string, WebhookResult> Result { get; set; } = _ => WebhookResult.Done;
        public string Name => "test/7";
        public string SecretHeader => "X-Test-Secret";
        public string Secret => WebhookEndpointTests.Secret;

        public Task<WebhookResult> Take(ReadOnlyMemory<byte> body, CancellationToken cancel)
        {
            var text = Encoding.UTF8.GetString(body.Span);
            Taken.Enqueue(text);
            return Task.FromResult(Result(text));
        }
    }
}
