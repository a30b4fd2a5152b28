using CellBot.Host.Channels.Telegram;
using CellBot.Host.Settings;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace CellBot.Host.People;

/// <summary>The name under which people find the bot, for links that open it.</summary>
internal static class TelegramBotName
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Of the first bot that the settings name.</summary>
    /// <returns>Without @; null without a bot, or if Telegram does not answer now: invitations then have no links, and their codes still work.</returns>
    public static async Task<string?> Ask(TelegramSettings settings, CancellationToken cancel)
    {
        if (settings.AllBots() is not [var (_, token), ..])
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return (await TelegramBots.Client(token, settings, Patience).GetMe(patience.Token)).Username;
        }
        catch (Exception away) when (away is RequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
