using CellBot.Dialogs.Obligations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Coverage;

/// <summary>How the cells stood at the last moment; complete ones of those with somebody to ask, people of people.</summary>
internal sealed record AtDeadline(int CompleteCells, int Cells, int Done, int Eligible);

/// <summary>
/// One campaign over everything below one node of the organisation. A body is the sum of its cells: whoever asks about a part of it finds the same numbers again.
/// Once the last day is over the tree of that day counts.
/// </summary>
/// <param name="Cells">Every cell below the node.</param>
/// <param name="AtDeadline">Null until every cell was counted at the last moment.</param>
internal sealed record Rollup(ICampaign Campaign, OrgUnit Node, OrgTree Tree, CampaignCoverage Cells, AtDeadline? AtDeadline)
{
    private const int Everything = 100_000;

    /// <returns>null: no such campaign, or the node was not there then.</returns>
    public static async ValueTask<Rollup?> Load(IReader reader, string campaignId, string nodeId, DateTimeOffset now) =>
        await AnyCampaign.Get(reader, campaignId) is { } campaign ? await Load(reader, campaign, nodeId, now) : null;

    public static async ValueTask<Rollup?> Load(IReader reader, ICampaign campaign, string nodeId, DateTimeOffset now)
    {
        var isOver = now > campaign.DueAt;
        var tree = await Trees.At(reader, QuietHours.Day(isOver ? campaign.DueAt : now));
        if (tree.Find(nodeId) is not { } node) return null;
        var cells = tree.CellsBelow(nodeId);
        var counts = tree.Find(campaign.UnitId) is { IsCell: true }
            ? await reader.Tally(Obligation.BySource, $"{campaign.Id}/{campaign.UnitId}/")
            : await reader.Tally(Obligation.ByRoot, campaign.Id + "/");
        var coverage = CampaignCoverage.Of(counts.Concat(await Excused(reader, campaign, now)), cells.Select(cell => cell.Id), tree.Standing);
        return new Rollup(campaign, node, tree, coverage, isOver ? await Closing(reader, campaign, tree, cells) : null);
    }

    /// <summary>The part of the roll-up below one unit.</summary>
    public CampaignCoverage Below(string unitId)
    {
        var ids = Tree.CellsBelow(unitId).Select(cell => cell.Id).ToHashSet();
        return new CampaignCoverage([.. Cells.Units.Where(unit => ids.Contains(unit.UnitId))]);
    }

    /// <summary>"Chi bộ Thư viện 10/12".</summary>
    public string Line(UnitCoverage cell) => $"{Tree.Find(cell.UnitId)!.Name} {cell.Done}/{cell.Eligible}";

    /// <summary>Who is left out of the figures for being exempt, as counts to be taken off again: exemptions are few, so that the figures come from the index.</summary>
    private static async ValueTask<IEnumerable<KeyCount>> Excused(IReader reader, ICampaign campaign, DateTimeOffset now)
    {
        var scope = Exempt.ScopeOf(campaign.DutyKind);
        var exemptions = (await reader.Find(Exemption.ByPerson, "", Everything)).Where(exemption => (exemption.Scope & scope) == scope && exemption.From <= QuietHours.Day(now)).ToLookup(exemption => (exemption.UnitId, exemption.ParticipantId));
        if (exemptions.Count == 0) return [];
        var duties = await reader.Get<Obligation>([.. exemptions.Select(own => Obligation.IdOf(AnyCampaign.IdIn(campaign, own.Key.UnitId), own.Key.ParticipantId))]);
        return duties.Where(duty => duty.WaivedAt is null && CellCounts.IsOut(duty, exemptions[(duty.UnitId, duty.OwnerId)], now))
            .Select(duty => new KeyCount($"{campaign.Id}/{duty.UnitId}/{(duty.FulfilledAt is null ? "Open" : duty.Late ? "Late" : "Done")}", -1));
    }

    private static async ValueTask<AtDeadline?> Closing(IReader reader, ICampaign campaign, OrgTree tree, IReadOnlyList<OrgUnit> cells)
    {
        var wanted = cells.Select(cell => cell.Id).ToHashSet();
        var snapshots = (await reader.Find(CampaignSnapshot.ByRoot, $"{campaign.Id}/{campaign.DueAt.UtcDateTime:yyyyMMddHHmmss}", Everything)).Where(snapshot => wanted.Contains(tree.Standing(snapshot.UnitId))).ToArray();
        return snapshots.Length == 0 || snapshots.Any(snapshot => snapshot.TakenAt is null) ? null
            : new AtDeadline(snapshots.Count(snapshot => snapshot.IsComplete), snapshots.Count(snapshot => !snapshot.HasNobody), snapshots.Sum(snapshot => snapshot.Done), snapshots.Sum(snapshot => snapshot.Eligible));
    }
}
