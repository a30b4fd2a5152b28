using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.View;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>Who is told of a person's overdue duties and decides about them.</summary>
internal static class Superior
{
    /// <summary>The secretary; for the secretary's own the deputy; without one whoever watches from the body above. Null where there is nobody.</summary>
    public static async ValueTask<Participant?> Of(IReader reader, Me owner, DateOnly today)
    {
        if (owner.Reviewer is { } reviewer) return reviewer;
        return owner.Cell?.ParentId is { } above ? await Officers.WatcherOf(reader, above, today, except: owner.Id) : null;
    }

    /// <summary>Whether this person may decide about a duty of the owner: secretary or deputy of the owner's cell, never about their own; or the one above.</summary>
    public static async ValueTask<bool> May(IReader reader, Me actor, Me owner, string unitId, DateOnly today) =>
        actor.Id != owner.Id && owner.Cell?.Id == unitId
        && ((actor.LeadsFor(owner.Id) && actor.Cell!.Id == unitId) || (owner.Reviewer is null && (await Of(reader, owner, today))?.Id == actor.Id));
}
