using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Obligations;

/// <summary>
/// What a person owes follows from where they belong: after a roster, a move, an exemption or its end. Whoever is gone or exempt is waived; whoever is there is asked
/// what the campaigns that are open in the cell ask everybody.
/// </summary>
public static class Belonging
{
    /// <summary>After the person's affiliations and exemptions were written on the same desk. Run twice, it changes nothing the second time.</summary>
    /// <param name="person">As they are now.</param>
    /// <param name="formerUnits">Cells they have just left: what was handed in there for the same body's campaign is not asked again.</param>
    public static async ValueTask Settle(Effects effects, Participant person, params IReadOnlyList<string> formerUnits)
    {
        var desk = effects.Desk;
        foreach (var duty in await desk.Find(Obligation.OpenByOwner, person.Id + "/"))
        {
            var belongs = await desk.Get<Affiliation>(Affiliation.IdOf(duty.UnitId, person.Id)) is { } affiliation && affiliation.HoldsAt(effects.Today);
            var isOthers = await AnyCampaign.Get(desk, duty.SourceId) is { } source && !source.Audience.Includes(person.Kind);
            if (!belongs || isOthers || await Exempt.Covers(desk, duty.UnitId, person.Id, duty.Kind, effects.Today)) await Duties.Waive(effects, duty);
        }
        if (person.CellId is not { } cellId || await desk.Get<OrgUnit>(cellId) is not { } cell) return;
        foreach (var campaign in await AnyCampaign.Of(desk, cellId))
            if (campaign.State is CampaignState.Open && campaign.DueAt >= effects.Now && campaign.Audience.Includes(person.Kind) && !await DidElsewhere(effects, campaign, person, formerUnits))
                await Duties.Give(effects, campaign, person, cell.Settings);
    }

    private static async ValueTask<bool> DidElsewhere(Effects effects, ICampaign campaign, Participant person, IReadOnlyList<string> formerUnits)
    {
        if (formerUnits.Count == 0 || campaign.ParentId is not { } rootId || await AnyCampaign.Get(effects.Desk, rootId) is not { } root) return false;
        var there = await effects.Desk.Get<Obligation>([.. formerUnits.Where(unit => unit != campaign.UnitId).Select(unit => Obligation.IdOf(AnyCampaign.IdIn(root, unit), person.Id))]);
        return there.Any(duty => duty.FulfilledAt is not null);
    }
}
