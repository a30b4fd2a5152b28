using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Secretary;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Obligations;

/// <summary>Opens a campaign in a cell: a duty for every eligible person, with the word about it on the first working morning.</summary>
public static class CampaignOpening
{
    /// <summary>More people than this are reached in several commits (design.md, section 4).</summary>
    private const int Chunk = 500;

    public static ValueTask Open(Effects effects, PledgeCampaign campaign)
    {
        effects.Desk.Put(campaign);
        return Begin(effects, SpreadKind.Open, [new CampaignTarget(campaign.Id, campaign.UnitId)], campaign.Id, campaign.ClosesAt);
    }

    public static ValueTask Open(Effects effects, StudyCampaign campaign)
    {
        effects.Desk.Put(campaign);
        return Begin(effects, SpreadKind.Open, [new CampaignTarget(campaign.Id, campaign.UnitId)], campaign.Id, campaign.DueAt);
    }

    /// <summary>Moves the date of duties that are still open; the campaigns themselves are the caller's to write.</summary>
    /// <param name="id">Of the campaign, or of the body's that fans out.</param>
    /// <param name="dueAt">Inclusive: the end of that day, local.</param>
    public static ValueTask Move(Effects effects, string id, IReadOnlyList<CampaignTarget> targets, DateTimeOffset dueAt) => Begin(effects, SpreadKind.Move, targets, id, dueAt);

    /// <summary>Goes on where it stopped, a chunk in a commit; what carries an old version is skipped when it comes up, so lateness is safe.</summary>
    internal static Tick Tick { get; } = new("campaign.spread",
        async (reader, now, most) => [.. (await reader.Range(CampaignSpread.Open, "0", $"{now.UtcDateTime:yyyyMMddHHmmss}", most)).Select(spread => spread.Id)],
        async run =>
        {
            if (await run.Desk.Get<CampaignSpread>(run.Id) is { IsDone: false } spread)
                run.Desk.Put(await Continue(run.Because($"{run.Id}/{spread.Target}/{spread.Person}"), spread));
        })
    {
        Next = async reader => (await reader.Find(CampaignSpread.Open, "", limit: 1)) is [var oldest] ? oldest.StartedAt : null,
    };

    /// <summary>At once for a cell of the usual size; the rest is left to the tick.</summary>
    private static async ValueTask Begin(Effects effects, SpreadKind kind, IReadOnlyList<CampaignTarget> targets, string id, DateTimeOffset dueAt)
    {
        var begun = new CampaignSpread($"{id}/{kind}/{dueAt:yyyyMMdd}") { Kind = kind, Targets = targets, DueAt = dueAt, StartedAt = effects.Now };
        var after = await Continue(effects, begun);
        if (after.IsDone) return;
        _ = await effects.Desk.Get<CampaignSpread>(after.Id);
        effects.Desk.Put(after);
    }

    private static async ValueTask<CampaignSpread> Continue(Effects effects, CampaignSpread spread)
    {
        for (var left = Chunk; left > 0;)
        {
            if (spread.Target >= spread.Targets.Count) return spread with { IsDone = true };
            var target = spread.Targets[spread.Target];
            var all = spread.Kind is SpreadKind.Open ? await OpenFor(effects, target, spread.Person, left) : await MoveFor(effects, target, spread.DueAt!.Value, spread.Person, left);
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

    /// <returns>How many people there are in all.</returns>
    private static async ValueTask<int> OpenFor(Effects effects, CampaignTarget target, int from, int count)
    {
        var desk = effects.Desk;
        if (await Template(desk, target) is not { } duty || await desk.Get<OrgUnit>(target.UnitId) is not { } cell) return 0;
        if (from == 0) await Digest.Plan(effects, cell);
        // Members and others are never mixed in one denominator (model section 12): these campaigns are the members'.
        var people = (await desk.Find(Participant.ByCell, cell.Id + "/", 100_000)).Where(person => person.Kind is ParticipantKind.PartyMember).ToArray();
        foreach (var person in people.Skip(from).Take(count))
        {
            var own = duty with { Id = Obligation.IdOf(target.CampaignId, person.Id), OwnerId = person.Id };
            if (await desk.Get<Obligation>(own.Id) is not null || await Exempt.Covers(desk, cell.Id, person.Id, own.Kind, QuietHours.Day(own.OpensAt))) continue;
            await Duties.Open(effects, own);
            await OpeningWriter.Plan(effects, own, cell.Settings);
        }
        return people.Length;
    }

    private static async ValueTask<int> MoveFor(Effects effects, CampaignTarget target, DateTimeOffset dueAt, int from, int count)
    {
        var people = await effects.Desk.Find(Participant.ByCell, target.UnitId + "/", 100_000);
        foreach (var person in people.Skip(from).Take(count))
            if (await effects.Desk.Get<Obligation>(Obligation.IdOf(target.CampaignId, person.Id)) is { IsOpen: true } duty && duty.DueAt != dueAt)
                await Duties.Move(effects, duty, dueAt);
        return people.Count;
    }

    /// <summary>The duty as every owner has it.</summary>
    private static async ValueTask<Obligation?> Template(IReader reader, CampaignTarget target) =>
        await reader.Get<PledgeCampaign>(target.CampaignId) is { } pledges
            ? new Obligation(pledges.Id)
            {
                Kind = ObligationKind.Pledge, OwnerId = "", UnitId = target.UnitId, SourceId = pledges.Id, RootId = pledges.ParentId, Item = $"bản đăng ký năm {pledges.Year}", OpensAt = pledges.OpensAt, DueAt = pledges.ClosesAt,
            }
            : await reader.Get<StudyCampaign>(target.CampaignId) is { } study
            ? new Obligation(study.Id)
            {
                Kind = ObligationKind.Reflection, OwnerId = "", UnitId = target.UnitId, SourceId = study.Id, RootId = study.ParentId, Item = study.Item, OpensAt = study.OpensAt, DueAt = study.DueAt,
            }
            : null;
}
