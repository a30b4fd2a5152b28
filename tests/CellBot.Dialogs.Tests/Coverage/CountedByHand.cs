using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Study;
using CellBot.Storage.Records;

namespace CellBot.Dialogs.Tests.Coverage;

/// <summary>Every document read and counted one by one, without an index and without the product's own counting: what a figure has to be.</summary>
internal sealed class CountedByHand
{
    private readonly List<Obligation> duties = [];
    private readonly List<Exemption> exemptions = [];
    private readonly Dictionary<string, OrgUnit> units = [];
    private readonly Dictionary<string, Reflection> reflections = [];
    private readonly DateTimeOffset now;
    private readonly DateTimeOffset dueAt;
    private readonly string rootId;

    private CountedByHand(string rootId, DateTimeOffset dueAt, DateTimeOffset now) => (this.rootId, this.dueAt, this.now) = (rootId, dueAt, now);

    public static async Task<CountedByHand> Of(Store store, string rootId, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var count = new CountedByHand(rootId, dueAt, now);
        await foreach (var duty in store.All<Obligation>()) if (duty.RootId == rootId) count.duties.Add(duty);
        await foreach (var exemption in store.All<Exemption>()) count.exemptions.Add(exemption);
        await foreach (var unit in store.All<OrgUnit>()) count.units.Add(unit.Id, unit);
        await foreach (var reflection in store.All<Reflection>()) count.reflections.Add(reflection.Id, reflection);
        return count;
    }

    /// <summary>The moment whose organisation counts.</summary>
    private DateOnly TreeDay => Day(now > dueAt ? dueAt : now);

    public IEnumerable<string> CellsBelow(string node) => units.Values.Where(unit => unit.IsCell && Valid(unit, TreeDay) && IsBelow(unit, node)).Select(unit => unit.Id);

    /// <summary>Papers of one cell, with those of cells that were merged into it.</summary>
    public (int Done, int Late, int Eligible) Cell(string cell) => Count(duty => Standing(duty.UnitId) == cell);

    /// <summary>Of this very unit.</summary>
    public (int Done, int Late, int Eligible) Unit(string unit) => Count(duty => duty.UnitId == unit);

    /// <summary>Still to be handed in and still asked for.</summary>
    public int Asked(string unit) => duties.Count(duty => duty.UnitId == unit && duty.IsOpen && duty.OpensAt <= now && !IsExempt(duty, Day(now)));

    public (int Done, int Eligible) Node(string node)
    {
        var cells = CellsBelow(node).Select(Cell).ToArray();
        return (cells.Sum(cell => cell.Done), cells.Sum(cell => cell.Eligible));
    }

    public (int Complete, int Counted) Cells(string node)
    {
        var cells = CellsBelow(node).Select(Cell).ToArray();
        return (cells.Count(cell => cell.Eligible > 0 && cell.Done == cell.Eligible), cells.Count(cell => cell.Eligible > 0));
    }

    /// <summary>Duties that are done have a paper that counts, and the other way round (nobody who was waived is looked at).</summary>
    public IEnumerable<string> Contradictions() =>
        from duty in duties
        where duty.WaivedAt is null
        let paper = reflections.GetValueOrDefault($"{duty.SourceId}/{duty.OwnerId}")
        where duty.FulfilledAt is not null != (paper?.Status is ReflectionStatus.Submitted or ReflectionStatus.Accepted)
        select $"{duty.Id}: done at {duty.FulfilledAt}, paper {paper?.Status}";

    private (int Done, int Late, int Eligible) Count(Func<Obligation, bool> mine)
    {
        var counted = duties.Where(duty => mine(duty) && duty.WaivedAt is null && !IsExempt(duty, Day(now < duty.DueAt ? now : duty.DueAt)) && !(duty.FulfilledAt is null && IsExempt(duty, Day(now)))).ToArray();
        return (counted.Count(duty => duty.FulfilledAt is not null), counted.Count(duty => duty is { FulfilledAt: not null, Late: true }), counted.Length);
    }

    private bool IsExempt(Obligation duty, DateOnly day) => exemptions.Any(exemption => exemption.UnitId == duty.UnitId && exemption.ParticipantId == duty.OwnerId
        && exemption.Scope.HasFlag(ExemptionScope.Reflections) && exemption.From <= day && (exemption.To is null || day < exemption.To));

    private bool IsBelow(OrgUnit unit, string node)
    {
        for (var at = unit; ;)
        {
            if (at.Id == node) return true;
            if (Parent(at) is not { } parent) return false;
            at = units[parent];
        }
    }

    private string? Parent(OrgUnit unit)
    {
        foreach (var former in unit.FormerParents.OrderBy(former => former.Until))
            if (TreeDay < former.Until)
                return former.ParentId;
        return unit.ParentId;
    }

    private string Standing(string unit)
    {
        while (!Valid(units[unit], TreeDay) && units[unit].SuccessorId is { } next) unit = next;
        return unit;
    }

    private static bool Valid(OrgUnit unit, DateOnly day) => (unit.ValidFrom is null || unit.ValidFrom <= day) && (unit.ValidTo is null || day < unit.ValidTo);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);
}
