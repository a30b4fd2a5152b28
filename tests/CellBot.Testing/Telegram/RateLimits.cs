namespace CellBot.Testing.Telegram;

/// <summary>
/// The platform's patience, off until switched on: about 30 messages a second over all chats and one a second in a chat, short bursts passing (Bots FAQ).
/// It also remembers every <c>retry_after</c> given, and counts the calls that came too early.
/// </summary>
public sealed class RateLimits
{
    private readonly Dictionary<long, Bucket> chats = [];
    private Bucket overall = new(0, default);
    private readonly Dictionary<long, (DateTimeOffset From, DateTimeOffset Until)> quietChats = [];
    private (DateTimeOffset From, DateTimeOffset Until) quiet;

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
        if (!Enforced)
            return null;

        var all = overall.Filled(PerSecond, Burst, now);
        var one = chats.GetValueOrDefault(chat, new Bucket(ChatBurst, now)).Filled(PerChatPerSecond, ChatBurst, now);
        var wait = Math.Max(all.Wait(PerSecond), one.Wait(PerChatPerSecond));
        if (wait > 0)
        {
            Refused++;
            if (all.Wait(PerSecond) > 0)
                ToldToWait((int)Math.Ceiling(wait), now);
            else
                quietChats[chat] = (now + OnTheirWay, now.AddSeconds(Math.Ceiling(wait)));
            (overall, chats[chat]) = (all, one);
            return (int)Math.Ceiling(wait);
        }

        (overall, chats[chat]) = (all with { Tokens = all.Tokens - 1 }, one with { Tokens = one.Tokens - 1 });
        return null;
    }

    /// <summary>The whole bot was told to wait.</summary>
    internal void ToldToWait(int seconds, DateTimeOffset now) => quiet = (now + OnTheirWay, now.AddSeconds(seconds));

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
