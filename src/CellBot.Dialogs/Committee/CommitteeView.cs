using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Committee;

/// <summary>What an officer may see: figures of everything below the own body, never a name (model section 13).</summary>
internal static class CommitteeView
{
    /// <summary>A campaign whose last day is longer ago is no news any more; it is still found by its period.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(60);

    /// <summary>The campaign and the node named in the start; null when this person may not see them.</summary>
    public static async ValueTask<Rollup?> Load(Opening opening)
    {
        if (opening.ArgOrNull("campaign") is not { } id || await AnyCampaign.Get(opening.Reader, id) is not { } campaign) return null;
        if (await NodeFor(opening, campaign) is not { } own) return null;
        var node = opening.ArgOrNull("node") ?? own;
        return await Rollup.Load(opening.Reader, campaign, node, opening.Now) is { } rollup && opening.Me!.Bodies.Any(body => rollup.Tree.IsWithin(node, body)) ? rollup : null;
    }

    /// <summary>Campaigns that reach the cells below the officer's bodies, opened and not long over, the newest first.</summary>
    public static async ValueTask<IReadOnlyList<Rollup>> Current(Opening opening, ObligationKind? kind)
    {
        var rollups = new List<Rollup>();
        var tree = await Trees.At(opening.Reader, opening.Today);
        foreach (var body in opening.Me!.Bodies)
        {
            var steps = 0;
            for (var at = tree.Find(body); at is not null && steps++ < 20; at = at.ParentId is { } parent ? tree.Find(parent) : null)
                foreach (var campaign in await AnyCampaign.Of(opening.Reader, at.Id))
                    if (campaign.OpensAt <= opening.Now && opening.Now - campaign.DueAt < Recent && (kind is null || campaign.DutyKind == kind) && rollups.All(known => known.Campaign.Id != campaign.Id)
                        && await Rollup.Load(opening.Reader, campaign, body, opening.Now) is { } rollup)
                        rollups.Add(rollup);
        }
        return [.. rollups.OrderByDescending(rollup => rollup.Campaign.State is CampaignState.Open).ThenByDescending(rollup => rollup.Campaign.OpensAt)];
    }

    /// <summary>The officer's body that the campaign concerns: the one that opened it, or a part of that one.</summary>
    public static async ValueTask<string?> NodeFor(Opening opening, ICampaign campaign)
    {
        var tree = await Trees.At(opening.Reader, QuietHours.Day(opening.Now > campaign.DueAt ? campaign.DueAt : opening.Now));
        return opening.Me!.Bodies.FirstOrDefault(body => tree.IsWithin(body, campaign.UnitId) || tree.IsWithin(campaign.UnitId, body));
    }

    /// <summary>Whether the person acts for this unit or for one above it, today.</summary>
    public static async ValueTask<bool> ActsFor(IReader reader, Me me, string unitId, DateOnly today)
    {
        var tree = await Trees.At(reader, today);
        return me.Bodies.Any(body => tree.IsWithin(unitId, body));
    }
}
