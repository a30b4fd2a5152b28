using System.Globalization;

namespace CellBot.Domain.Organisation;

/// <summary>
/// The organisation as it was on one day: units valid then, each below the parent it had then. A roll-up of a past period uses the tree of that period
/// (model section 2), so that a merge or a move never changes an old figure.
/// </summary>
public sealed class OrgTree
{
    /// <summary>"Chi bộ 2" before "Chi bộ 10".</summary>
    public static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.NumericOrdering);

    private readonly Dictionary<string, OrgUnit> units;
    private readonly ILookup<string, OrgUnit> children;
    private readonly Dictionary<string, string> successors;
    private readonly DateOnly day;

    /// <param name="units">All units that ever were.</param>
    public OrgTree(IReadOnlyCollection<OrgUnit> units, DateOnly day)
    {
        this.day = day;
        successors = units.Where(unit => unit.SuccessorId is not null && !unit.ValidAt(day)).ToDictionary(unit => unit.Id, unit => unit.SuccessorId!);
        this.units = units.Where(unit => unit.ValidAt(day)).ToDictionary(unit => unit.Id);
        children = this.units.Values.Where(unit => unit.ParentAt(day) is not null).ToLookup(unit => unit.ParentAt(day)!);
    }

    public OrgUnit? Find(string id) => units.GetValueOrDefault(id);

    /// <summary>The unit itself, or the one that it has been merged into by that day.</summary>
    public string Standing(string id)
    {
        for (var steps = 0; steps < 20 && successors.TryGetValue(id, out var next); steps++) id = next;
        return id;
    }

    /// <summary>Directly below, by name; party groups of a cell are no units of a roll-up.</summary>
    public IReadOnlyList<OrgUnit> Children(string id) => 
        [.. children[id].Where(unit => unit.Type is not OrgUnitType.PartyGroup).OrderBy(unit => unit.Name, ByName).ThenBy(unit => unit.Id, StringComparer.Ordinal)];

    /// <summary>The cells below a unit at any depth, in no order (to sort 500 names the Vietnamese way takes longer than to count them); of a cell the cell itself; none of a unit that did not exist.</summary>
    public IReadOnlyList<OrgUnit> CellsBelow(string id)
    {
        if (Find(id) is not { } root) return [];
        var cells = new List<OrgUnit>();
        Gather(root, cells, []);
        return cells;
    }

    /// <summary>Whether a unit is the other one or stands below it.</summary>
    public bool IsWithin(string id, string ancestorId)
    {
        var seen = new HashSet<string>();
        for (var at = Find(id); at is not null && seen.Add(at.Id); at = at.ParentAt(day) is { } above ? Find(above) : null)
            if (at.Id == ancestorId)
                return true;
        return false;
    }

    private void Gather(OrgUnit unit, List<OrgUnit> cells, HashSet<string> seen)
    {
        if (!seen.Add(unit.Id)) return; // a cycle would be a broken roster, not an endless loop
        if (unit.IsCell)
        {
            cells.Add(unit);
            return;
        }
        foreach (var child in children[unit.Id]) Gather(child, cells, seen);
    }
}
