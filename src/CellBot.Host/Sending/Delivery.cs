namespace CellBot.Host.Sending;

/// <summary>What became of sending one message (design.md, section 7). A closed set.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <summary>Parts of the message (pictures, pieces of a long text) that are surely out; trying again begins after them.</summary>
    public int PartsDone { get; init; }

    /// <summary>A good answer.</summary>
    /// <param name="PlatformId">The message's id on the platform, for editing it; null where there is none.</param>
    public sealed record Sent(string? PlatformId) : Delivery;

    /// <summary>Nothing was sent: no connection, or a well-formed refusal that will pass.</summary>
    /// <param name="Wait">As the platform asked; null: as <see cref="RetrySchedule"/> says.</param>
    /// <param name="WholeBot">The platform refuses the bot, or is away: other chats wait as well.</param>
    public sealed record TryLater(TimeSpan? Wait, bool WholeBot) : Delivery
    {
        /// <summary>It was one message too many, and the platform does not say whether for the chat or for the bot: <see cref="Pacer.TooMany"/> tells.</summary>
        public bool TooMany { get; init; }
    }

    /// <summary>
    /// Nothing was sent, and nothing will be taken before that moment: a month's quota. Another account of the person is tried first, but for an answer; then it waits if it
    /// will still be worth something, and the rest of the chat goes on.
    /// </summary>
    public sealed record Parked(DateTimeOffset Until, string Reason) : Delivery;

    /// <summary>A well-formed refusal that will not change.</summary>
    /// <param name="Reason">The platform's own word; never a person's words.</param>
    public sealed record GivenUp(string Reason) : Delivery;

    /// <summary>Blocked, deactivated, or never started.</summary>
    public sealed record Unreachable(string Reason) : Delivery;

    /// <summary>The request was written, and what became of it is not known.</summary>
    public sealed record Unknown : Delivery;
}
