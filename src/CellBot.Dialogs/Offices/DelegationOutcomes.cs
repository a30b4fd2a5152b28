using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Offices;

/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
internal sealed record DelegationGiven(string PersonId, DateOnly From, DateOnly To) : Fact;

internal sealed record DelegationEnded(string PersonId) : Fact;

internal static class DelegationOutcomes
{
    public static async ValueTask Given(DelegationGiven fact, Effects effects)
    {
        var desk = effects.Desk;
        if (effects.Me is not { IsSecretary: true, Cell: { } cell } secretary || fact.PersonId == secretary.Id) return;
        if (await desk.Get<Affiliation>(Affiliation.IdOf(cell.Id, fact.PersonId)) is not { To: null } affiliation) return;
        await EndAll(effects, cell.Id);
        desk.Put(affiliation with { Delegation = new Delegation(secretary.Id, effects.Now, fact.From, fact.To) });
        effects.Audit("delegate", fact.PersonId, cell.Id);
        // What waits for the secretary when it begins is the stand-in's to look at, and the secretary's again when it is over.
        var first = fact.From > effects.Today ? fact.From : effects.Today.AddDays(1);
        await ReviewQueue.Plan(effects, fact.PersonId, cell.Id, Morning(cell, first, effects));
        await ReviewQueue.Plan(effects, secretary.Id, cell.Id, Morning(cell, fact.To.AddDays(1), effects));
        await effects.Post.Send(fact.PersonId, voice => fact.From <= effects.Today
            ? voice.Screen("delegation.toStandIn", [("Former", Voice.Capital(secretary.Person.FormalName)), ("From", VietnameseDates.Short(fact.From)), ("To", VietnameseDates.Short(fact.To))], Start.Of("menu.secretary"), Start.Of("later")) with { Topic = "delegation" }
            : voice.Say("delegation.toStandInLater", ("Former", Voice.Capital(secretary.Person.FormalName)), ("From", VietnameseDates.Short(fact.From)), ("To", VietnameseDates.Short(fact.To))),
            options: await Timing.Daytime(effects, cell.Id));
    }

    public static async ValueTask Ended(DelegationEnded fact, Effects effects)
    {
        var desk = effects.Desk;
        if (effects.Me is not { Cell: { } cell } me || await desk.Get<Affiliation>(Affiliation.IdOf(cell.Id, fact.PersonId)) is not { Delegation: { } given } affiliation) return;
        if (fact.PersonId != me.Id && !(me.IsSecretary && given.By == me.Id)) return;
        desk.Put(affiliation with { Delegation = null });
        effects.Audit(fact.PersonId == me.Id ? "delegation-returned" : "delegation-ended", fact.PersonId, cell.Id);
        await ReviewQueue.Plan(effects, given.By, cell.Id, Morning(cell, effects.Today.AddDays(1), effects));
        if (fact.PersonId == me.Id)
            await effects.Post.Send(given.By, voice => voice.Say("delegation.returnedToSecretary", ("FullName", me.Person.FullName)), options: await Timing.Daytime(effects, cell.Id));
        else
            await effects.Post.Send(fact.PersonId, voice => voice.Say("delegation.endedToStandIn", ("Former", Voice.Capital(me.Person.FormalName))), options: await Timing.Daytime(effects, cell.Id));
    }

    /// <summary>Whoever had the secretary's work has it no more.</summary>
    public static async ValueTask EndAll(Effects effects, string cellId)
    {
        foreach (var officer in await effects.Desk.Find(Affiliation.ByOffice, cellId + "/"))
            if (officer.Delegation is not null)
            {
                effects.Desk.Put(officer with { Delegation = null });
                effects.Audit("delegation-ended", officer.ParticipantId, cellId);
            }
    }

    private static DateTimeOffset Morning(OrgUnit cell, DateOnly day, Effects effects) => QuietHours.On(HolidayCalendar.Default.WorkingDayFrom(day), cell.Settings.ReminderTime, effects.Now.Offset);
}
