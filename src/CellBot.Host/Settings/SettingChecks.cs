namespace CellBot.Host.Settings;

/// <summary>What several sections check alike.</summary>
internal static class SettingChecks
{
    public static void Range(string setting, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw new SettingException(setting, FormattableString.Invariant($"is {value}. Give a number from {least} to {most}."));
    }

    /// <param name="like">An example for the operator.</param>
    public static void Server(string setting, string? address, string like)
    {
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"))
            throw new SettingException(setting, $"is not an address. Write it like {like}, or leave it out.");
    }

    public static void Proxy(string setting, string? address)
    {
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks4" or "socks5"))
            throw new SettingException(setting, "is not an address. Write it like socks5://127.0.0.1:1080, or leave it out.");
    }
}
