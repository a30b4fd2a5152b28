using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>Loads the organisation.</summary>
internal static class Trees
{
    private const int Everything = 100_000;

    /// <summary>As it was on that day.</summary>
    /// <param name="added">A unit that is being written by this very decision.</param>
    public static async ValueTask<OrgTree> At(IReader reader, DateOnly day, OrgUnit? added = null)
    {
        var units = await reader.Find(OrgUnit.ByParent, "", Everything);
        return new OrgTree(added is null || units.Any(unit => unit.Id == added.Id) ? units : [.. units, added], day);
    }
}
