using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>One person of the import, with the records to write about that person; none if nothing changed.</summary>
internal sealed record RosterChange(string PersonId, string FullName, RosterChangeKind Kind)
{
    public Participant? Person { get; init; }
    public IReadOnlyList<Affiliation> Affiliations { get; init; } = [];
    public IReadOnlyList<Exemption> Exemptions { get; init; } = [];
    /// <summary>Units in which the person's offices are others than before.</summary>
    public IReadOnlyList<string> RolesChangedIn { get; init; } = [];
    /// <summary>What is different, a few words each; Vietnamese: "số điện thoại 0912 345 678 → 0913 345 678".</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
    /// <summary>Of somebody who moves: the cell that they leave.</summary>
    public string? FromUnit { get; init; }
    /// <summary>The cell that this is about: where the person comes to, stays in or leaves for good.</summary>
    public required string Unit { get; init; }

    public IEnumerable<Record> Records => [.. Person is null ? [] : new Record[] { Person }, .. Affiliations, .. Exemptions];
}

internal enum RosterChangeKind { Unchanged, Added, Changed, Moved, Missing, Retired }

/// <summary>What an import comes to: a pure function of the roster and of what is stored.</summary>
/// <param name="Notes">What is worth knowing about the result.</param>
internal sealed record RosterPlan(IReadOnlyList<OrgUnit> Units, IReadOnlyList<string> CellIds, IReadOnlyList<RosterChange> Changes, IReadOnlyList<RosterProblem> Notes)
{
    public int Count(RosterChangeKind kind) => Changes.Count(change => change.Kind == kind);

    public bool IsEmpty => Units.Count == 0 && Changes.All(change => !change.Records.Any());
}

/// <param name="UnitName">The cell, or the body whose cells the file names.</param>
/// <param name="Retire">People who are stored and not in the file leave the cell.</param>
internal sealed record RosterOrder(string UnitName, bool IsBody, bool Retire = false)
{
    /// <summary>Says what would change and writes nothing.</summary>
    public bool DryRun { get; init; }
    /// <summary>Confirms what is refused as a likely slip: half of a cell leaving at once.</summary>
    public bool Force { get; init; }
}

/// <summary>Compares a roster with what is stored.</summary>
internal static class RosterPlanner
{
    /// <returns>Null, with the reasons among the findings, if it cannot be.</returns>
    public static RosterPlan? Plan(RosterOrder order, IReadOnlyList<RosterPerson> people, RosterKnown known, DateOnly today, RosterFindings findings)
    {
        if (PlaceUnits(order, people, known, today, findings) is not var (units, cells)) return null;

        var pairs = new Dictionary<RosterPerson, RosterMember>(ReferenceEqualityComparer.Instance);
        foreach (var (rows, unit) in cells)
            foreach (var (row, member) in RosterMatch.Pair(rows, known.Members(unit.Id).Where(member => member.IsHere)))
                pairs.Add(row, member);
        FindReturnedAndMoved(order, cells, pairs, known, findings);
        if (findings.Problems.Count > 0) return null;

        var changes = new List<RosterChange>(people.Count);
        var here = new HashSet<string>(pairs.Values.Select(member => member.Person.Id));
        var taken = new HashSet<string>(known.People.Select(person => person.Id));
        foreach (var (rows, unit) in cells)
        {
            var numbers = new RosterNumbers(known.InUnit(unit.Id).Select(affiliation => affiliation.Number), rows);
            foreach (var row in rows)
                changes.Add(RosterUpdate.Of(row, pairs.GetValueOrDefault(row), unit, numbers, known, taken, today));
        }
        foreach (var (_, unit) in cells)
            foreach (var member in known.Members(unit.Id).Where(member => member.IsHere && !here.Contains(member.Person.Id)))
                changes.Add(order.Retire ? RosterUpdate.Leaves(member, unit, today) : new RosterChange(member.Person.Id, member.Person.FullName, RosterChangeKind.Missing) { Unit = unit.Name });
        var notes = new List<RosterProblem>();
        if (order.IsBody) RosterOffices.Above(order.UnitName, units, people, known, changes, notes, findings, today);
        foreach (var (_, unit) in cells)
        {
            RosterOffices.OneSecretary(unit, known, changes, notes, findings);
            RefuseHalf(order, unit, known, changes, findings);
        }
        if (order.IsBody) NoteOtherCells(order, cells, known, notes);
        return findings.Problems.Count > 0 ? null : new RosterPlan(units, [.. cells.Select(cell => cell.Unit.Id)], changes, notes);
    }

    /// <summary>A file of another cell, or one that was cut off, would empty the cell.</summary>
    private static void RefuseHalf(RosterOrder order, OrgUnit unit, RosterKnown known, List<RosterChange> changes, RosterFindings findings)
    {
        var retired = changes.Count(change => change.Kind is RosterChangeKind.Retired && change.Unit == unit.Name);
        var before = known.Members(unit.Id).Count(member => member.IsHere);
        if (!order.Force && retired > 0 && retired * 2 >= before)
            findings.Problem(null, $"{retired} trong {before} người của {unit.Name} không có trong tệp, nhập thì họ ra khỏi chi bộ. Nếu đúng như vậy, xin nhập lại với --force.");
    }

