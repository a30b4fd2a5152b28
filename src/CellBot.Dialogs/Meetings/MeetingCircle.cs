using CellBot.Dialogs.View;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Meetings;

/// <summary>Whose meetings concern a person: those of the own cell, of the bodies above it, and of the bodies the person acts for.</summary>
internal static class MeetingCircle
{
    /// <summary>The own cell first, then upwards.</summary>
    public static async ValueTask<IReadOnlyList<string>> Of(IReader reader, Me me)
    {
        var units = new List<string>();
        for (var (unit, steps) = (me.Cell, 0); unit is not null && steps < 20; steps++)
        {
            units.Add(unit.Id);
            unit = unit.ParentId is null ? null : await reader.Get<OrgUnit>(unit.ParentId);
        }
        return [.. units.Union(me.Bodies)];
    }

    /// <summary>Someone who has left the unit has nothing to do with its meetings any more, though invited once.</summary>
    public static async ValueTask<bool> Has(IReader reader, Me me, string unitId) => me.Cell?.Id == unitId || (await Of(reader, me)).Contains(unitId);
}
