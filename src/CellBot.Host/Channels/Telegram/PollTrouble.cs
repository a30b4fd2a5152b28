using CellBot.Host.Health;
using Telegram.Bot.Exceptions;

namespace CellBot.Host.Channels.Telegram;

/// <summary>How long to leave Telegram alone after a poll (or a look at the webhook) that failed, and what the operator is to know.</summary>
internal sealed class PollTrouble
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TokenRefused = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Conflict = TimeSpan.FromSeconds(3);

    /// <summary>Trouble that lasts so long will not pass by itself.</summary>
    private static readonly TimeSpan Red = TimeSpan.FromMinutes(2);

    /// <summary>An answer sooner than this did not wait at all.</summary>
    private static readonly TimeSpan TooSoon = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestAfterEmpty = TimeSpan.FromSeconds(5);

    private int failures;
    private int emptyAtOnce;
    private DateTimeOffset? since;

    /// <returns>Whether there was any.</returns>
    public bool Over()
    {
        var was = since is not null;
        (failures, emptyAtOnce, since) = (0, 0, null);
        return was;
    }

    /// <summary>Some servers answer an empty poll at once instead of holding it; then the rate is ours to bound.</summary>
    /// <returns>Null: poll again at once.</returns>
    public TimeSpan? AfterEmpty(TimeSpan asked, TimeSpan took)
    {
        (failures, since) = (0, null);
        if (asked == TimeSpan.Zero || took >= TooSoon)
        {
            emptyAtOnce = 0;
            return null;
        }

        return Doubled(First, emptyAtOnce++, LongestAfterEmpty);
    }

    public (TimeSpan Pause, HealthColor Color, string Reason) After(RequestException accident, string bot, DateTimeOffset now)
    {
        since ??= now;
        var lasting = now - since >= Red ? HealthColor.Red : HealthColor.Yellow;
        var own = Doubled(First, failures++, Longest);
        return accident switch
        {
            ApiRequestException { ErrorCode: 401 or 404 } => (TokenRefused, HealthColor.Red, TokenIsRefused(bot)),
            ApiRequestException { ErrorCode: 409 } when TelegramAnswers.Says(accident, "webhook") => (First, lasting, $"A webhook was set for bot {bot}; it is taken away, because Telegram:Mode is Polling."),
            ApiRequestException { ErrorCode: 409 } => (Conflict, failures > 3 ? HealthColor.Red : HealthColor.Yellow, $"Another program receives for bot {bot}. Stop it, or give it a token of its own."),
            ApiRequestException { Parameters.RetryAfter: { } seconds } => (TimeSpan.FromSeconds(seconds), lasting, "Telegram asks to wait."),
            ApiRequestException refusal => (own, lasting, $"Telegram refuses to give updates (error {refusal.ErrorCode})."),
            _ when TelegramAnswers.NeverConnected(accident) => (own, lasting, "Telegram cannot be reached. Check the network, Telegram:ApiBaseUrl and Telegram:Proxy."),
            _ => (own, lasting, "The connection to Telegram broke."),
        };
    }

    public static string TokenIsRefused(string bot) =>
        $"Telegram refuses the token of bot {bot}. Copy the token from BotFather into {(bot == "0" ? "Telegram:Token" : $"Telegram:Bots:{bot}:Token")} and start again.";

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest) => TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(times, 20)));
}
