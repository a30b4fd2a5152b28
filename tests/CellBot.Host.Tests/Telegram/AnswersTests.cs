using System.Net;
using CellBot.Host.Channels.Telegram;
using CellBot.Host.Sending;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CellBot.Host.Tests.Telegram;

/// <summary>What each refusal and each broken wire means for a message: by code first, by words only where codes are not enough.</summary>
public sealed class AnswersTests
{
    [Theory]
    [InlineData(429, "Too Many Requests: retry after 7", "TryLater", 7)]
    [InlineData(429, "Too Many Requests", "TryLater", null)]
    [InlineData(500, "Internal Server Error: restart", "TryLater", null)]
    [InlineData(502, "Bad Gateway", "TryLater", null)]
    [InlineData(401, "Unauthorized", "TryLater", 60)]
    [InlineData(404, "Not Found", "TryLater", 60)]
    [InlineData(403, "Forbidden: bot was blocked by the user", "Unreachable", null)]
    [InlineData(403, "Forbidden: user is deactivated", "Unreachable", null)]
    [InlineData(403, "Forbidden: bot was kicked from the group chat", "Unreachable", null)]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", "Unreachable", null)]
    [InlineData(403, "Forbidden: words of a time to come", "Unreachable", null)]
    [InlineData(400, "Bad Request: chat not found", "Unreachable", null)]
    [InlineData(400, "Bad Request: user not found", "Unreachable", null)]
    [InlineData(400, "Bad Request: PEER_ID_INVALID", "Unreachable", null)]
    [InlineData(400, "Bad Request: file is too big", "GivenUp", null)]
    [InlineData(400, "Bad Request: reply markup is too long", "GivenUp", null)]
    [InlineData(400, "Bad Request: message is too long", "GivenUp", null)]
    [InlineData(413, "Request Entity Too Large", "GivenUp", null)]
    public void A_refusal_has_one_outcome(int code, string words, string outcome, int? seconds)
    {
        var refusal = new ApiRequestException(words, code, code == 429 && seconds is { } asked ? new ResponseParameters { RetryAfter = asked } : null);
        var delivery = TelegramAnswers.Of(refusal);
        Assert.Equal(outcome, delivery.GetType().Name);
        if (delivery is Delivery.TryLater later)
            Assert.Equal(seconds, later.Wait?.TotalSeconds);
    }

    /// <summary>Only private chats are written to, and these never migrate; should Telegram say so, the message is settled instead of going round for ever.</summary>
    [Fact]
    public void A_group_that_became_another_is_no_chat_of_a_member() =>
        Assert.IsType<Delivery.GivenUp>(TelegramAnswers.Of(new ApiRequestException("Bad Request: group chat was upgraded to a supergroup chat", 400, new ResponseParameters { MigrateToChatId = -100 })));

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ProxyTunnelError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.InvalidResponse, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public void Only_what_never_left_is_tried_again(HttpRequestError error, bool neverLeft)
    {
        var delivery = TelegramAnswers.Of(new RequestException("sendMessage", new HttpRequestException(error, "broken")));
        Assert.Equal(neverLeft ? typeof(Delivery.TryLater) : typeof(Delivery.Unknown), delivery.GetType());
    }

    [Fact]
    public void A_timeout_and_a_page_of_a_proxy_leave_it_unknown()
    {
        Assert.IsType<Delivery.Unknown>(TelegramAnswers.Of(new RequestException("timed out", new TaskCanceledException())));
        Assert.IsType<Delivery.Unknown>(TelegramAnswers.Of(new RequestException("sendMessage: no JSON", HttpStatusCode.BadGateway)));
    }
}
