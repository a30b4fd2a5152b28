using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Coverage;

/// <summary>
/// Counts each cell at the last moment of a campaign. The clock does not run while a channel's backlog is unread, and a paper's own time decides, so that an outage over the
/// deadline changes nothing.
/// </summary>
internal static class Snapshots
{
    /// <summary>A message sent in the last minute is on its way for a while.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    public static Tick Tick { get; } = new("campaign.snapshot",
        async (reader, now, most) => [.. (await reader.Range(CampaignSnapshot.Waiting, "0", $"{(now - Grace).UtcDateTime:yyyyMMddHHmmss}", most)).Select(snapshot => snapshot.Id)],
        Take)
    {
        Next = async reader => (await reader.Find(CampaignSnapshot.Waiting, "", limit: 1)) is [var soonest] ? soonest.DueAt + Grace : null,
    };

    /// <summary>Plans the one for the campaign's date; one that was planned for another date drops itself when it comes up.</summary>
    public static async ValueTask Plan(Effects effects, ICampaign campaign)
    {
        var id = CampaignSnapshot.IdOf(campaign.Id, campaign.DueAt);
        if (await effects.Desk.Get<CampaignSnapshot>(id) is { IsDropped: false }) return;
        effects.Desk.Put(new CampaignSnapshot(id) { CampaignId = campaign.Id, RootId = campaign.ParentId ?? campaign.Id, UnitId = campaign.UnitId, DueAt = campaign.DueAt });
    }

    private static async ValueTask Take(TickRun run)
    {
        if (await run.Desk.Get<CampaignSnapshot>(run.Id) is not { TakenAt: null, IsDropped: false } snapshot) return;
        if (await AnyCampaign.Get(run.Desk, snapshot.CampaignId) is not { } campaign || campaign.DueAt != snapshot.DueAt)
        {
            run.Desk.Put(snapshot with { IsDropped = true });
            return;
        }
        var (done, eligible) = await CellCounts.At(run.Desk, snapshot.CampaignId, snapshot.UnitId, snapshot.DueAt);
        run.Desk.Put(snapshot with { TakenAt = run.Now, Done = done, Eligible = eligible });
    }
}
