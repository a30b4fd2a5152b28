using System.Globalization;

namespace Telegram.Bot;

/// <summary>Which bot, and on which server.</summary>
public sealed class TelegramBotClientOptions
{
    private const string PublicServer = "https://api.telegram.org";

    /// <param name="token">As BotFather gave it: <c>digits:letters</c>.</param>
    /// <param name="baseUrl">Another Bot API server, such as <c>http://localhost:8081</c>; null for Telegram's own.</param>
    /// <exception cref="ArgumentException">The token or the address is not of that form. The message does not repeat the token.</exception>
    public TelegramBotClientOptions(string token, string? baseUrl = default, bool useTestEnvironment = false)
    {
        ArgumentNullException.ThrowIfNull(token);
        var colon = token.IndexOf(':');
        if (colon is < 1 or > 16 || !long.TryParse(token.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var botId)
            || !token.AsSpan(colon + 1).ContainsOnlyTokenLetters())
            throw new ArgumentException("Bot token invalid", nameof(token));

        if (baseUrl is not null && !(Uri.TryCreate(baseUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new ArgumentException("The base URL should look like \"http://localhost:8081\"", nameof(baseUrl));

        Token = token;
        BaseUrl = baseUrl;
        UseTestEnvironment = useTestEnvironment;
        BotId = botId;
        var server = baseUrl?.TrimEnd('/') ?? PublicServer;
        var test = useTestEnvironment ? "/test" : "";
        BaseRequestUrl = $"{server}/bot{token}{test}";
        BaseFileUrl = $"{server}/file/bot{token}{test}";
    }

    public string Token { get; }

    public string? BaseUrl { get; }

    public bool UseTestEnvironment { get; }

    /// <summary>The number before the colon of the token; Telegram's user id of the bot.</summary>
    public long BotId { get; }

    public bool LocalBotServer => BaseUrl is not null;

    public string BaseFileUrl { get; }

    public string BaseRequestUrl { get; }

    /// <summary>
    /// Longest <c>retry_after</c>, in seconds, that the client would wait out by itself. Only 0: this client never waits, its caller does.
    /// The property is here because the package's default is 60, so the same line that sets 0 is right for both.
    /// </summary>
    public int RetryThreshold
    {
        get => 0;
        set => ArgumentOutOfRangeException.ThrowIfNotEqual(value, 0);
    }
}

file static class TokenLetters
{
    public static bool ContainsOnlyTokenLetters(this ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))
                return false;
        }

        return true;
    }
}
