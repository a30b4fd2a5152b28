using CellBot.Domain.Records;

namespace CellBot.Domain.Organisation;

public enum Role { Secretary, DeputySecretary, CellCommitteeMember, CommitteeMember, CommitteeSecretary, SystemAdmin }

public enum AffiliationKind { Main, Temporary, Dual }

/// <summary>A person's belonging to a unit, from a day to a day. Id: "{unit}/{participant}".</summary>
public sealed record Affiliation(string Id) : Record(Id)
{
    public required string UnitId { get; init; }
    public required string ParticipantId { get; init; }
    public IReadOnlyList<Role> Roles { get; init; } = [];
    public AffiliationKind Kind { get; init; }
    public DateOnly From { get; init; }
    /// <summary>Exclusive; null while it lasts.</summary>
    public DateOnly? To { get; init; }
    /// <summary>The person's number in the unit's roster, from 1; receipts are made of it. Never given to another person of the unit.</summary>
    public int Number { get; init; }

    /// <summary>The person does the secretary's work for some time; null: no.</summary>
    public Delegation? Delegation { get; init; }

    public static string IdOf(string unitId, string participantId) => $"{unitId}/{participantId}";

    public bool HoldsAt(DateOnly day) => From <= day && (To is null || day < To);

    /// <summary>Everybody of a unit, past ones left out. Key: "{unit}/".</summary>
    public static readonly Index<Affiliation> ByUnit = new("by_unit", a => a.To is null ? a.UnitId + "/" : null);

    /// <summary>Where a person belongs, past ones left out. Key: "{participant}/".</summary>
    public static readonly Index<Affiliation> ByParticipant = new("by_participant", a => a.To is null ? a.ParticipantId + "/" : null);

    /// <summary>Those who hold an office in a unit, or were delegated its secretary's work. Key: "{unit}/".</summary>
    public static readonly Index<Affiliation> ByOffice = new("by_office", a => a.To is null && (a.Roles.Count > 0 || a.Delegation is not null) ? a.UnitId + "/" : null);

    /// <summary>Everybody who ever belonged to a unit: their numbers are given to nobody else. Key: "{unit}/".</summary>
    public static readonly Index<Affiliation> EverIn = new("ever_in", a => a.UnitId + "/");
}
