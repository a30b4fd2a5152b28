namespace CellBot.Host.Settings;

public enum ZaloMode { Webhook, Polling }

/// <summary>Section <c>Zalo</c>: bots of the Zalo Bot Platform. Without a token there is no Zalo.</summary>
public sealed class ZaloSettings
{
    /// <summary>Of bot 0, as Zalo Bot Manager gave it.</summary>
    public string? Token { get; set; }

    /// <summary>Further bots by number: a free bot talks with 50 people. <c>Zalo:Bots:0:Token</c> is the same as <c>Zalo:Token</c>.</summary>
    public Dictionary<string, BotSettings> Bots { get; set; } = [];

    /// <summary>Another server of the API; null: Zalo's own.</summary>
    public string? ApiBaseUrl { get; set; }

    /// <summary>An HTTP or SOCKS5 proxy for calls of the API; null: the system's.</summary>
    public string? Proxy { get; set; }

    /// <summary>Polling is for development only: Zalo loses what is sent while nobody polls.</summary>
    public ZaloMode Mode { get; set; } = ZaloMode.Webhook;

    /// <summary>What Zalo repeats with each update, 8–256 characters; null: derived from the store's key.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Messages a second over all chats of one bot, 0.1–1000. Zalo publishes no limit.</summary>
    public double MessagesPerSecond { get; set; } = 10;

    /// <summary>Messages a second in one chat, 0.01–100.</summary>
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>Messages that may follow one another at once in one chat, 1–100.</summary>
    public int PerChatBurst { get; set; } = 3;

    /// <summary>Messages that one bot may send in a calendar month, 1–10,000,000. A free bot has 3,000.</summary>
    public int MonthlyMessages { get; set; } = 3000;

    /// <summary>How many of them are kept for answers and notices: reminders stop before. 0 to <see cref="MonthlyMessages"/>.</summary>
    public int KeptForAnswers { get; set; } = 600;

    /// <summary>People that one bot may talk with, 1–1,000,000. A free bot has 50.</summary>
    public int PeoplePerBot { get; set; } = 50;

    /// <summary>Hosts, and all below them, from which photos are fetched. An IP address written here is trusted as it is, private or not.</summary>
    public string PhotoHosts { get; set; } = "zdn.vn zadn.vn zalo.me zaloapp.com zapps.me zaloplatforms.com";

    /// <summary>How long Zalo holds a poll when nothing is there, in seconds, 1–50.</summary>
    public int PollSeconds { get; set; } = 30;

    /// <summary>Number and token of each bot.</summary>
    public IReadOnlyList<(string Bot, string Token)> AllBots() => BotTokens.All(Token, Bots);

    public IReadOnlyList<string> AllPhotoHosts() => PhotoHosts.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);

    internal void Validate(WebSettings web)
    {
        BotTokens.Validate("Zalo", "Zalo Bot Manager", Token, Bots);
        SettingChecks.Server("Zalo:ApiBaseUrl", ApiBaseUrl, "https://bot-api.zaloplatforms.com");
        SettingChecks.Proxy("Zalo:Proxy", Proxy);
        SettingChecks.Range("Zalo:MessagesPerSecond", MessagesPerSecond, 0.1, 1000);
        SettingChecks.Range("Zalo:PerChatPerSecond", PerChatPerSecond, 0.01, 100);
        SettingChecks.Range("Zalo:PerChatBurst", PerChatBurst, 1, 100);
        SettingChecks.Range("Zalo:MonthlyMessages", MonthlyMessages, 1, 10_000_000);
        SettingChecks.Range("Zalo:KeptForAnswers", KeptForAnswers, 0, MonthlyMessages);
        SettingChecks.Range("Zalo:PeoplePerBot", PeoplePerBot, 1, 1_000_000);
        SettingChecks.Range("Zalo:PollSeconds", PollSeconds, 1, 50);
        if (WebhookSecret is { Length: < 8 or > 256 })
            throw new SettingException("Zalo:WebhookSecret", "is too short or too long. Give 8 to 256 characters, or leave it out.");
        if (WebhookSecret is not null && WebhookSecret.Any(c => c is <= ' ' or > '~'))
            throw new SettingException("Zalo:WebhookSecret", "has characters that no header carries. Use letters and digits, or leave it out.");
        if (AllPhotoHosts().Count == 0 || AllPhotoHosts().Any(host => Uri.CheckHostName(host) is UriHostNameType.Unknown))
            throw new SettingException("Zalo:PhotoHosts", "is not a list of hosts. Write it like zdn.vn zadn.vn, or leave it out.");
        if (AllBots().Count == 0)
            return;
        if (web.PublicUrl is null)
            throw new SettingException("Web:PublicUrl", "is empty, and Zalo needs it: members send and fetch documents by links, and Zalo delivers messages there. Write it like https://cellbot.example.vn.");
        if (ApiBaseUrl is null && !web.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw new SettingException("Web:PublicUrl", "does not begin with https://, and Zalo delivers to nothing else. Put a web server with a certificate before CellBot.");
    }
}
