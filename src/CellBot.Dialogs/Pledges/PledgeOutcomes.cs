using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Review;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

internal static class PledgeOutcomes
{
    public static async ValueTask Submitted(PledgeSubmitted fact, Effects effects)
    {
        var me = effects.Me;
        var id = Pledge.IdOf(fact.Campaign.Id, me.Id);
        var before = await effects.Desk.Get<Pledge>(id);
        var revision = before?.Revision ?? 1;
        var pledge = new Pledge(id)
        {
            CampaignId = fact.Campaign.Id, ParticipantId = me.Id, UnitId = me.Cell!.Id, AcknowledgedCommon = true, OwnStandardIds = fact.OwnStandards, Items = fact.Items,
            Status = fact.Campaign.NeedsApproval ? PledgeStatus.Submitted : PledgeStatus.Approved, SubmittedAt = fact.SentAt,
            Submission = (before?.Submission ?? 0) + 1, Revision = revision, Earlier = before?.Earlier ?? [], Photos = before?.Photos ?? [],
            Receipt = Receipts.Of(fact.Campaign.Code, me.InCell, revision),
        };
        effects.Desk.Put(pledge);
        await Duties.Fulfil(effects, Obligation.IdOf(fact.Campaign.Id, me.Id), fact.SentAt);
        effects.Audit("submit", id);
        if (fact.Campaign.NeedsApproval) await ReviewQueue.Announce(effects, me);
    }

    public static async ValueTask TakenBack(PledgeTakenBack fact, Effects effects)
    {
        if (await effects.Desk.Get<Pledge>(fact.PledgeId) is not { Status: PledgeStatus.Submitted } pledge || pledge.ParticipantId != effects.Me.Id) return;
        effects.Desk.Put(pledge with { Status = PledgeStatus.Draft });
        await Duties.Reopen(effects, Obligation.IdOf(pledge.CampaignId, pledge.ParticipantId), days: null);
        effects.Audit("take-back", pledge.Id);
    }
}
