namespace CellBot.Host.Settings;

/// <summary>Section <c>Web</c>.</summary>
public sealed class WebSettings
{
    /// <summary>Where the pages are served, several separated by ";". Port 0: any that is free.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>How the pages are reached from outside, for links and webhooks; null: not at all.</summary>
    public string? PublicUrl { get; set; }

    internal void Validate()
    {
        foreach (var url in Urls.Split(';', StringSplitOptions.TrimEntries))
            if (!(Uri.TryCreate(url.Replace("//*", "//localhost").Replace("//+", "//localhost"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
                throw new SettingException("Web:Urls", "is not an address. Write it like http://127.0.0.1:5080.");
        if (PublicUrl is not null && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var outside) && outside.Scheme is "http" or "https"))
            throw new SettingException("Web:PublicUrl", "is not an address. Write it like https://cellbot.example.vn, or leave it out.");
    }
}

/// <summary>Section <c>Demo</c>.</summary>
public sealed class DemoSettings
{
    public bool Enabled { get; set; }
}