    private static void NoteOtherCells(RosterOrder order, List<(List<RosterPerson> Rows, OrgUnit Unit)> cells, RosterKnown known, List<RosterProblem> notes)
    {
        var inFile = cells.Select(cell => cell.Unit.Id).ToHashSet();
        var tops = known.Units.Where(unit => !unit.IsCell && unit.ValidTo is null && VietnameseText.ForMatching(unit.Name) == VietnameseText.ForMatching(order.UnitName)).Select(unit => unit.Id).ToHashSet();
        foreach (var other in known.Units.Where(unit => unit.IsCell && unit.ValidTo is null && unit.ParentId is { } above && tops.Contains(above) && !inFile.Contains(unit.Id)).OrderBy(unit => unit.Name, OrgTree.ByName))
            notes.Add(new RosterProblem(null, $"{other.Name} không có trong tệp, giữ nguyên {known.Members(other.Id).Count(member => member.IsHere)} người."));
    }

    private static (List<OrgUnit> New, List<(List<RosterPerson> Rows, OrgUnit Unit)> Cells)? PlaceUnits(
        RosterOrder order, IReadOnlyList<RosterPerson> people, RosterKnown known, DateOnly today, RosterFindings findings)
    {
        var made = new List<OrgUnit>();
        OrgUnit? Named(string name, bool isCell, string? parentId)
        {
            var folded = VietnameseText.ForMatching(name);
            var same = known.Units.Where(unit => unit.ValidTo is null && unit.IsCell == isCell && VietnameseText.ForMatching(unit.Name) == folded && (parentId is null || unit.ParentId == parentId)).ToList();
            if (same.Count > 1)
            {
                findings.Problem(null, $"Có {same.Count} đơn vị tên “{name}”, thuộc {string.Join(", ", same.Select(unit => known.Unit(unit.ParentId)?.Name ?? "không cấp trên nào"))}. Xin nhập cả danh sách của cấp trên với --body.");
                return null;
            }
            if (same.Count == 1) return same[0];
            var unit = new OrgUnit(RosterIds.Unit(parentId, folded)) { Name = name, Type = isCell ? OrgUnitType.Cell : OrgUnitType.PartyBody, ParentId = parentId, ValidFrom = today };
            made.Add(unit);
            return unit;
        }

        if (Named(order.UnitName, !order.IsBody, null) is not { } top) return null;
        if (!order.IsBody) return (made, [([.. people], top)]);
        var cells = new List<(List<RosterPerson>, OrgUnit)>();
        foreach (var group in people.GroupBy(person => person.FoldedCell))
        {
            if (Named(group.First().Cell, true, top.Id) is not { } cell) return null;
            cells.Add(([.. group], cell));
        }
        return (made, cells);
    }

    /// <summary>Rows that are nobody of their cell: someone who left it once, or of another cell. Only name and birth date together say so.</summary>
    private static void FindReturnedAndMoved(
        RosterOrder order, List<(List<RosterPerson> Rows, OrgUnit Unit)> cells, Dictionary<RosterPerson, RosterMember> pairs, RosterKnown known, RosterFindings findings)
    {
        var paired = new HashSet<string>(pairs.Values.Select(member => member.Person.Id));
        var inFile = cells.Select(cell => cell.Unit.Id).ToHashSet();
        var elsewhere = known.Affiliations
            .Where(affiliation => !paired.Contains(affiliation.ParticipantId) && known.Unit(affiliation.UnitId) is { IsCell: true })
            .Select(affiliation => known.Person(affiliation.ParticipantId) is { BirthDate: not null } person ? new RosterMember(person, affiliation) : null)
            .OfType<RosterMember>()
            .ToLookup(member => (member.FoldedName, member.Person.BirthDate));
        foreach (var (rows, unit) in cells)
            foreach (var row in rows.Where(row => row.BirthDate is not null && !pairs.ContainsKey(row)))
            {
                var found = elsewhere[(row.FoldedName, row.BirthDate)].Where(member => paired.Contains(member.Person.Id) is false).ToList();
                var now = found.FirstOrDefault(member => member.IsHere);
                if (now is not null && !inFile.Contains(now.Affiliation.UnitId))
                {
                    // Two people may share name and birth date; sharing the phone as well, or giving none, they are one.
                    if (row.Phone is null || now.Person.Phone is null || row.Phone == now.Person.Phone)
                        findings.Problem(row.Row, $"{row.FullName} đang có trong danh sách {known.Unit(now.Affiliation.UnitId)!.Name}. Xin cho chuyển khỏi đó trước.");
                    continue;
                }
                // Moved between cells of this file, or once here and back again, or once somewhere and now here.
                if ((now ?? found.FirstOrDefault(member => member.Affiliation.UnitId == unit.Id) ?? found.FirstOrDefault()) is not { } person) continue;
                pairs.Add(row, person);
                paired.Add(person.Person.Id);
            }
    }
}
