namespace CellBot.Host.Sending;

/// <summary>How fast one bot may write.</summary>
/// <param name="PerSecond">Over all chats.</param>
/// <param name="PerChatPerSecond">In one chat.</param>
/// <param name="ChatBurst">Messages that may follow one another at once in one chat.</param>
public sealed record Pace(double PerSecond, double PerChatPerSecond, int ChatBurst)
{
    /// <summary>For a channel that has no limit of its own.</summary>
    public static readonly Pace Free = new(10_000, 1_000, 1_000);
}

/// <summary>
/// When one bot may send its next message: a bucket for the bot and one for each chat, and the pauses that the platform asked for. Answers are never held back
/// by a bucket, but each takes its drop, so that notices make room for them. Not thread-safe.
/// </summary>
public sealed class Pacer(Pace pace)
{
    /// <summary>Over all chats so many may follow one another at once: enough to keep the rate although timers are coarse.</summary>
    private const double BotBurst = 2;

    private readonly Dictionary<string, Bucket> chats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> chatPauses = new(StringComparer.Ordinal);
    private (string Chat, DateTimeOffset Until)? flooded;
    private DateTimeOffset lastChatPause = DateTimeOffset.MinValue;
    private Bucket bot = new(BotBurst, DateTimeOffset.MinValue);
    private int tidyAt = 1024;

    /// <summary>The platform asked the whole bot to be silent until then.</summary>
    public DateTimeOffset PausedUntil { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>How long an answer has to wait: only for what the platform asked.</summary>
    public TimeSpan WaitForAnswer(string chat, DateTimeOffset now)
    {
        var until = chatPauses.Count > 0 && chatPauses.TryGetValue(chat, out var chatUntil) && chatUntil > PausedUntil ? chatUntil : PausedUntil;
        return until > now ? until - now : TimeSpan.Zero;
    }

    /// <summary>How long a paced message has to wait.</summary>
    public TimeSpan WaitFor(string chat, DateTimeOffset now)
    {
        var wait = Longer(WaitForAnswer(chat, now), bot.Filled(pace.PerSecond, BotBurst, now).Wait(pace.PerSecond));
        return chats.TryGetValue(chat, out var bucket) ? Longer(wait, bucket.Filled(pace.PerChatPerSecond, pace.ChatBurst, now).Wait(pace.PerChatPerSecond)) : wait;
    }

    /// <summary>How long until any paced message may go.</summary>
    public TimeSpan WaitForAny(DateTimeOffset now) =>
        Longer(PausedUntil > now ? PausedUntil - now : TimeSpan.Zero, bot.Filled(pace.PerSecond, BotBurst, now).Wait(pace.PerSecond));

    /// <summary>How many paced messages could go within this time if none were answers.</summary>
    public int Within(TimeSpan time, DateTimeOffset now) => PausedUntil > now + time
        ? 0
        : (int)Math.Max(0, Math.Floor(bot.Filled(pace.PerSecond, BotBurst, now).Drops + (time.TotalSeconds * pace.PerSecond)));

    /// <summary>A message goes out now.</summary>
    public void Count(string chat, DateTimeOffset now)
    {
        bot = bot.Filled(pace.PerSecond, BotBurst, now).Taken(pace.PerSecond);
        chats[chat] = (chats.TryGetValue(chat, out var bucket) ? bucket : new Bucket(pace.ChatBurst, now))
            .Filled(pace.PerChatPerSecond, pace.ChatBurst, now).Taken(pace.PerChatPerSecond);
        if (chats.Count >= tidyAt)
            Tidy(now);
    }

    /// <summary>The platform asked the bot to wait.</summary>
    public void Pause(DateTimeOffset until)
    {
        if (until > PausedUntil)
            PausedUntil = until;
    }

    /// <summary>
    /// The platform refused a message as one too many. Its answer to a chat's own flood and to the bot's is the same, and one talkative chat must not silence a country: so the
    /// first holds that chat only, and another chat's, while that one is still to be left alone, holds the bot.
    /// </summary>
    public void TooMany(string chat, DateTimeOffset until, DateTimeOffset now)
    {
        PauseChat(chat, until);
        if (flooded is { } before && before.Chat != chat && before.Until > now)
            Pause(until);
        if (flooded is not { } longest || longest.Chat == chat || longest.Until < until)
            flooded = (chat, until);
    }

    /// <summary>Whether some chat may have to be left alone.</summary>
    public bool HoldsAChat(DateTimeOffset now) => lastChatPause > now;

    /// <summary>The platform asked to leave one chat alone.</summary>
    public void PauseChat(string chat, DateTimeOffset until)
    {
        if (until > lastChatPause)
            lastChatPause = until;
        if (!chatPauses.TryGetValue(chat, out var before) || until > before)
            chatPauses[chat] = until;
    }

    /// <summary>Forgets the chats whose buckets are full again.</summary>
    private void Tidy(DateTimeOffset now)
    {
        foreach (var (chat, bucket) in chats)
            if (bucket.Filled(pace.PerChatPerSecond, pace.ChatBurst, now).Drops >= pace.ChatBurst)
                chats.Remove(chat);
        foreach (var (chat, until) in chatPauses)
            if (until <= now)
                chatPauses.Remove(chat);
        tidyAt = Math.Max(1024, chats.Count * 2);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <param name="Drops">Messages that may go at once; below 0 after answers that went all the same.</param>
    private readonly record struct Bucket(double Drops, DateTimeOffset At)
    {
        public Bucket Filled(double perSecond, double capacity, DateTimeOffset now) =>
            now <= At ? this : new Bucket(Math.Min(capacity, Drops + ((now - At).TotalSeconds * perSecond)), now);

        // A flood of answers is forgotten after a second's worth: it must not silence the notices for minutes.
        public Bucket Taken(double perSecond) => this with { Drops = Math.Max(Drops - 1, -Math.Max(1, perSecond)) };

        public TimeSpan Wait(double perSecond) => Drops >= 1 ? TimeSpan.Zero : TimeSpan.FromTicks((long)Math.Ceiling((1 - Drops) / perSecond * TimeSpan.TicksPerSecond));
    }
}
