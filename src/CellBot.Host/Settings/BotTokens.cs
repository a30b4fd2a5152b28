namespace CellBot.Host.Settings;

/// <summary>The bots of one platform, as settings give them: <c>Token</c> is bot 0, <c>Bots:N:Token</c> the others.</summary>
internal static class BotTokens
{
    /// <summary>Number and token of each bot, in the order of their numbers as text.</summary>
    public static IReadOnlyList<(string Bot, string Token)> All(string? token, Dictionary<string, BotSettings> bots) =>
    [
        .. string.IsNullOrWhiteSpace(token) ? Array.Empty<(string, string)>() : [("0", token.Trim())],
        .. bots.Where(bot => bot.Key != "0" || string.IsNullOrWhiteSpace(token)).OrderBy(bot => bot.Key, StringComparer.Ordinal).Select(bot => (bot.Key, bot.Value.Token?.Trim() ?? "")),
    ];

    /// <param name="section">"Telegram", "Zalo".</param>
    /// <param name="giver">Who gives tokens, for the operator.</param>
    /// <exception cref="SettingException">A number or a token is wrong, or one token is given twice.</exception>
    public static void Validate(string section, string giver, string? token, Dictionary<string, BotSettings> bots)
    {
        var all = All(token, bots);
        foreach (var (bot, own) in all)
        {
            if (bot.Length is 0 or > 9 || !bot.All(char.IsAsciiDigit))
                throw new SettingException($"{section}:Bots:{bot}", "is not a number. Number the bots 0, 1, 2 …");
            if (!LooksLikeToken(own))
                throw new SettingException(bot == "0" && !string.IsNullOrWhiteSpace(token) ? $"{section}:Token" : $"{section}:Bots:{bot}:Token",
                    $"is not a bot token. Copy it from {giver}: digits, a colon, letters.");
        }

        if (all.GroupBy(bot => bot.Token).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SettingException($"{section}:Bots", $"gives the same token to bots {string.Join(" and ", twice.Select(bot => bot.Bot))}. Each bot needs its own.");
    }

    private static bool LooksLikeToken(string token)
    {
        var colon = token.IndexOf(':');
        return colon is > 0 and <= 20 && token.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0
            && token.Length > colon + 1 && token.AsSpan(colon + 1).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
    }
}

/// <summary>Section <c>Bots:N</c> of a platform.</summary>
public sealed class BotSettings
{
    public string? Token { get; set; }
}
