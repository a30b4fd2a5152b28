using CellBot.Dialogs.View;
using CellBot.Domain.Organisation;
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
        if (owner.Cell?.ParentId is not { } above) return null;
        var officers = (await reader.Find(Affiliation.ByOffice, above + "/")).Where(officer => officer.HoldsAt(today) && officer.ParticipantId != owner.Id).ToArray();
        var watcher = officers.FirstOrDefault(officer => officer.Roles.Contains(Role.CommitteeSecretary)) ?? officers.FirstOrDefault(officer => officer.Roles.Contains(Role.CommitteeMember));
        return watcher is null ? null : await reader.Get<Participant>(watcher.ParticipantId);
    }

    /// <summary>Whether this person may decide about a duty of the owner: secretary or deputy of the owner's cell, never about their own; or the one above.</summary>
    public static async ValueTask<bool> May(IReader reader, Me actor, Me owner, string unitId, DateOnly today) =>
        actor.Id != owner.Id && owner.Cell?.Id == unitId
        && ((actor.LeadsFor(owner.Id) && actor.Cell!.Id == unitId) || (owner.Reviewer is null && (await Of(reader, owner, today))?.Id == actor.Id));
}
