using CellBot.Dialogs.Speech;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Engine;

/// <summary>One folder of the product: its dialogs, what follows from their facts, and what the clock brings.</summary>
public sealed record Feature(IReadOnlyList<DialogKind> Dialogs, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<Tick> Ticks)
{
    /// <summary>What its reminders say when they fall due.</summary>
    public IReadOnlyList<StageWriter> Stages { get; init; } = [];
}

/// <summary>Something that comes with time. The host asks what is due and settles each in a commit of its own; run twice, it finds nothing the second time.</summary>
/// <param name="Due">Ids of what is due at this moment (persons, notices …), at most the given number.</param>
/// <param name="Settle">Decides about one id. Writes down what it did or why it did nothing, so that the id is due no more.</param>
public sealed record Tick(string Name, Func<IReader, DateTimeOffset, int, ValueTask<IReadOnlyList<string>>> Due, Func<TickRun, ValueTask> Settle)
{
    /// <summary>Each settling does a part of something large: it is settled some times in a row before other ticks have their turn.</summary>
    public bool InChunks { get; init; }

    /// <summary>When something will be due next, local; null when nothing waits. The virtual clock jumps from one to the next.</summary>
    public required Func<IReader, ValueTask<DateTimeOffset?>> Next { get; init; }
}

/// <param name="Now">Local (+07:00).</param>
public sealed record TickRun(string Id, IDesk Desk, Phrasebook Words, DateTimeOffset Now)
{
    /// <summary>What the channels of the people concerned can do.</summary>
    public IChannelGuide Guide { get; init; } = IChannelGuide.Able;

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <param name="causeId">Names the cause in the ids of what is written; derived, never counted.</param>
    public Effects Because(string causeId) => new(Desk, Words, causeId, Now, null, null);
}
