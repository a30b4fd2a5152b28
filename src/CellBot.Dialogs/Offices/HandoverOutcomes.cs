using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Offices;

internal sealed record HandoverOffered(string ToId) : Fact;

/// <summary>Decided by an officer of the body above.</summary>
internal sealed record SecretaryAppointed(string UnitId, string ToId) : Fact;

internal sealed record HandoverSettled(string HandoverId, HandoverState State) : Fact;

/// <summary>The office goes from one member of the cell to another, and with it all that waits for the secretary.</summary>
internal static class HandoverOutcomes
{
    public static async ValueTask Offered(HandoverOffered fact, Effects effects)
    {
        if (effects.Me is not { IsSecretary: true, Cell: { } cell } former || fact.ToId == former.Id) return;
        await Offer(effects, cell, former.Id, fact.ToId, appointedBy: null, (voice, picks) => voice.Screen("handover.ask", [("Former", Voice.Capital(former.Person.FormalName))], picks));
    }

    /// <summary>An officer of the body above decides it: in a vacancy, or when the secretary cannot hand over.</summary>
    public static async ValueTask Appointed(SecretaryAppointed fact, Effects effects)
    {
        if (!await CommitteeView.ActsFor(effects.Desk, effects.Me, fact.UnitId, effects.Today) || await effects.Desk.Get<OrgUnit>(fact.UnitId) is not { IsCell: true } cell) return;
        var body = cell.ParentId is { } above ? await effects.Desk.Get<OrgUnit>(above) : null;
        await Offer(effects, cell, (await Officers.SecretaryOf(effects.Desk, cell.Id, effects.Today))?.ParticipantId, fact.ToId, effects.Me.Id,
            (voice, picks) => voice.Screen("handover.askByBody", [("Body", body is null ? cell.Name : Officers.NameOf(body))], picks));
    }

    private static async ValueTask Offer(Effects effects, OrgUnit cell, string? fromId, string toId, string? appointedBy, Func<Voice, IReadOnlyList<Pick>, Screen> words)
    {
        var desk = effects.Desk;
        if (fromId == toId || await Me.Load(desk, toId, effects.Today) is not { InCell: not null } next || next.Cell!.Id != cell.Id) return;
        foreach (var earlier in await desk.Find(Handover.Open, cell.Id + "/")) desk.Put(earlier with { State = HandoverState.Withdrawn, SettledAt = effects.Now });
        var handover = new Handover(Handover.IdOf(cell.Id, effects.Now)) { UnitId = cell.Id, FromId = fromId, ToId = next.Id, OfferedAt = effects.Now, AppointedBy = appointedBy };
        _ = await desk.Get<Handover>(handover.Id);
        desk.Put(handover);
        effects.Audit("handover-offered", next.Id, cell.Id);
        IReadOnlyList<Pick> picks = [Start.Of("later"), Start.Of(AnswerHandover.Accept, ("handover", handover.Id)), Start.Of(AnswerHandover.Decline, ("handover", handover.Id))];
        await effects.Post.Send(next, voice => words(voice, picks) with { Topic = "handover" }, options: await Timing.Daytime(effects, cell.Id));
    }

    public static async ValueTask Settled(HandoverSettled fact, Effects effects)
    {
        var desk = effects.Desk;
        var me = effects.Me;
        if (await desk.Get<Handover>(fact.HandoverId) is not { } handover || !handover.IsOpenAt(effects.Now)) return;
        if (fact.State is HandoverState.Withdrawn ? handover.AppointedBy is not null || me.Id != handover.FromId : !await AnswerHandover.Stands(desk, handover, me, effects.Now)) return;
        desk.Put(handover with { State = fact.State, SettledAt = effects.Now });
        effects.Audit(fact.State switch { HandoverState.Accepted => "handover", HandoverState.Declined => "handover-declined", _ => "handover-withdrawn" }, me.Id, handover.UnitId);
        if (fact.State is HandoverState.Accepted) await Take(effects, handover);
        else if (fact.State is HandoverState.Declined && handover.AppointedBy is { } officer)
            await effects.Post.Send(officer, voice => voice.Say("handover.declinedToBody", ("FullName", me.Person.FullName), ("CellName", me.Cell!.Name)), options: await Timing.Daytime(effects, handover.UnitId));
        else if (fact.State is HandoverState.Declined)
            await effects.Post.Send(handover.FromId!, voice => voice.Say("handover.declined", ("FullName", me.Person.FullName)), options: await Timing.Daytime(effects, handover.UnitId));
    }

