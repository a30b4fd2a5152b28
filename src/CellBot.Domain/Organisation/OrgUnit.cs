using CellBot.Domain.Records;

namespace CellBot.Domain.Organisation;

public enum OrgUnitType { PartyBody, SectionalBody, Cell, GrassrootsCell, PartyGroup, MassOrganisation, Agency }

/// <summary>A node of the organisation tree: a cell, or a body above it. The tree has any depth; no level is named in code.</summary>
public sealed record OrgUnit(string Id) : Record(Id)
{
    /// <summary>As people say it in a sentence: "Chi bộ Khu vực 3".</summary>
    public required string Name { get; init; }
    public required OrgUnitType Type { get; init; }
    public string? ParentId { get; init; }
    public DateOnly? ValidFrom { get; init; }
    /// <summary>Exclusive: the first day on which the unit no longer is.</summary>
    public DateOnly? ValidTo { get; init; }
    /// <summary>The unit that took over when this one was closed by a merge.</summary>
    public string? SuccessorId { get; init; }
    /// <summary>Where the unit stood before its present parent, in any order; empty for one that was never moved.</summary>
    public IReadOnlyList<FormerParent> FormerParents { get; init; } = [];
    public CellSettings Settings { get; init; } = new();

    public bool IsCell => Type is OrgUnitType.Cell or OrgUnitType.GrassrootsCell;

    public bool ValidAt(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);

    /// <summary>The parent on that day.</summary>
    public string? ParentAt(DateOnly day) => FormerParents.Where(former => day < former.Until).MinBy(former => former.Until) is { } then ? then.ParentId : ParentId;

    /// <summary>Every unit below its parent. Key: the parent's id; a root has the key "".</summary>
    public static readonly Index<OrgUnit> ByParent = new("by_parent", unit => unit.ParentId ?? "");

    /// <summary>Units by kind. Key: "Cell", "PartyBody" …</summary>
    public static readonly Index<OrgUnit> ByType = new("by_type", unit => unit.Type.ToString());
}

/// <param name="Until">Exclusive: the day of the move.</param>
public sealed record FormerParent(string? ParentId, DateOnly Until);
