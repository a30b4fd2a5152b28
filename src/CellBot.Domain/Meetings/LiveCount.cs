using CellBot.Domain.Records;

namespace CellBot.Domain.Meetings;

/// <summary>
/// The report of a notice whose text is kept up to date while answers come, where the channel can edit. Id: the meeting's. Answers only ask for a new
/// count, at most once until it is made; a tick makes it, so that no answer writes what another one writes.
/// </summary>
public sealed record LiveCount(string Id) : Record(Id), IOwned
{
    public required string PersonId { get; init; }
    /// <summary>The outbox row that is edited.</summary>
    public required string MessageId { get; init; }
    /// <summary>The notice that the report is about, whose ledger it shows.</summary>
    public string? NoticeId { get; init; }
    /// <summary>When the next count is made, local; null while nothing has changed.</summary>
    public DateTimeOffset? DueAt { get; init; }
    /// <summary>The moment for which a count is being made, local: answers written down from here on ask for another one, so that none is missed. Null: none is.</summary>
    public DateTimeOffset? Counting { get; init; }
    /// <summary>The newest edit's row: while that waits, the next one takes its place.</summary>
    public string? EditId { get; init; }

    string IOwned.KeyOwner => PersonId;

    /// <summary>Counts to make. Key: due, UTC.</summary>
    public static readonly Index<LiveCount> ByDue = new("by_due", count => (count.Counting ?? count.DueAt) is { } at ? $"{at.UtcDateTime:yyyyMMddHHmmss}" : null);
}
