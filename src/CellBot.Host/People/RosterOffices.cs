using CellBot.Domain.Organisation;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>Offices as they stand when a roster is in: one secretary in each cell (model section 2), officers of the body above.</summary>
internal static class RosterOffices
{
    /// <summary>Refuses a second secretary, and says when the office changes hands: an old file would give it back.</summary>
    public static void OneSecretary(OrgUnit unit, RosterKnown known, List<RosterChange> changes, List<RosterProblem> notes, RosterFindings findings)
    {
        var before = Secretaries(known.InUnit(unit.Id));
        var after = Secretaries(known.InUnit(unit.Id).Concat(changes.SelectMany(change => change.Affiliations).Where(each => each.UnitId == unit.Id)).GroupBy(each => each.Id).Select(same => same.Last()));
        var names = changes.GroupBy(change => change.PersonId).ToDictionary(same => same.Key, same => same.Last().FullName);
        if (after.Length > 1)
            findings.Problem(null, $"{unit.Name} sẽ có {after.Length} bí thư: {string.Join(", ", after.Select(Name).Order(PersonName.Order))}. Mỗi chi bộ có một bí thư: xin ghi chức vụ mới của người thôi giữ vào tệp, hoặc đưa người đó ra bằng --retire.");
        else if (before is [var old] && (after is not [var now] || now != old))
            notes.Add(new RosterProblem(null, after is [var next] ? $"Bí thư {unit.Name} đổi từ {Name(old)} sang {Name(next)}." : $"{Name(old)} thôi làm bí thư {unit.Name}."));

        string Name(string id) => names.GetValueOrDefault(id) ?? known.Person(id)?.FullName ?? id;
    }

    /// <summary>Who is an officer of the body, by the column of offices. Whom the file does not call one stays what they are: it is said where the file names officers at all.</summary>
    public static void Above(
        string bodyName, IReadOnlyList<OrgUnit> made, IReadOnlyList<RosterPerson> people, RosterKnown known, List<RosterChange> changes, List<RosterProblem> notes, RosterFindings findings, DateOnly today)
    {
        var folded = VietnameseText.ForMatching(bodyName);
        var body = made.Concat(known.Units).First(unit => !unit.IsCell && unit.ValidTo is null && VietnameseText.ForMatching(unit.Name) == folded);
        var numbers = new RosterNumbers(known.InUnit(body.Id).Select(affiliation => affiliation.Number), []);
        // The rows' changes stand first and in the order of the rows of each cell.
        var byRow = people.GroupBy(person => person.FoldedCell).SelectMany(cell => cell).ToList();
        var tellsOffices = people.Any(person => person.BodyRoles.Count > 0);
        for (var i = 0; i < byRow.Count; i++)
        {
            var (row, change) = (byRow[i], changes[i]);
            var own = known.InUnit(body.Id).FirstOrDefault(affiliation => affiliation.ParticipantId == change.PersonId);
            var held = own is { To: null } ? own.Roles : [];
            if (tellsOffices && row.BodyRoles.Count == 0 && held.Count > 0)
                notes.Add(new RosterProblem(row.Row, $"{row.FullName} đang là {string.Join(", ", held.Select(RoleNames.Of))} của {body.Name}, tệp không ghi; vẫn giữ."));
            if (row.BodyRoles.Count == 0 || row.BodyRoles.All(held.Contains)) continue;
            var office = (own ?? new Affiliation(Affiliation.IdOf(body.Id, change.PersonId)) { UnitId = body.Id, ParticipantId = change.PersonId, Kind = AffiliationKind.Dual, From = today, Number = numbers.Take(null) }) with
            {
                Roles = [.. held.Union(row.BodyRoles).Order()], To = null,
            };
            changes[i] = change with
            {
                Kind = change.Kind is RosterChangeKind.Unchanged ? RosterChangeKind.Changed : change.Kind,
                Affiliations = [.. change.Affiliations, office], RolesChangedIn = [.. change.RolesChangedIn, body.Id],
                Differences = [.. change.Differences, $"{string.Join(", ", row.BodyRoles.Select(RoleNames.Of))} của {body.Name}"],
            };
        }
        var heads = known.InUnit(body.Id).Concat(changes.SelectMany(change => change.Affiliations).Where(each => each.UnitId == body.Id)).GroupBy(each => each.Id).Select(same => same.Last())
            .Where(each => each.To is null && each.Roles.Contains(Role.CommitteeSecretary)).ToList();
        if (heads.Count > 1) findings.Problem(null, $"{body.Name} sẽ có {heads.Count} bí thư đảng ủy: {string.Join(", ", heads.Select(each => changes.FirstOrDefault(change => change.PersonId == each.ParticipantId)?.FullName ?? known.Person(each.ParticipantId)?.FullName))}.");
    }

    private static string[] Secretaries(IEnumerable<Affiliation> affiliations) =>
        [.. affiliations.Where(each => each.To is null && each.Roles.Contains(Role.Secretary)).Select(each => each.ParticipantId)];
}
