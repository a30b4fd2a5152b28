using CellBot.Domain.Records;

namespace CellBot.Domain.Organisation;

public enum ExemptionKind { Permanent, Temporary }

[Flags]
public enum ExemptionScope { None = 0, Meetings = 1, Reflections = 2, Pledges = 4, All = 7 }

/// <summary>Inside its scope the person leaves denominators and gets no reminder, but may still answer. Id: "{unit}/{participant}/{from}".</summary>
public sealed record Exemption(string Id) : Record(Id)
{
    public required string UnitId { get; init; }
    public required string ParticipantId { get; init; }
    public ExemptionKind Kind { get; init; }
    public DateOnly From { get; init; }
    /// <summary>Exclusive; required for <see cref="ExemptionKind.Temporary"/>, at most 12 months after <see cref="From"/>.</summary>
    public DateOnly? To { get; init; }
    public ExemptionScope Scope { get; init; } = ExemptionScope.All;

    /// <summary>Who decided it in a chat; null: it stands in the roster, and ends when the roster says so no more.</summary>
    public string? DecidedBy { get; init; }

    public bool Covers(ExemptionScope scope, DateOnly day) => (Scope & scope) == scope && From <= day && (To is null || day < To);

    /// <summary>Key: "{unit}/{participant}".</summary>
    public static readonly Index<Exemption> ByPerson = new("by_person", e => $"{e.UnitId}/{e.ParticipantId}");
}
