using CellBot.Dialogs.Committee;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.View;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Reviews;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Papers;

/// <summary>Who may have which document (model section 13), judged on the object itself. Asked when it is offered, and again when it is ordered.</summary>
internal static class PaperRights
{
    public static async ValueTask<bool> May(IReader reader, Me me, PaperKind kind, string objectId, DateOnly today) => kind switch
    {
        PaperKind.Pledge => await reader.Get<Pledge>(objectId) is { } pledge && (pledge.ParticipantId == me.Id || Leads(me, pledge.UnitId) && await IsShown(reader, pledge.ParticipantId)),
        PaperKind.Reflection => await reader.Get<Reflection>(objectId) is { } reflection && (reflection.ParticipantId == me.Id || Leads(me, reflection.UnitId) && await IsShown(reader, reflection.ParticipantId)),
        PaperKind.Notice or PaperKind.Invitation or PaperKind.Minutes or PaperKind.Resolution => await reader.Get<Meeting>(objectId) is { } meeting && Leads(me, meeting.UnitId),
        PaperKind.PledgeList => await reader.Get<PledgeCampaign>(objectId) is { } campaign && Leads(me, campaign.UnitId),
        PaperKind.ReflectionList => await reader.Get<StudyCampaign>(objectId) is { } campaign && Leads(me, campaign.UnitId),
        // An officer of a body sees its counts; the names of a cell are for those who lead it.
        PaperKind.Report => Leads(me, objectId) || await reader.Get<OrgUnit>(objectId) is { IsCell: false } && await CommitteeView.ActsFor(reader, me, objectId, today),
        PaperKind.FourGood or PaperKind.InviteCards => Leads(me, objectId),
        PaperKind.MyData => objectId == me.Id,
        PaperKind.Remediation => await reader.Get<RemediationPlan>(objectId) is { } plan
            ? plan.ParticipantId == me.Id || Leads(me, plan.UnitId) && (plan.ParticipantId is null || await IsShown(reader, plan.ParticipantId))
            : me.Cell is { } cell && Leads(me, cell.Id) && objectId.StartsWith(cell.Id + "/", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Whose own words are read by printing it, where they are somebody else's: that is an entry of its own in the audit trail.</summary>
    public static async ValueTask<bool> ReadsAnother(IReader reader, Me me, PaperKind kind, string objectId) => kind switch
    {
        PaperKind.Pledge => (await reader.Get<Pledge>(objectId))?.ParticipantId != me.Id,
        PaperKind.Reflection => (await reader.Get<Reflection>(objectId))?.ParticipantId != me.Id,
        PaperKind.Remediation => await reader.Get<RemediationPlan>(objectId) is { ParticipantId: { } owner } && owner != me.Id,
        _ => false,
    };

    /// <summary>What somebody wrote who has withdrawn consent is shown to nobody else.</summary>
    private static async ValueTask<bool> IsShown(IReader reader, string personId) => !MyDataFeature.HasWithdrawn(await reader.Get<Participant>(personId));

    private static bool Leads(Me me, string unitId) => me.LeadsCell && me.Cell!.Id == unitId;
}
