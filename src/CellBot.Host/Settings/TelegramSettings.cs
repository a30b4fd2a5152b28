namespace CellBot.Host.Settings;

public enum TelegramMode { Polling, Webhook }

/// <summary>Section <c>Telegram</c>. Without a token there is no Telegram.</summary>
public sealed class TelegramSettings
{
    /// <summary>Of bot 0, as BotFather gave it.</summary>
    public string? Token { get; set; }

    /// <summary>Further bots by number; <c>Telegram:Bots:0:Token</c> is the same as <c>Telegram:Token</c>.</summary>
    public Dictionary<string, TelegramBotSettings> Bots { get; set; } = [];

    /// <summary>Another Bot API server, such as <c>http://localhost:8081</c>; null: Telegram's own.</summary>
    public string? ApiBaseUrl { get; set; }

    /// <summary>An HTTP or SOCKS5 proxy, such as <c>socks5://127.0.0.1:1080</c>; null: the system's.</summary>
    public string? Proxy { get; set; }

    public TelegramMode Mode { get; set; } = TelegramMode.Polling;

    /// <summary>Messages a second over all chats of one bot, 0.1–1000. Telegram asks for about 30 (Bots FAQ).</summary>
    public double MessagesPerSecond { get; set; } = 30;

    /// <summary>Messages a second in one chat, 0.01–100. Telegram asks for about 1.</summary>
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>Messages that may follow one another at once in one chat, 1–100.</summary>
    public int PerChatBurst { get; set; } = 3;

    /// <summary>How long Telegram holds a poll when nothing is there, in seconds, 1–50.</summary>
    public int PollSeconds { get; set; } = 30;

    /// <summary>Number and token of each bot.</summary>
    public IReadOnlyList<(string Bot, string Token)> AllBots() =>
    [
        .. string.IsNullOrWhiteSpace(Token) ? Array.Empty<(string, string)>() : [("0", Token.Trim())],
        .. Bots.Where(bot => bot.Key != "0" || string.IsNullOrWhiteSpace(Token)).OrderBy(bot => bot.Key, StringComparer.Ordinal).Select(bot => (bot.Key, bot.Value.Token?.Trim() ?? "")),
    ];

    internal void Validate()
    {
        foreach (var (bot, token) in AllBots())
        {
            var setting = bot == "0" && !string.IsNullOrWhiteSpace(Token) ? "Telegram:Token" : $"Telegram:Bots:{bot}:Token";
            if (bot.Length is 0 or > 9 || !bot.All(char.IsAsciiDigit))
                throw new SettingException($"Telegram:Bots:{bot}", "is not a number. Number the bots 0, 1, 2 …");
            if (!LooksLikeToken(token))
                throw new SettingException(setting, "is not a bot token. Copy it from BotFather: digits, a colon, letters.");
        }

        if (AllBots().GroupBy(bot => bot.Token).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SettingException("Telegram:Bots", $"gives the same token to bots {string.Join(" and ", twice.Select(bot => bot.Bot))}. Each bot needs its own.");
        if (ApiBaseUrl is not null && !(Uri.TryCreate(ApiBaseUrl, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"))
            throw new SettingException("Telegram:ApiBaseUrl", "is not an address. Write it like http://localhost:8081, or leave it out.");
        if (Proxy is not null && !(Uri.TryCreate(Proxy, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks4" or "socks5"))
            throw new SettingException("Telegram:Proxy", "is not an address. Write it like socks5://127.0.0.1:1080, or leave it out.");
        Range("Telegram:MessagesPerSecond", MessagesPerSecond, 0.1, 1000);
        Range("Telegram:PerChatPerSecond", PerChatPerSecond, 0.01, 100);
        Range("Telegram:PerChatBurst", PerChatBurst, 1, 100);
        Range("Telegram:PollSeconds", PollSeconds, 1, 50);
        if (Mode is TelegramMode.Webhook)
            throw new SettingException("Telegram:Mode", "Webhook is not in this release. Set it to Polling.");
    }

    private static bool LooksLikeToken(string token)
    {
        var colon = token.IndexOf(':');
        return colon is > 0 and <= 16 && token.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0
            && token.Length > colon + 1 && token.AsSpan(colon + 1).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
    }

    private static void Range(string setting, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw new SettingException(setting, FormattableString.Invariant($"is {value}. Give a number from {least} to {most}."));
    }
}

/// <summary>Section <c>Telegram:Bots:N</c>.</summary>
public sealed class TelegramBotSettings
{
    public string? Token { get; set; }
}
