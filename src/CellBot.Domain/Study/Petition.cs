using CellBot.Domain.Records;

namespace CellBot.Domain.Study;

public enum PetitionStatus { New, Acknowledged, Forwarded, Answered, Closed }

/// <summary>A proposal to the cell or above, kept apart from the essay and tracked to an answer. Id: "{unit}/kn/{number}": the number is the next free one of the cell.</summary>
public sealed record Petition(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    public required string AuthorId { get; init; }
    public string? ReflectionId { get; init; }
    public required int Number { get; init; }
    public required string Text { get; init; }
    public PetitionStatus Status { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>Inclusive: acknowledged, answered or forwarded by the end of this day.</summary>
    public required DateTimeOffset DueAt { get; init; }
    /// <summary>When somebody who may answer was shown it; null while it waits with its reflection.</summary>
    public DateTimeOffset? ToldAt { get; init; }
    public string? AnswerText { get; init; }
    public string? AnsweredBy { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? ForwardedToUnitId { get; init; }

    string IOwned.KeyOwner => AuthorId;

    public static string IdOf(string unitId, int number) => $"{unitId}/kn/{number}";

    /// <summary>All of a unit, by number. Key: "{unit}/{number, 6 digits}".</summary>
    public static readonly Index<Petition> ByUnit = new("by_unit", p => $"{p.UnitId}/{p.Number:D6}");

    /// <summary>Neither answered nor forwarded. Key: "{unit}/{due}".</summary>
    public static readonly Index<Petition> Open = new("open", p => p.Status is PetitionStatus.New or PetitionStatus.Acknowledged ? $"{p.UnitId}/{p.DueAt.UtcDateTime:yyyyMMdd}" : null);
}
