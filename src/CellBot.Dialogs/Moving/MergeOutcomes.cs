using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.Study;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Moving;

internal sealed record CellsMerged(string FromId, string ToId) : Fact;

/// <summary>
/// The old unit is closed and names its successor (model section 2), everybody moves, and what waits for its secretary waits for the other one. What was handed in
/// there stays there: roll-ups count it for the successor.
/// </summary>
internal static class MergeOutcomes
{
    public static async ValueTask Merged(CellsMerged fact, Effects effects)
    {
        var desk = effects.Desk;
        if (fact.FromId == fact.ToId || !await CommitteeView.ActsFor(desk, effects.Me, fact.FromId, effects.Today) || !await CommitteeView.ActsFor(desk, effects.Me, fact.ToId, effects.Today)) return;
        if (await desk.Get<OrgUnit>(fact.FromId) is not { IsCell: true, ValidTo: null } closed || await desk.Get<OrgUnit>(fact.ToId) is not { IsCell: true, ValidTo: null } to) return;
        if ((await UpcomingMeetings.OfUnit(desk, closed.Id, effects.Now)).Count > 0) return;

        await MoveOutcomes.Tell(effects, closed, voice => voice.Say("merge.toFormer", ("FromCell", closed.Name), ("ToCell", to.Name), ("Date", $"{effects.Now:dd/MM/yyyy}")));
        desk.Put(closed with { ValidTo = effects.Today, SuccessorId = to.Id });
        var people = await desk.Find(Participant.ByCell, closed.Id + "/", 100_000);
        foreach (var person in people) await MoveOutcomes.Take(effects, person, closed, to);
        effects.Audit("merge", closed.Id, closed.Id);
        effects.Audit("merge", closed.Id, to.Id);
        foreach (var offer in await desk.Find(Handover.Open, closed.Id + "/")) desk.Put(offer with { State = HandoverState.Withdrawn, SettledAt = effects.Now });
        await HandOn(effects, closed, to);
        await MoveOutcomes.Tell(effects, to, voice => voice.Say("merge.toNew", ("FromCell", closed.Name), ("ToCell", to.Name), ("Count", people.Count), ("Date", $"{effects.Now:dd/MM/yyyy}")));
    }

    /// <summary>Papers to look at, petitions, requests for help.</summary>
    private static async ValueTask HandOn(Effects effects, OrgUnit closed, OrgUnit to)
    {
        var desk = effects.Desk;
        foreach (var pledge in await desk.Find(Pledge.Pending, closed.Id + "/", 100_000)) desk.Put(pledge with { UnitId = to.Id });
        foreach (var reflection in await desk.Find(Reflection.Pending, closed.Id + "/", 100_000)) desk.Put(reflection with { UnitId = to.Id });
        foreach (var request in await desk.Find(HelpRequest.Open, closed.Id + "/", 100_000)) desk.Put(request with { UnitId = to.Id });
        var leader = await Officers.LeaderOf(desk, to.Id, effects.Today);
        foreach (var petition in await desk.Find(Petition.Open, closed.Id + "/", 100_000))
        {
            await PetitionDuty.Drop(effects, petition);
            var moved = petition with { UnitId = to.Id };
            desk.Put(moved);
            if (leader is { } reader && reader.Person.Id != petition.AuthorId) await PetitionDuty.Open(effects, moved, reader.Person.Id);
        }
        if (leader is { } next) await ReviewQueue.Plan(effects, next.Person.Id, to.Id, QuietHours.On(effects.Today.AddDays(1), to.Settings.ReminderTime, effects.Now.Offset));
    }
}