    private static async ValueTask Take(Effects effects, Handover handover)
    {
        var (desk, unit) = (effects.Desk, handover.UnitId);
        if (await desk.Get<OrgUnit>(unit) is not { } cell) return;
        await DelegationOutcomes.EndAll(effects, unit);
        if (await desk.Get<Affiliation>(Affiliation.IdOf(unit, handover.ToId)) is not { } own) return;
        if (handover.FromId is { } former && await desk.Get<Affiliation>(Affiliation.IdOf(unit, former)) is { } old)
        {
            desk.Put(old with { Roles = [.. old.Roles.Where(role => role is not Role.Secretary)] });
            effects.Audit("role", former, unit);
            await MoveReminders(effects, cell, former, handover.ToId);
            await PetitionDuty.HandOn(effects, unit, former, handover.ToId);
        }
        desk.Put(own with { Roles = [.. own.Roles.Where(role => role is not Role.DeputySecretary).Append(Role.Secretary).Order()] });
        effects.Audit("role", handover.ToId, unit);

        await ReviewQueue.Plan(effects, handover.ToId, unit, QuietHours.On(effects.Today.AddDays(1), cell.Settings.ReminderTime, effects.Now.Offset));
        await Digest.Plan(effects, cell);
        await TellAgain(effects, cell, handover);
        var next = effects.Me.Person;
        if (handover.FromId is { } told)
            await effects.Post.Send(told, voice => voice.Say("handover.taken", ("FullName", next.FullName), ("Time", $"{effects.Now:HH\\:mm}"), ("Date", $"{effects.Now:dd/MM/yyyy}")), Lane.Urgent);
        var watcher = handover.AppointedBy ?? (cell.ParentId is { } above ? (await Officers.WatcherOf(desk, above, effects.Today, except: handover.ToId))?.Id : null);
        if (watcher is not null && watcher != handover.FromId && watcher != handover.ToId)
            await effects.Post.Send(watcher, voice => voice.Say("handover.toBody", ("CellName", cell.Name), ("FullName", next.FullName)), options: await Timing.Daytime(effects, unit));
    }

    /// <summary>What was planned to be said to the secretary of this cell is said to the new one.</summary>
    private static async ValueTask MoveReminders(Effects effects, OrgUnit cell, string former, string next)
    {
        var desk = effects.Desk;
        foreach (var waiting in await desk.Find(Reminder.WaitingByPerson, former + "/"))
        {
            if (!await IsOfOffice(desk, waiting, cell)) continue;
            desk.Put(waiting with { State = ReminderState.Skipped, Reason = "handed over", SettledAt = effects.Now });
            var id = Reminder.IdOf(next, waiting.Stage, waiting.ObjectId, waiting.Version);
            if (await desk.Get<Reminder>(id) is null) desk.Put(waiting with { Id = id, PersonId = next });
        }
    }

    private static async ValueTask<bool> IsOfOffice(IReader reader, Reminder reminder, OrgUnit cell) => reminder.Stage switch
    {
        Stage.Digest or Stage.Standing or Stage.ReviewNew or Stage.Joined or Stage.Badges => reminder.ObjectId == cell.Id,
        Stage.Silence => await reader.Get<Participant>(reminder.ObjectId) is { } person && person.CellId == cell.Id,
        Stage.Escalation => await reader.Get<Obligation>(reminder.ObjectId) is { } duty && duty.UnitId == cell.Id,
        Stage.Help => await reader.Get<HelpRequest>(reminder.ObjectId) is { } request && request.UnitId == cell.Id,
        Stage.RollCall or Stage.ReadAloud or Stage.Minutes or Stage.Materials => await reader.Get<Meeting>(reminder.ObjectId) is { } meeting && meeting.UnitId == cell.Id,
        _ => false,
    };

    /// <summary>What the former secretary had been told and not dealt with: escalations as one list next morning, requests for help at once.</summary>
    private static async ValueTask TellAgain(Effects effects, OrgUnit cell, Handover handover)
    {
        var desk = effects.Desk;
        foreach (var duty in await desk.Find(Obligation.OpenByUnit, cell.Id + "/"))
        {
            if (duty.EscalatedAt is null || duty.TalkedAt is not null || duty.OwnerId == handover.ToId) continue;
            var id = Reminder.IdOf(handover.ToId, Stage.Escalation, duty.Id, duty.DueVersion);
            if (await desk.Get<Reminder>(id) is null)
                desk.Put(new Reminder(id) { PersonId = handover.ToId, Stage = Stage.Escalation, ObjectId = duty.Id, Version = duty.DueVersion, DueAt = new LadderPlan(duty, cell.Settings).NextNudgeMorning(effects.Now) });
        }
        foreach (var request in await desk.Find(HelpRequest.Open, cell.Id + "/"))
        {
            if (request.ToldAt is null || request.AuthorId == handover.ToId || await Me.Load(desk, request.AuthorId, effects.Today) is not { } author || (await Superior.Of(desk, author, effects.Today))?.Id != handover.ToId) continue;
            var duty = request.DutyId is { } dutyId ? await desk.Get<Obligation>(dutyId) : null;
            await effects.Post.Send(handover.ToId, voice => SupportOutcomes.ToReviewer(voice, request, author, duty), options: await Timing.Daytime(effects, cell.Id));
        }
    }
}
