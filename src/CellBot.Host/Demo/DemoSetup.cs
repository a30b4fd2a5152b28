using System.Net;
using CellBot.Host.Settings;

namespace CellBot.Host.Demo;

/// <summary>
/// The two-minute start. The demo is on where no bot is configured, or by <c>Demo:Enabled</c>. Whoever opens its pages is whoever they pick there, so it stays on this machine
/// and in a store of its own.
/// </summary>
internal static class DemoSetup
{
    /// <summary>Settles whether the demo is on, and where it keeps its store.</summary>
    /// <exception cref="SettingException">The demo would be reached from other machines, or share a database with others.</exception>
    public static void Apply(HostSettings settings, IConfiguration configuration)
    {
        var said = configuration["Demo:Enabled"];
        settings.Demo.Enabled = string.IsNullOrWhiteSpace(said) ? settings.Telegram.AllBots().Count + settings.Zalo.AllBots().Count == 0 && settings.Storage.IsEmbedded : settings.Demo.Enabled;
        if (!settings.Demo.Enabled) return;
        if (!settings.Storage.IsEmbedded)
            throw new SettingException("Demo:Enabled", "is true, and the demo keeps its data in a file of its own. Leave Storage:Engine out, or set Demo:Enabled to false.");

        foreach (var url in settings.Web.Urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!(Uri.TryCreate(url, UriKind.Absolute, out var address) && IsLoopback(address.Host)))
                throw new SettingException("Web:Urls", $"is {url}, and the demo is only for this machine: anybody who opens it can be anybody in it. Set it to http://127.0.0.1:5080, or Demo:Enabled to false.");
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            throw new SettingException("Kestrel:Endpoints", "is set, and the demo is only for this machine. Leave it out, or set Demo:Enabled to false.");
        if (string.IsNullOrWhiteSpace(configuration["Storage:Path"])) settings.Storage.Path = DefaultPath();
    }

    /// <summary>A directory of its own among the user's application data: a cell's real store never lies there.</summary>
    public static string DefaultPath() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "cellbot", "demo", "demo.db");

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
