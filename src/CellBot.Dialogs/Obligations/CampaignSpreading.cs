using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

/// <summary>
/// What a campaign does to many people, a chunk in a commit, with a cursor of what is done (design.md, section 4). What carries an old version is skipped when it comes
/// up, so lateness is safe.
/// </summary>
internal static class CampaignSpreading
{
    /// <summary>People in one commit.</summary>
    private const int Chunk = 500;

    public static Tick Tick { get; } = new("campaign.spread",
        async (reader, now, most) => [.. (await reader.Range(CampaignSpread.Open, "0", $"{now.UtcDateTime:yyyyMMddHHmmss}", most)).Select(spread => spread.Id)],
        async run =>
        {
            if (await run.Desk.Get<CampaignSpread>(run.Id) is { IsDone: false } spread)
                run.Desk.Put(await Continue(run.Because($"{run.Id}/{spread.Target}/{spread.Person}"), spread));
        })
    {
        InChunks = true,
        Next = async reader => (await reader.Find(CampaignSpread.Open, "", limit: 1)) is [var oldest] ? oldest.StartedAt : null,
    };

    /// <summary>At once for one cell of the usual size; the rest, and whatever goes to several cells, is left to the tick: a turn is never that long.</summary>
    /// <param name="later">The one cell that joins a campaign which is open elsewhere.</param>
    public static async ValueTask Begin(Effects effects, SpreadKind kind, IReadOnlyList<CampaignTarget> targets, string id, DateTimeOffset dueAt, string? later = null)
    {
        var spread = new CampaignSpread($"{id}/{kind}/{(later is null ? $"{dueAt:yyyyMMdd}" : later)}") { Kind = kind, CampaignId = id, Targets = targets, DueAt = dueAt, StartedAt = effects.Now };
        if (targets.Count == 1) spread = await Continue(effects, spread);
        if (spread.IsDone || targets.Count == 0) return;
        _ = await effects.Desk.Get<CampaignSpread>(spread.Id);
        effects.Desk.Put(spread);
    }

    private static async ValueTask<CampaignSpread> Continue(Effects effects, CampaignSpread spread)
    {
        var root = await AnyCampaign.Get(effects.Desk, spread.CampaignId ?? spread.Id.Split('/')[0]);
        for (var left = Chunk; left > 0;)
        {
            if (spread.Target >= spread.Targets.Count) return spread with { IsDone = true };
            var all = await CampaignCell.Spread(effects, spread, root, spread.Targets[spread.Target], left);
            if (all <= spread.Person + left)
            {
                left -= Math.Max(all - spread.Person, 1);
                spread = spread with { Target = spread.Target + 1, Person = 0 };
                continue;
            }
            spread = spread with { Person = spread.Person + left };
            left = 0;
        }
        return spread.Target >= spread.Targets.Count ? spread with { IsDone = true } : spread;
    }
}
