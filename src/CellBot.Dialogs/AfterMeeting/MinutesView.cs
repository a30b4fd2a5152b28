using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Tasks;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.AfterMeeting;

/// <summary>A meeting that has begun, with what is written down of it so far; for those who lead the cell.</summary>
/// <param name="People">Members of the cell, by their names.</param>
/// <param name="Officers">Ids of secretary, deputy and committee, in this order.</param>
internal sealed record MinutesView(Meeting Meeting, OrgUnit Cell, IReadOnlyList<Participant> People, IReadOnlyList<string> Officers, RollCall? Roll, Minutes? Earlier, Resolution? Resolution, IReadOnlyList<ActionItem> Tasks)
{
    /// <summary>Official members who were there: they vote (model section 6). Null while the roll was not called.</summary>
    public int? Voters => Roll is null ? null : People.Count(person => person.Status is not MembershipStatus.Probationary && Roll.Of(person.Id) is Attendance.Present or Attendance.Late);

    public string NameOf(string? id) => People.FirstOrDefault(person => person.Id == id)?.FullName ?? "";

    /// <summary>The meeting named in the start, or the newest of the cell that has begun; null when there is none, or for those who may not.</summary>
    public static async ValueTask<MinutesView?> Load(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell: { } cell }) return null;
        var reader = opening.Reader;
        var meeting = opening.ArgOrNull("meeting") is { } id ? await reader.Get<Meeting>(id)
            : (await reader.Range(Meeting.ByUnit, $"{cell.Id}/{opening.Now.AddDays(-60).UtcDateTime:yyyyMMddHHmm}", $"{cell.Id}/{opening.Now.UtcDateTime:yyyyMMddHHmm}")).LastOrDefault(one => one.Status is not (MeetingStatus.Cancelled or MeetingStatus.Draft));
        if (meeting is null || meeting.UnitId != cell.Id || meeting.StartsAt > opening.Now || meeting.Status is MeetingStatus.Cancelled or MeetingStatus.Draft) return null;
        Role[] order = [Role.Secretary, Role.DeputySecretary, Role.CellCommitteeMember];
        return new MinutesView(meeting, cell, await AssignTasks.People(reader, cell.Id),
            [.. order.SelectMany(role => opening.Me.CellOfficers.Where(officer => officer.HoldsAt(opening.Today) && officer.Roles.Contains(role))).Select(officer => officer.ParticipantId).Distinct()],
            await reader.Get<RollCall>(meeting.Id), await reader.Get<Minutes>(meeting.Id), await reader.Get<Resolution>(ResolutionOutcomes.IdOf(meeting.Id)), await reader.Find(ActionItem.BySource, meeting.Id + "/"));
    }
}
