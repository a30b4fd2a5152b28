using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Obligations;

/// <summary>
/// Opens, moves and closes campaigns. In a cell: a duty for every eligible person, with the word about it on the first working morning. Of a body: the same in every
/// cell below it. What reaches more than one cell, or more than 500 people, is left to <see cref="CampaignSpreading"/>.
/// </summary>
public static class CampaignOpening
{
    public static ValueTask Open(Effects effects, PledgeCampaign campaign) => Open(effects, (ICampaign)campaign);

    public static ValueTask Open(Effects effects, StudyCampaign campaign) => Open(effects, (ICampaign)campaign);

    /// <summary>Moves the date of duties that are still open; a campaign that was closed is open again.</summary>
    /// <param name="id">Of the body's campaign, or the cell's own.</param>
    /// <param name="targets">The cells it is open in.</param>
    /// <param name="dueAt">Inclusive: the end of that day, local.</param>
    public static async ValueTask Move(Effects effects, string id, IReadOnlyList<CampaignTarget> targets, DateTimeOffset dueAt)
    {
        if (await AnyCampaign.Get(effects.Desk, id) is not { } campaign) return;
        AnyCampaign.Put(effects.Desk, AnyCampaign.With(campaign, dueAt, CampaignState.Open));
        await CampaignSpreading.Begin(effects, SpreadKind.Move, targets, id, dueAt);
    }

    /// <summary>The same in every cell where the campaign is open.</summary>
    public static async ValueTask Move(Effects effects, ICampaign campaign, DateTimeOffset dueAt) => await Move(effects, campaign.Id, await TargetsOf(effects, campaign), dueAt);

    /// <summary>Nobody is asked any more; what was not handed in stays in the denominator, and late papers still count.</summary>
    public static async ValueTask Close(Effects effects, ICampaign campaign)
    {
        if (await AnyCampaign.Get(effects.Desk, campaign.Id) is not { } now) return;
        AnyCampaign.Put(effects.Desk, AnyCampaign.With(now, now.DueAt, CampaignState.Closed));
        await CampaignSpreading.Begin(effects, SpreadKind.Close, await TargetsOf(effects, campaign), campaign.Id, campaign.DueAt);
    }

    /// <summary>Areas, standards or questions changed: a body's go to its cells, which keep what they added themselves.</summary>
    public static async ValueTask Change(Effects effects, ICampaign changed)
    {
        AnyCampaign.Put(effects.Desk, changed);
        if (await TargetsOf(effects, changed) is var targets && targets.Any(target => target.CampaignId != changed.Id))
            await CampaignSpreading.Begin(effects, SpreadKind.Content, targets, changed.Id, effects.Now);
    }

    /// <summary>A cell that came later is asked what the bodies above it are asking now.</summary>
    public static async ValueTask Join(Effects effects, OrgUnit cell)
    {
        var tree = await Trees.At(effects.Desk, effects.Today, cell);
        for (var above = cell.ParentId; above is not null; above = tree.Find(above)?.ParentId)
            foreach (var campaign in await AnyCampaign.Of(effects.Desk, above))
                if (campaign.State is CampaignState.Open && campaign.DueAt >= effects.Now && await AnyCampaign.Get(effects.Desk, AnyCampaign.IdIn(campaign, cell.Id)) is null)
                    await CampaignSpreading.Begin(effects, SpreadKind.Open, [new CampaignTarget(AnyCampaign.IdIn(campaign, cell.Id), cell.Id)], campaign.Id, campaign.DueAt, later: cell.Id);
    }

    /// <summary>Where a campaign is open: the cell itself, or every cell below the body today.</summary>
    internal static async ValueTask<IReadOnlyList<CampaignTarget>> TargetsOf(Effects effects, ICampaign campaign) =>
        [.. (await Trees.At(effects.Desk, effects.Today)).CellsBelow(campaign.UnitId).Select(cell => new CampaignTarget(AnyCampaign.IdIn(campaign, cell.Id), cell.Id))];

    internal static async ValueTask Open(Effects effects, ICampaign campaign)
    {
        AnyCampaign.Put(effects.Desk, campaign);
        await CampaignSpreading.Begin(effects, SpreadKind.Open, await TargetsOf(effects, campaign), campaign.Id, campaign.DueAt);
    }
}
