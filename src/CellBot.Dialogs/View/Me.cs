using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.View;

/// <summary>The person of this turn: who they are, where they belong, what they may do, who decides about their papers.</summary>
public sealed record Me(
    Participant Person,
    OrgUnit? Cell,
    IReadOnlyList<Affiliation> Affiliations,
    Participant? Secretary,
    Participant? Deputy,
    IReadOnlyList<Affiliation> CellOfficers)
{
    public string Id => Person.Id;

    /// <summary>The affiliation to the cell; null for someone who left, or an officer of a body only.</summary>
    public Affiliation? InCell => Cell is null ? null : Affiliations.FirstOrDefault(a => a.UnitId == Cell.Id);

    /// <summary>Secretary or deputy of the own cell, or standing in for the secretary: may see and decide what its members write (model section 13).</summary>
    public bool LeadsCell => InCell is { } own && (own.Roles.Contains(Role.Secretary) || own.Roles.Contains(Role.DeputySecretary) || own.Delegation is not null);

    /// <summary>Leads the cell by delegation alone: what the secretary may not decide, being the secretary's own, is not this person's to decide either.</summary>
    public bool IsStandIn => InCell is { Delegation: not null } own && !own.Roles.Contains(Role.DeputySecretary);

    /// <summary>Who does the secretary's work today by delegation; null: the secretary.</summary>
    public Participant? StandIn { get; init; }

    /// <summary>To whom the cell's affairs go today.</summary>
    public Participant? InCharge => StandIn ?? Secretary;

    /// <summary>The secretary in whose place this person acts, as deputy or by delegation; null for the secretary, for members, and in a vacancy.</summary>
    public Participant? ActsFor => LeadsCell && !IsSecretary ? Secretary : null;

    /// <summary>Whether this person may decide about somebody's papers and duties in the own cell: never about the own, nor about those of the one they stand in for.</summary>
    public bool LeadsFor(string personId) => LeadsCell && personId != Id && !(IsStandIn && personId == Secretary?.Id);

    /// <summary>Bodies that this person acts for: sees the figures of every cell below, and opens campaigns in them.</summary>
    public IReadOnlyList<string> Bodies => [.. Affiliations.Where(Coverage.Officers.IsOfficer).Select(affiliation => affiliation.UnitId)];

    public bool IsOfficer => Affiliations.Any(Coverage.Officers.IsOfficer);

    /// <summary>Whether this person acts for that unit: secretary or deputy of the cell, officer of the body (model section 13: each creates for the own level).</summary>
    public bool Leads(string unitId) => (LeadsCell && Cell!.Id == unitId) || Bodies.Contains(unitId);

    /// <summary>Every unit this person acts for, the own cell first.</summary>
    public IReadOnlyList<string> Led => LeadsCell ? [Cell!.Id, .. Bodies] : Bodies;

    public bool IsSecretary => InCell?.Roles.Contains(Role.Secretary) ?? false;

    /// <summary>Who decides about this person's papers: the secretary, or who stands in; for the secretary's own the deputy, for a stand-in's the secretary; null where there is nobody (then the committee above).</summary>
    public Participant? Reviewer => ReviewerOf(Id);

    /// <summary>The same for another person of the own cell.</summary>
    public Participant? ReviewerOf(string authorId) => Secretary is null || Secretary.Id == authorId ? (Deputy?.Id == authorId ? null : Deputy) : StandIn is { } other && other.Id != authorId ? other : Secretary;

    public bool Holds(string unitId, params ReadOnlySpan<Role> roles)
    {
        foreach (var affiliation in Affiliations)
            if (affiliation.UnitId == unitId)
                foreach (var role in roles)
                    if (affiliation.Roles.Contains(role))
                        return true;
        return false;
    }

    public static async ValueTask<Me?> Load(IReader reader, string participantId, DateOnly today)
    {
        if (await reader.Get<Participant>(participantId) is not { } person) return null;
        var affiliations = await reader.Find(Affiliation.ByParticipant, participantId + "/");
        var cell = person.CellId is null ? null : await reader.Get<OrgUnit>(person.CellId);
        IReadOnlyList<Affiliation> officers = cell is null ? [] : await reader.Find(Affiliation.ByOffice, cell.Id + "/");
        var standIn = Delegation.StandIn(officers, today);
        return new Me(person, cell, [.. affiliations.Where(a => a.HoldsAt(today)).Select(a => a.Delegation is null || a.Id == standIn?.Id ? a : a with { Delegation = null })],
            await Holder(Role.Secretary), await Holder(Role.DeputySecretary), officers)
        {
            StandIn = standIn is null ? null : standIn.ParticipantId == person.Id ? person : await reader.Get<Participant>(standIn.ParticipantId),
        };

        async ValueTask<Participant?> Holder(Role role)
        {
            foreach (var officer in officers)
                if (officer.Roles.Contains(role) && officer.HoldsAt(today))
                    return officer.ParticipantId == person.Id ? person : await reader.Get<Participant>(officer.ParticipantId);
            return null;
        }
    }
}
