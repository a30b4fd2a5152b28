using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Campaigns;

/// <summary>What follows when a campaign is opened, moved, closed or changed. Who may, and whether it still fits, is read again here.</summary>
internal static class CampaignOutcomes
{
    public static async ValueTask Opened(CampaignConfirmed fact, Effects effects)
    {
        var campaign = fact.Campaign;
        if (!CampaignPlace.MayLead(effects.Me, campaign.UnitId) || campaign.DueAt < effects.Now || await AnyCampaign.Get(effects.Desk, campaign.Id) is not null) return;
        await CampaignOpening.Open(effects, campaign);
        effects.Audit("campaign-open", campaign.Id, campaign.UnitId);
    }

    public static async ValueTask Moved(CampaignMoved fact, Effects effects)
    {
        if (await Own(effects, fact.CampaignId) is not { } campaign || fact.DueAt < effects.Now) return;
        await CampaignOpening.Move(effects, campaign, fact.DueAt);
        effects.Audit("campaign-move", campaign.Id, campaign.UnitId);
    }

    public static async ValueTask Closed(CampaignClosed fact, Effects effects)
    {
        if (await Own(effects, fact.CampaignId) is not { State: not CampaignState.Closed } campaign) return;
        await CampaignOpening.Close(effects, campaign);
        effects.Audit("campaign-close", campaign.Id, campaign.UnitId);
    }

    public static async ValueTask Changed(ContentChanged fact, Effects effects)
    {
        if (await AnyCampaign.Get(effects.Desk, fact.CampaignId) is not { } campaign || !CampaignPlace.MayLead(effects.Me, campaign.UnitId)) return;
        if (CampaignContent.Apply(campaign, fact.Change, await OwnCampaign.IsFrozen(effects.Desk, campaign)) is not { } changed) return;
        await CampaignOpening.Change(effects, changed);
        effects.Audit("campaign-change", campaign.Id, campaign.UnitId);
    }

    /// <summary>One that this person may move and close: not the part of a body's campaign that stands in the cell.</summary>
    private static async ValueTask<ICampaign?> Own(Effects effects, string id) =>
        await AnyCampaign.Get(effects.Desk, id) is { ParentId: null } campaign && CampaignPlace.MayLead(effects.Me, campaign.UnitId) ? campaign : null;
}
