using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Secretary;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Obligations;

/// <summary>What a campaign does in one cell.</summary>
internal static class CampaignCell
{
    private const int Everyone = 100_000;

    /// <param name="root">The body's campaign or the cell's own, as it is now; null for one that stands only in a spread.</param>
    /// <returns>How many people there are in all; the next chunk goes on after those that were done.</returns>
    public static ValueTask<int> Spread(Effects effects, CampaignSpread spread, ICampaign? root, CampaignTarget target, int count) => spread.Kind switch
    {
        SpreadKind.Open => Open(effects, root, target, spread.Person, count),
        SpreadKind.Move => Move(effects, root, target, root is null || spread.CampaignId is null ? spread.DueAt!.Value : root.DueAt, spread.Person, count),
        SpreadKind.Close => Close(effects, root, target, spread.Person, count),
        _ => Content(effects, root, target),
    };

    private static async ValueTask<int> Open(Effects effects, ICampaign? root, CampaignTarget target, int from, int count)
    {
        var desk = effects.Desk;
        if (root is null || await desk.Get<OrgUnit>(target.UnitId) is not { } cell) return 0;
        var campaign = await AnyCampaign.Get(desk, target.CampaignId);
        if (from == 0)
        {
            if (target.CampaignId != root.Id) AnyCampaign.Put(desk, campaign = AnyCampaign.InCell(root, campaign, cell));
            await Digest.Plan(effects, cell);
            await Snapshots.Plan(effects, campaign!);
        }
        if (campaign is not { State: CampaignState.Open }) return 0; // closed before it came here
        var people = await Asked(effects, cell.Id, campaign.Audience);
        foreach (var person in people.Skip(from).Take(count)) await Duties.Give(effects, campaign, person, cell.Settings);
        if (from + count >= people.Length && target.CampaignId != root.Id) await TellSecretary(effects, root, campaign, cell);
        return people.Length;
    }

    private static async ValueTask<int> Move(Effects effects, ICampaign? root, CampaignTarget target, DateTimeOffset dueAt, int from, int count)
    {
        var desk = effects.Desk;
        var people = await desk.Find(Participant.ByCell, target.UnitId + "/", Everyone);
        if (from == 0 && await AnyCampaign.Get(desk, target.CampaignId) is { } campaign)
        {
            var reopens = campaign.State is CampaignState.Closed;
            if (root is not null) AnyCampaign.Put(desk, campaign = AnyCampaign.With(campaign, dueAt, CampaignState.Open));
            await Snapshots.Plan(effects, campaign);
            if (reopens || root?.State is CampaignState.Open) await Settle(effects, campaign, PledgeStatus.Closed, PledgeStatus.Approved);
        }
        Obligation[] moving = [.. (await desk.Get<Obligation>([.. people.Skip(from).Take(count).Select(person => Obligation.IdOf(target.CampaignId, person.Id))])).Where(duty =>
            duty is { FulfilledAt: null, WaivedAt: null } && duty.DueAt != dueAt && !(duty.ExtendedFrom is not null && duty.DueAt > dueAt))]; // what a secretary gave one person is not taken back
        await Ladder.ReadAhead(effects, [.. moving.Select(duty => Duties.Moved(duty, dueAt))]);
        foreach (var duty in moving) await Duties.Move(effects, duty, dueAt);
        return people.Count;
    }

    private static async ValueTask<int> Close(Effects effects, ICampaign? root, CampaignTarget target, int from, int count)
    {
        var desk = effects.Desk;
        if (root is { State: CampaignState.Open }) return 0; // opened again meanwhile
        var people = await desk.Find(Participant.ByCell, target.UnitId + "/", Everyone);
        if (from == 0 && await AnyCampaign.Get(desk, target.CampaignId) is { } campaign)
        {
            AnyCampaign.Put(desk, campaign = AnyCampaign.With(campaign, campaign.DueAt, CampaignState.Closed));
            await Settle(effects, campaign, PledgeStatus.Approved, PledgeStatus.Closed);
        }
        foreach (var person in people.Skip(from).Take(count))
            if (await desk.Get<Obligation>(Obligation.IdOf(target.CampaignId, person.Id)) is { IsOpen: true } duty)
                await Duties.Close(effects, duty);
        return people.Count;
    }

    private static async ValueTask<int> Content(Effects effects, ICampaign? root, CampaignTarget target)
    {
        if (root is not null && target.CampaignId != root.Id && await effects.Desk.Get<OrgUnit>(target.UnitId) is { } cell && await AnyCampaign.Get(effects.Desk, target.CampaignId) is { } own)
            AnyCampaign.Put(effects.Desk, AnyCampaign.InCell(root, own, cell));
        return 0;
    }

    /// <summary>The secretary hears what the body asks of the cell; not where nobody of it is asked.</summary>
    private static async ValueTask TellSecretary(Effects effects, ICampaign root, ICampaign campaign, OrgUnit cell)
    {
        var count = (await CellCounts.Of(effects.Desk, campaign.Id, cell.Id, effects.Now)).Eligible;
        if (count == 0 || await Officers.LeaderOf(effects.Desk, cell.Id, effects.Today) is not { IsReachable: true } leader || await effects.Desk.Get<OrgUnit>(root.UnitId) is not { } body) return;
        var day = QuietHours.On(QuietHours.Day(effects.Now), cell.Settings.ReminderTime, effects.Now.Offset);
        await effects.Post.Send(leader.Person.Id, voice => voice.Say("campaign.fromAbove",
            ("Body", Officers.NameOf(body)), ("Title", campaign.Title), ("DueText", VietnameseDates.Long(QuietHours.Day(campaign.DueAt))), ("Count", count), ("Cell", cell.Name)),
            options: new PostOptions { NotBefore = effects.Now >= day && !cell.Settings.IsQuietAt(effects.Now) ? null : cell.Settings.NextMorning(effects.Now) });
    }

    /// <summary>Members and others are never mixed in one denominator (model section 12).</summary>
    private static async ValueTask<Participant[]> Asked(Effects effects, string cellId, Audience audience) =>
        [.. (await effects.Desk.Find(Participant.ByCell, cellId + "/", Everyone)).Where(person => audience.Includes(person.Kind))];

    /// <summary>Approved pledges are closed with their campaign, and back (model section 4).</summary>
    private static async ValueTask Settle(Effects effects, ICampaign campaign, PledgeStatus from, PledgeStatus to)
    {
        if (campaign is not PledgeCampaign) return;
        foreach (var pledge in await effects.Desk.Find(Pledge.ByCampaign, $"{campaign.Id}/{from}", Everyone)) effects.Desk.Put(pledge with { Status = to });
    }
}
