using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>What the pledge dialog may know: the campaign, what the person has pledged so far, and last year's pledge.</summary>
internal sealed record PledgeView(PledgeCampaign Campaign, Pledge? Own, Pledge? LastYear, Obligation? Duty, string CellName)
{
    /// <summary>The campaign named in the start, or the one whose window matters now.</summary>
    public static async ValueTask<PledgeView?> Load(Opening opening)
    {
        var me = opening.Me!;
        if (me.Cell is not { } cell) return null;
        var campaign = opening.ArgOrNull("campaign") is { } id
            ? await opening.Reader.Get<PledgeCampaign>(id)
            : await Current(opening, cell.Id);
        if (campaign is null || campaign.UnitId != cell.Id) return null;
        var lastYear = await opening.Reader.Get<Pledge>(Pledge.IdOf(PledgeCampaign.IdOf(cell.Id, campaign.Year - 1, campaign.Kind), me.Id));
        return new PledgeView(campaign,
            await opening.Reader.Get<Pledge>(Pledge.IdOf(campaign.Id, me.Id)),
            lastYear is { Counts: true } ? lastYear : null,
            await opening.Reader.Get<Obligation>(Obligation.IdOf(campaign.Id, me.Id)),
            cell.Name);
    }

    /// <summary>The open campaign that closes first; else the one that closed last.</summary>
    private static async ValueTask<PledgeCampaign?> Current(Opening opening, string unitId)
    {
        var campaigns = await opening.Reader.Find(PledgeCampaign.ByUnit, unitId + "/");
        return campaigns.Where(c => c.OpensAt <= opening.Now && opening.Now <= c.ClosesAt && c.State is CampaignState.Open).MinBy(c => c.ClosesAt)
            ?? campaigns.Where(c => c.OpensAt <= opening.Now).MaxBy(c => c.ClosesAt);
    }
}
