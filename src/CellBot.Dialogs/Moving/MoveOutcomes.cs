using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Moving;

internal sealed record MemberMoved(string PersonId, string FromId, string ToId) : Fact;

/// <summary>From today on the person belongs to the other cell. Offices stay behind; what they owe follows from where they belong.</summary>
internal static class MoveOutcomes
{
    public static async ValueTask Moved(MemberMoved fact, Effects effects)
    {
        var desk = effects.Desk;
        if (!await CommitteeView.ActsFor(desk, effects.Me, fact.FromId, effects.Today) || !await CommitteeView.ActsFor(desk, effects.Me, fact.ToId, effects.Today)) return;
        if (await desk.Get<OrgUnit>(fact.FromId) is not { } from || await desk.Get<OrgUnit>(fact.ToId) is not { IsCell: true } to) return;
        if (await desk.Get<Participant>(fact.PersonId) is not { } person || person.CellId != from.Id) return;

        var wasExempt = await Exempt.Covers(desk, from.Id, person.Id, ObligationKind.ActionItem, effects.Today);
        await Take(effects, person, from, to);
        var name = person.FullName;
        await Tell(effects, from, voice => voice.Say("move.toFormer", ("FullName", name), ("FromCell", from.Name), ("ToCell", to.Name), ("Date", $"{effects.Now:dd/MM/yyyy}")));
        await Tell(effects, to, voice => voice.Say("move.toNew", ("FullName", name), ("FromCell", from.Name), ("ToCell", to.Name), ("Date", $"{effects.Now:dd/MM/yyyy}"), ("ExemptText", wasExempt ? voice.Say("move.wasExempt") : "")));
    }

    /// <summary>One person from one cell to the other, with what they owe and the word to them. Whoever decided it has been judged before.</summary>
    public static async ValueTask Take(Effects effects, Participant person, OrgUnit from, OrgUnit to)
    {
        var desk = effects.Desk;
        if (await desk.Get<Affiliation>(Affiliation.IdOf(from.Id, person.Id)) is { } old) desk.Put(old with { To = effects.Today, Delegation = null });
        var id = Affiliation.IdOf(to.Id, person.Id);
        var before = await desk.Get<Affiliation>(id); // was here once: keeps the number
        desk.Put((before ?? new Affiliation(id) { UnitId = to.Id, ParticipantId = person.Id, Number = await NextNumber(effects, to.Id) }) with { From = effects.Today, To = null, Roles = [], Delegation = null });
        desk.Put(person = person with { CellId = to.Id });
        effects.Audit("move", person.Id, from.Id);
        effects.Audit("move", person.Id, to.Id);
        await Belonging.Settle(effects, person, from.Id);
        if (person.Id != effects.Me.Id)
            await effects.Post.Send(person.Id, voice => voice.Say("move.toMember", ("Date", $"{effects.Now:dd/MM/yyyy}"), ("Former", from.Name)), Lane.Bulk, await Timing.Daytime(effects, to.Id));
    }

    /// <summary>A word to whoever leads the cell, unless it is the one who decided.</summary>
    public static async ValueTask Tell(Effects effects, OrgUnit cell, Func<Speech.Voice, Speech.Screen> words)
    {
        if (await Officers.LeaderOf(effects.Desk, cell.Id, effects.Today) is { } leader && leader.Person.Id != effects.Me.Id)
            await effects.Post.Send(leader.Person.Id, words, options: await Timing.Daytime(effects, cell.Id));
    }

    private static async ValueTask<int> NextNumber(Effects effects, string unitId) =>
        (await effects.Desk.Find(Affiliation.EverIn, unitId + "/", 100_000)).Select(affiliation => affiliation.Number).DefaultIfEmpty().Max() + 1;
}
