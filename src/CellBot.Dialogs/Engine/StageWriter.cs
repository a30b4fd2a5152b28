using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Engine;

/// <summary>Decides what a due reminder of some stages says now. The person's tick asks it, merges what can be merged, and writes everything down.</summary>
public sealed record StageWriter(IReadOnlyList<Stage> Stages, Func<StageRun, ValueTask<StageVerdict>> Write);

/// <param name="Effects">For reading, and for planning the stage that follows; the message itself is sent by the tick.</param>
/// <param name="Me">The person it is for.</param>
public sealed record StageRun(Reminder Reminder, Me Me, Voice Voice, Effects Effects)
{
    public DateTimeOffset Now => Effects.Now;
}

/// <summary>One of three.</summary>
public abstract record StageVerdict
{
    /// <summary>Not sent, and why: "done", "exempt", "old version", "cancelled" …</summary>
    public sealed record Skip(string Reason) : StageVerdict;

    /// <summary>Not now: planned again for this moment.</summary>
    public sealed record Later(DateTimeOffset At) : StageVerdict;

    /// <summary>To be said now.</summary>
    /// <param name="Alone">The message when nothing else is due that day.</param>
    /// <param name="Line">One line of the merged list, without its number.</param>
    /// <param name="Go">What the line's number begins.</param>
    /// <param name="Merges">Counted as the day's one reminding message and merged into it (R3, R1, N1, N2, meeting T-3d and T-1d, drafts, snoozes); else sent by itself.</param>
    public sealed record Say(Screen Alone, string Line, Start? Go, bool Merges, Lane Lane = Lane.Bulk) : StageVerdict
    {
        /// <summary>Worthless after this moment.</summary>
        public DateTimeOffset? NotAfter { get; init; }

        /// <summary>Runs in the same commit once it is decided that it is said (counting a nudge, planning the next stage).</summary>
        public Func<ValueTask>? Then { get; init; }

        /// <summary>Runs instead of <see cref="Then"/> when the person cannot be reached now.</summary>
        public Func<ValueTask>? IfUnreachable { get; init; }

        /// <summary>After an outage: the later stage whose words these are. The planned one is recorded as overtaken.</summary>
        public Stage? SaidAs { get; init; }

        /// <summary>The chat it has to go to, instead of the one the person prefers.</summary>
        public string? AccountId { get; init; }
    }
}
