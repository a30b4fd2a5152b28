using CellBot.Dialogs.Obligations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Coverage;

/// <summary>A span of days, both inclusive, with the words for it: "quý IV năm 2026".</summary>
internal sealed record Period(DateOnly From, DateOnly To, string Title)
{
    private static readonly string[] Roman = ["I", "II", "III", "IV"];

    public static Period Year(int year) => new(new(year, 1, 1), new(year, 12, 31), $"năm {year}");

    /// <param name="quarter">1–4.</param>
    public static Period Quarter(int year, int quarter)
    {
        var first = new DateOnly(year, quarter * 3 - 2, 1);
        return new(first, first.AddMonths(3).AddDays(-1), $"quý {Roman[quarter - 1]} năm {year}");
    }

    public static Period Month(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new(first, first.AddMonths(1).AddDays(-1), $"tháng {month} năm {year}");
    }
}

/// <summary>
/// What was due below one node in a period: each campaign over the tree of its own last day, and their sum. A body adds numerators and denominators, it never averages (model
/// section 12); pledges and reflections are different figures.
/// </summary>
internal sealed record PeriodRollup(OrgUnit Node, Period Period, IReadOnlyList<Rollup> Campaigns)
{
    private const int Everything = 10_000;

    /// <summary>One kind of paper: done, on time, asked.</summary>
    public (int Done, int OnTime, int Eligible, int Campaigns) Sum(ObligationKind kind)
    {
        var own = Campaigns.Where(rollup => rollup.Campaign.DutyKind == kind).ToArray();
        return (own.Sum(rollup => rollup.Cells.Done), own.Sum(rollup => rollup.Cells.Units.Sum(unit => unit.OnTime)), own.Sum(rollup => rollup.Cells.Eligible), own.Length);
    }

    /// <returns>null: there is no such unit.</returns>
    public static async ValueTask<PeriodRollup?> Load(IReader reader, string nodeId, Period period, DateTimeOffset now)
    {
        if (await reader.Get<OrgUnit>(nodeId) is not { } node) return null;
        var (from, to) = (Key(period.From, new TimeOnly(0, 0), now.Offset), Key(period.To, new TimeOnly(23, 59, 59), now.Offset));
        var rollups = new List<Rollup>();
        foreach (var campaign in await Due(reader, from, to))
        {
            if (campaign.OpensAt > now || campaign.Audience is not Audience.Members) continue; // one sum of members alone
            var tree = await Trees.At(reader, QuietHours.Day(now > campaign.DueAt ? campaign.DueAt : now));
            // The whole of what was opened below the node, or the node's part of what was opened above it.
            var part = tree.IsWithin(campaign.UnitId, nodeId) ? campaign.UnitId : tree.IsWithin(nodeId, campaign.UnitId) ? nodeId : null;
            if (part is not null && await Rollup.Load(reader, campaign, part, now) is { } rollup) rollups.Add(rollup);
        }
        return new PeriodRollup(node, period, [.. rollups.OrderBy(rollup => rollup.Campaign.DueAt).ThenBy(rollup => rollup.Campaign.Id, StringComparer.Ordinal)]);
    }

    private static async ValueTask<IReadOnlyList<ICampaign>> Due(IReader reader, string from, string to) =>
        [.. await reader.Range(PledgeCampaign.RootsByDue, from, to, Everything), .. await reader.Range(StudyCampaign.RootsByDue, from, to, Everything)];

    private static string Key(DateOnly day, TimeOnly clock, TimeSpan offset) => $"{new DateTimeOffset(day.ToDateTime(clock), offset).UtcDateTime:yyyyMMddHHmmss}";
}
