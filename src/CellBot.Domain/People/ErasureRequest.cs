using CellBot.Domain.Records;

namespace CellBot.Domain.People;

/// <summary>
/// Somebody wants everything about them erased. Whoever decides about the person's papers does it, or the clock when its day has come: a request is never forgotten.
/// Id: "{person}/{asked, local, to the second}". Holds ids and moments only.
/// </summary>
public sealed record ErasureRequest(string Id) : Record(Id)
{
    public required string ParticipantId { get; init; }
    /// <summary>The cell at that time; null for someone who had left.</summary>
    public string? UnitId { get; init; }
    /// <summary>The chat it was asked in, where the last word goes.</summary>
    public required string AccountId { get; init; }
    /// <summary>Local (+07:00).</summary>
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>Inclusive: the end of the last day that the law leaves (<see cref="Organisation.CellSettings.DataEraseDays"/>).</summary>
    public required DateTimeOffset DueAt { get; init; }
    /// <summary>The person thought better of it.</summary>
    public DateTimeOffset? TakenBackAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    public bool IsOpen => TakenBackAt is null && DoneAt is null;

    public static string IdOf(string participantId, DateTimeOffset askedAt) => $"{participantId}/{askedAt:yyyyMMddHHmmss}";

    /// <summary>Not done yet, by person. Key: "{person}/".</summary>
    public static readonly Index<ErasureRequest> OpenByPerson = new("open_by_person", request => request.IsOpen ? request.ParticipantId + "/" : null);

    /// <summary>Not done yet, the soonest first. Key: due, UTC, to the second.</summary>
    public static readonly Index<ErasureRequest> ByDue = new("by_due", request => request.IsOpen ? KeyOf(request.DueAt) : null);

    public static string KeyOf(DateTimeOffset at) => $"{at.UtcDateTime:yyyyMMddHHmmss}";
}
