using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Telegram;

/// <summary>The real host, to which the fake Bot API delivers over loopback.</summary>
internal sealed class WebhookTest : IAsyncDisposable
{
    private static readonly HttpClient Web = new();

    private WebhookTest(TestHost host, string url) => (Host, Url) = (host, url);

    public TestHost Host { get; }
    public FakeBot Bot => Host.Bot;
    public Backlog Backlog => Host.Host.Services.GetRequiredService<Backlog>();

    /// <summary>Where the host serves its pages; its public address as well.</summary>
    public string Url { get; }

    public static WebhookTest New()
    {
        var host = TestHost.New();
        var url = $"http://127.0.0.1:{FreePort()}";
        host.Set("Web:Urls", url);
        host.Set("Web:PublicUrl", url);
        host.Set("Telegram:Mode", "Webhook");
        host.Bot.WebhookRetryDelay = TimeSpan.FromMilliseconds(50);
        return new WebhookTest(host, url);
    }

    /// <summary>Started, and Telegram delivers there.</summary>
    public static async Task<WebhookTest> Started()
    {
        var test = New();
        await test.Start();
        return test;
    }

    public async Task Start()
    {
        await Host.Start();
        await TestHost.Until(() => Task.FromResult(Bot.WebhookUrl is not null && State() is { Color: HealthColor.Green }), "the webhook");
    }

    public HealthState? State(string channel = "telegram/0") => Host.Host.Services.GetRequiredService<HealthBoard>().Channels.GetValueOrDefault(channel);

    /// <summary>What somebody posts who is not the fake, with the right secret if none is given.</summary>
    public Task<HttpStatusCode> Post(string body) => Post(body, Bot.WebhookSecret);

    public async Task<HttpStatusCode> Post(string body, string? secret, string bot = "0")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/webhooks/telegram/{bot}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null)
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        using var answer = await Web.SendAsync(request);
        return answer.StatusCode;
    }

    public static string Message(int update, long user, string text) =>
        $$$"""{"update_id":{{{update}}},"message":{"message_id":{{{update}}},"date":1757473200,"from":{"id":{{{user}}},"is_bot":false,"first_name":"M"},"chat":{"id":{{{user}}},"type":"private","first_name":"M"},"text":"{{{text}}}"}}""";

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A port that is free now; the address must be known before the host starts.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
