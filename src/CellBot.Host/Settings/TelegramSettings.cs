namespace CellBot.Host.Settings;

public enum TelegramMode { Polling, Webhook }

/// <summary>Section <c>Telegram</c>. Without a token there is no Telegram.</summary>
public sealed class TelegramSettings
{
    /// <summary>Of bot 0, as BotFather gave it.</summary>
    public string? Token { get; set; }

    /// <summary>Further bots by number; <c>Telegram:Bots:0:Token</c> is the same as <c>Telegram:Token</c>.</summary>
    public Dictionary<string, BotSettings> Bots { get; set; } = [];

    /// <summary>Another Bot API server, such as <c>http://localhost:8081</c>; null: Telegram's own.</summary>
    public string? ApiBaseUrl { get; set; }

    /// <summary>An HTTP or SOCKS5 proxy, such as <c>socks5://127.0.0.1:1080</c>; null: the system's.</summary>
    public string? Proxy { get; set; }

    public TelegramMode Mode { get; set; } = TelegramMode.Polling;

    /// <summary>Any words: what Telegram repeats with each update is derived from them, from the store's key and from the bot's number. Other words, other secrets; null: without.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Messages a second over all chats of one bot, 0.1–1000. Telegram asks for about 30 (Bots FAQ).</summary>
    public double MessagesPerSecond { get; set; } = 30;

    /// <summary>Messages a second in one chat, 0.01–100. Telegram asks for about 1.</summary>
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>Messages that may follow one another at once in one chat, 1–100.</summary>
    public int PerChatBurst { get; set; } = 3;

    /// <summary>How long Telegram holds a poll when nothing is there, in seconds, 1–50.</summary>
    public int PollSeconds { get; set; } = 30;

    /// <summary>Number and token of each bot.</summary>
    public IReadOnlyList<(string Bot, string Token)> AllBots() => BotTokens.All(Token, Bots);

    internal void Validate(WebSettings web)
    {
        BotTokens.Validate("Telegram", "BotFather", Token, Bots);
        SettingChecks.Server("Telegram:ApiBaseUrl", ApiBaseUrl, "http://localhost:8081");
        SettingChecks.Proxy("Telegram:Proxy", Proxy);
        SettingChecks.Range("Telegram:MessagesPerSecond", MessagesPerSecond, 0.1, 1000);
        SettingChecks.Range("Telegram:PerChatPerSecond", PerChatPerSecond, 0.01, 100);
        SettingChecks.Range("Telegram:PerChatBurst", PerChatBurst, 1, 100);
        SettingChecks.Range("Telegram:PollSeconds", PollSeconds, 1, 50);
        if (Mode is not TelegramMode.Webhook || AllBots().Count == 0)
            return;
        if (web.PublicUrl is null)
            throw new SettingException("Web:PublicUrl", "is empty, and with Telegram:Mode=Webhook Telegram delivers there. Write it like https://cellbot.example.vn, or set Telegram:Mode to Polling.");
        // A server of one's own delivers anywhere.
        if (ApiBaseUrl is null && !(new Uri(web.PublicUrl) is { Scheme: "https", Port: 443 or 80 or 88 or 8443 }))
            throw new SettingException("Web:PublicUrl", "is not https on port 443, 80, 88 or 8443, and Telegram delivers to nothing else. Put a web server with a certificate before CellBot, or set Telegram:Mode to Polling.");
    }
}
