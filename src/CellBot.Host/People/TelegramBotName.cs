using CellBot.Host.Settings;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace CellBot.Host.People;

/// <summary>The name under which people find the bot, for links that open it.</summary>
internal static class TelegramBotName
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Without @; null if no bot is configured, or Telegram does not answer now: invitations then have no links, and their codes still work.</returns>
    public static async Task<string?> Ask(TelegramSettings settings, CancellationToken cancel)
    {
        if (settings.AllBots() is not [var (_, token), ..]) return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return (await new TelegramBotClient(new TelegramBotClientOptions(token, settings.ApiBaseUrl), cancellationToken: patience.Token).GetMe(patience.Token)).Username;
        }
        catch (Exception away) when (away is RequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
