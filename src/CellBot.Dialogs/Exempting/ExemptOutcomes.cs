using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Exempting;

/// <param name="Last">Inclusive; null: for good.</param>
internal sealed record MemberExempted(string PersonId, ExemptionScope Scope, DateOnly? Last) : Fact;

internal sealed record ExemptionEnded(string PersonId) : Fact;

internal static class ExemptOutcomes
{
    public static async ValueTask Begin(MemberExempted fact, Effects effects)
    {
        if (await OfOwnCell(effects, fact.PersonId) is not var (person, cell)) return;
        await EndAll(effects, cell.Id, person.Id);
        var id = $"{cell.Id}/{person.Id}/{effects.Today:yyyyMMdd}";
        _ = await effects.Desk.Get<Exemption>(id); // ended and begun again on one day
        effects.Desk.Put(new Exemption(id)
        {
            UnitId = cell.Id, ParticipantId = person.Id, From = effects.Today, To = fact.Last?.AddDays(1), Scope = fact.Scope,
            Kind = fact.Last is null ? ExemptionKind.Permanent : ExemptionKind.Temporary, DecidedBy = effects.Me.Id,
        });
        effects.Audit("exempt", person.Id);
        await Belonging.Settle(effects, person);
        await Tell(effects, person, cell, voice => voice.Say("exempt.toMember", ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("ScopeText", Exempted.Words(fact.Scope)), ("UntilText", Exempted.Until(fact.Last))));
    }

    public static async ValueTask End(ExemptionEnded fact, Effects effects)
    {
        if (await OfOwnCell(effects, fact.PersonId) is not var (person, cell) || !await EndAll(effects, cell.Id, person.Id)) return;
        effects.Audit("exempt-ended", person.Id);
        await Belonging.Settle(effects, person);
        await Tell(effects, person, cell, voice => voice.Say("exempt.endedToMember", ("Decider", Voice.Capital(effects.Me.Person.FormalName))));
    }

    private static async ValueTask<bool> EndAll(Effects effects, string cellId, string personId)
    {
        var any = false;
        foreach (var exemption in await effects.Desk.Find(Exemption.ByPerson, $"{cellId}/{personId}"))
        {
            if (exemption.ParticipantId != personId || !exemption.Covers(ExemptionScope.None, effects.Today)) continue;
            effects.Desk.Put(exemption with { To = effects.Today });
            any = true;
        }
        return any;
    }

    private static async ValueTask<(Participant Person, OrgUnit Cell)?> OfOwnCell(Effects effects, string personId) =>
        effects.Me.LeadsFor(personId) && effects.Me.Cell is { } cell && await effects.Desk.Get<Participant>(personId) is { } person && person.CellId == cell.Id ? (person, cell) : null;

    private static async ValueTask Tell(Effects effects, Participant person, OrgUnit cell, Func<Voice, Screen> words) =>
        await effects.Post.Send(person.Id, words, options: await Timing.Daytime(effects, cell.Id));
}
