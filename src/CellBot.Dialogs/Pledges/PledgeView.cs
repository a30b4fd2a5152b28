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
            : await Current(opening, cell.Id, Audiences.Of(me.Person.Kind));
        if (campaign is null || campaign.UnitId != cell.Id || !campaign.IsOpenTo(me.Person.Kind)) return null;
        var lastYear = await opening.Reader.Get<Pledge>(Pledge.IdOf(PledgeCampaign.IdOf(cell.Id, campaign.Year - 1, campaign.Kind, campaign.Audience), me.Id));
        return new PledgeView(campaign,
            await opening.Reader.Get<Pledge>(Pledge.IdOf(campaign.Id, me.Id)),
            lastYear is { Counts: true } ? lastYear : null,
            await opening.Reader.Get<Obligation>(Obligation.IdOf(campaign.Id, me.Id)),
            cell.Name);
    }

    /// <summary>Of those that ask such people: the open campaign that closes first; else the one that closed last. Without any, others may take part in the members'.</summary>
    private static async ValueTask<PledgeCampaign?> Current(Opening opening, string unitId, Audience audience)
    {
        var all = await opening.Reader.Find(PledgeCampaign.ByUnit, unitId + "/");
        PledgeCampaign[] own = [.. all.Where(campaign => campaign.Audience == audience)];
        var campaigns = own.Length > 0 || audience is Audience.Members ? own : all;
        return campaigns.Where(c => c.OpensAt <= opening.Now && opening.Now <= c.ClosesAt && c.State is CampaignState.Open).MinBy(c => c.ClosesAt)
            ?? campaigns.Where(c => c.OpensAt <= opening.Now).MaxBy(c => c.ClosesAt);
    }
}
