using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Host.People;

/// <summary>All that is stored of units and people, those who left included: what a roster is compared with.</summary>
internal sealed record RosterKnown(IReadOnlyList<OrgUnit> Units, IReadOnlyList<Participant> People, IReadOnlyList<Affiliation> Affiliations, IReadOnlyList<Exemption> Exemptions)
{
    public static readonly RosterKnown Nothing = new([], [], [], []);

    private readonly Dictionary<string, Participant> byId = People.ToDictionary(person => person.Id);
    private readonly ILookup<string, Affiliation> byUnit = Affiliations.ToLookup(affiliation => affiliation.UnitId);
    private readonly Dictionary<string, OrgUnit> units = Units.ToDictionary(unit => unit.Id);

    public Participant? Person(string id) => byId.GetValueOrDefault(id);

    public OrgUnit? Unit(string? id) => id is null ? null : units.GetValueOrDefault(id);

    public IEnumerable<Affiliation> InUnit(string unitId) => byUnit[unitId];

    /// <summary>Everybody who ever belonged to a unit: <see cref="RosterMember.IsHere"/> tells who still does.</summary>
    public IEnumerable<RosterMember> Members(string unitId)
    {
        foreach (var affiliation in byUnit[unitId])
            if (Person(affiliation.ParticipantId) is { } person)
                yield return new RosterMember(person, affiliation);
    }
}

/// <summary>A stored person in a unit.</summary>
internal sealed record RosterMember(Participant Person, Affiliation Affiliation)
{
    public bool IsHere => Affiliation.To is null;
    public string FoldedName { get; } = Domain.Text.VietnameseText.ForMatching(Person.FullName);
}
