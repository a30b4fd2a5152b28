namespace CellBot.Testing.Telegram;

/// <summary>
/// The platform's patience, off until switched on: about 30 messages a second over all chats and one a second in a chat, short bursts passing (Bots FAQ).
/// It also remembers every <c>retry_after</c> given, and counts the calls that came too early. An answer does not say whether the chat's messages were too many or the bot's:
/// whoever is told in one chat leaves that one alone, and whoever is told in a second one meanwhile, all.
/// </summary>
public sealed class RateLimits
{
    private readonly Dictionary<long, Bucket> chats = [];
    private Bucket overall = new(0, default);
    private readonly Dictionary<long, (DateTimeOffset From, DateTimeOffset Until)> quietChats = [];
    private (DateTimeOffset From, DateTimeOffset Until) quiet;
    private DateTimeOffset refusedUntil;

    public bool Enforced { get; set; }

    public double PerSecond { get; set; } = 30;

    /// <summary>Messages that may come at once over all chats.</summary>
    public double Burst { get; set; } = 33;

    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>Messages that may come at once in one chat.</summary>
    public double ChatBurst { get; set; } = 4;

    /// <summary>How many sends were refused because they came too fast.</summary>
    public int Refused { get; private set; }

    /// <summary>How many sends and edits came while the bot, or the bot in that chat, had been told to wait.</summary>
    public int CallsWhileToldToWait { get; private set; }

    /// <summary>Calls that early after a 429 are forgiven: they were on their way.</summary>
    public TimeSpan OnTheirWay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Seconds to wait; null when the message may pass.</summary>
    internal int? Check(long chat, DateTimeOffset now)
    {
        if (refusedUntil > now)
        {
            var left = (int)Math.Ceiling((refusedUntil - now).TotalSeconds);
            Refused++;
            ToldToWait(chat, left, now);
            return left;
        }

        if (!Enforced)
            return null;

        var all = overall.Filled(PerSecond, Burst, now);
        var one = chats.GetValueOrDefault(chat, new Bucket(ChatBurst, now)).Filled(PerChatPerSecond, ChatBurst, now);
        var wait = Math.Max(all.Wait(PerSecond), one.Wait(PerChatPerSecond));
        if (wait > 0)
        {
            Refused++;
            ToldToWait(chat, (int)Math.Ceiling(wait), now);
            (overall, chats[chat]) = (all, one);
            return (int)Math.Ceiling(wait);
        }

        (overall, chats[chat]) = (all with { Tokens = all.Tokens - 1 }, one with { Tokens = one.Tokens - 1 });
        return null;
    }

    /// <summary>A call was refused, and perhaps all others will be for so long.</summary>
    internal void Flood(long? chat, int seconds, bool wholeBot, DateTimeOffset now)
    {
        if (wholeBot)
            refusedUntil = now.AddSeconds(seconds);
        ToldToWait(chat, seconds, now);
    }

    private void ToldToWait(long? chat, int seconds, DateTimeOffset now)
    {
        var span = (now + OnTheirWay, now.AddSeconds(seconds));
        if (chat is null || quietChats.Any(other => other.Key != chat && other.Value.Until > now))
            quiet = span;
        if (chat is { } id)
            quietChats[id] = span;
    }

    internal void NoteCall(long? chat, DateTimeOffset now)
    {
        if (IsWithin(quiet, now) || (chat is { } id && quietChats.TryGetValue(id, out var own) && IsWithin(own, now)))
            CallsWhileToldToWait++;
    }

    private static bool IsWithin((DateTimeOffset From, DateTimeOffset Until) span, DateTimeOffset now) => now >= span.From && now < span.Until;

    private readonly record struct Bucket(double Tokens, DateTimeOffset At)
    {
        public Bucket Filled(double perSecond, double capacity, DateTimeOffset now) =>
            At == default ? new Bucket(capacity, now) : new Bucket(Math.Min(capacity, Tokens + ((now - At).TotalSeconds * perSecond)), now);

        public double Wait(double perSecond) => Tokens >= 1 ? 0 : (1 - Tokens) / perSecond;
    }
}
