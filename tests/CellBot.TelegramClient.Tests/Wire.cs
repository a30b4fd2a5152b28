using System.Net;
using System.Text;
using CellBot.Testing.Telegram;
using Telegram.Bot;

namespace CellBot.TelegramClient.Tests;

/// <summary>Clients for the tests: against the fake server, or against an answer written by hand.</summary>
internal static class Wire
{
    public const string Token = "123456:AAHsecretLettersOfTheToken_-0";

    public static TelegramBotClient Client(this FakeBotApi api, TimeSpan? timeout = null) =>
        new(new TelegramBotClientOptions(api.Token, api.BaseUrl) { RetryThreshold = 0 }, new HttpClient { Timeout = timeout ?? TimeSpan.FromSeconds(20) });

    /// <summary>A client that gets this answer whatever it asks.</summary>
    public static TelegramBotClient Answering(string body, HttpStatusCode status = HttpStatusCode.OK, string contentType = "application/json") =>
        Over(_ => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, contentType) });

    public static TelegramBotClient Over(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new(new TelegramBotClientOptions(Token, "http://localhost:1") { RetryThreshold = 0 }, new HttpClient(new Canned(answer)));

    private sealed class Canned(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
