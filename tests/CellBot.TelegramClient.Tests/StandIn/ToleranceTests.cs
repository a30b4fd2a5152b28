using System.Net;
using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CellBot.TelegramClient.Tests.StandIn;

/// <summary>Where the stand-in forgives more, or says more, than the package does.</summary>
public sealed class ToleranceTests
{
    [Fact]
    public async Task A_refusal_counts_by_its_body_not_by_its_status()
    {
        var refusal = await Assert.ThrowsAsync<ApiRequestException>(() => Wire.Answering("""{"description":"no","error_code":403,"ok":false}""").SendMessage(1, "a"));
        Assert.Equal(403, refusal.ErrorCode);
        refusal = await Assert.ThrowsAsync<ApiRequestException>(() => Wire.Answering("""{"ok":false}""", HttpStatusCode.ServiceUnavailable).SendMessage(1, "a"));
        Assert.Equal(503, refusal.ErrorCode);
    }

    [Theory]
    [InlineData("<html>502 Bad Gateway</html>", 502)]
    [InlineData("", 200)]
    [InlineData("", 504)]
    [InlineData("{\"ok\":true,\"result\":{\"message_id\":1", 200)]
    [InlineData("[]", 200)]
    [InlineData("\"ok\"", 200)]
    [InlineData("{\"error\":\"maintenance\"}", 503)]
    [InlineData("{\"ok\":true}", 200)]
    [InlineData("{\"ok\":true,\"result\":null}", 200)]
    [InlineData("{\"ok\":true,\"result\":\"text\"}", 200)]
    [InlineData("{\"ok\":\"maybe\"}", 200)]
    public async Task An_answer_that_is_not_the_apis_is_an_accident_with_its_status(string body, int status)
    {
        var accident = await Assert.ThrowsAsync<RequestException>(() => Wire.Answering(body, (HttpStatusCode)status, "text/html").SendMessage(1, "a"));
        Assert.Equal((HttpStatusCode)status, accident.HttpStatusCode);
        Assert.Contains("sendMessage", accident.Message, StringComparison.Ordinal);
        Assert.Contains($"HTTP {status}", accident.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("123456")]
    [InlineData("-1:abc")]
    [InlineData("123456:bí mật")]
    [InlineData("123456:a/../b")]
    public void A_token_of_the_wrong_form_is_refused_without_being_repeated(string token)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TelegramBotClientOptions(token));
        if (token.Length > 0)
            Assert.DoesNotContain(token, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_client_cannot_be_told_to_wait_by_itself() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TelegramBotClientOptions(Wire.Token) { RetryThreshold = 60 });

    [Fact]
    public void A_base_url_may_have_a_path() =>
        Assert.Equal($"https://proxy.example.vn/telegram/bot{Wire.Token}", new TelegramBotClientOptions(Wire.Token, "https://proxy.example.vn/telegram").BaseRequestUrl);

    [Fact]
    public async Task A_file_name_cannot_end_its_header()
    {
        await using var api = FakeBotApi.Start();
        var hoa = api.NewUser("Hoà");
        hoa.Starts();
        var sent = await api.Client().SendDocument(hoa.Id, InputFile.FromStream(new MemoryStream([1]), "Báo \"cáo\"\r\n.docx"));
        Assert.Equal("Báo _cáo___.docx", sent.Document!.FileName);
        Assert.Empty(api.Violations);
    }
}
