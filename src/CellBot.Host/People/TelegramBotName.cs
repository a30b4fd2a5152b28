using CellBot.Host.Settings;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace CellBot.Host.People;

/// <summary>The name under which people find the bot, for links that open it.</summary>
internal static class TelegramBotName
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Of the first bot that the settings name.</summary>
    public static Task<string?> Ask(TelegramSettings settings, CancellationToken cancel) =>
        Ask(settings.AllBots() is [var (_, token), ..] ? token : null, settings.ApiBaseUrl, cancel);

    /// <param name="token">Null: no bot is configured.</param>
    /// <param name="baseUrl">Another Bot API server; null: Telegram's own.</param>
    /// <returns>Without @; null without a bot, or if Telegram does not answer now: invitations then have no links, and their codes still work.</returns>
    public static async Task<string?> Ask(string? token, string? baseUrl, CancellationToken cancel)
    {
        if (token is null) return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return (await new TelegramBotClient(new TelegramBotClientOptions(token, baseUrl), cancellationToken: patience.Token).GetMe(patience.Token)).Username;
        }
        catch (Exception away) when (away is RequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
