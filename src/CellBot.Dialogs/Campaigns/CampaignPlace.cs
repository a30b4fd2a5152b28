using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.View;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Campaigns;

/// <summary>A unit that this person may open campaigns in: the own cell, or a body with everything below it.</summary>
/// <param name="Cells">Below it; the cell itself.</param>
/// <param name="Members">All members there, the exempt among them.</param>
/// <param name="Others">The same of people outside the Party.</param>
/// <param name="NotConnected">Cells whose secretary has no chat here.</param>
/// <param name="Known">Every campaign of the unit, the last date first.</param>
internal sealed record CampaignPlace(OrgUnit Unit, int Cells, Population Members, Population Others, IReadOnlyList<string> NotConnected, IReadOnlyList<ICampaign> Known)
{
    private const int Everything = 100_000;

    public bool IsBody => !Unit.IsCell;

    public int Exempt(ObligationKind kind, Audience audience) => Of(audience) is var people && kind is ObligationKind.Pledge ? people.ExemptFromPledges : people.ExemptFromReflections;

    public int Eligible(ObligationKind kind, Audience audience) => Of(audience).People - Exempt(kind, audience);

    private Population Of(Audience audience) => audience is Audience.Members ? Members : Others;

    public PledgeCampaign? PledgesOf(int year, Audience audience) => Known.OfType<PledgeCampaign>().FirstOrDefault(campaign => campaign.Year == year && campaign.Kind is PledgeKind.Pledge && campaign.Audience == audience);

    /// <summary>"TH4", or where the quarter has one already "TH4B": receipts begin with it.</summary>
    public string FreeCode(DateTimeOffset opens)
    {
        var quarter = $"TH{(opens.Month + 2) / 3}";
        var taken = Known.OfType<StudyCampaign>().Where(study => study.OpensAt.Year == opens.Year).Select(study => study.Code).ToHashSet();
        return new[] { quarter }.Concat("BCDEFGHKLMNPQRSTUVX".Select(letter => quarter + letter)).First(code => !taken.Contains(code));
    }

    /// <summary>Whether this person may open, move and close campaigns of the unit, read again at each decision.</summary>
    public static bool MayLead(Me me, string unitId) => me.Leads(unitId);

    public static async ValueTask<IReadOnlyList<CampaignPlace>> All(Opening opening)
    {
        var places = new List<CampaignPlace>();
        var tree = await Trees.At(opening.Reader, opening.Today);
        if (opening.Me is { LeadsCell: true, Cell: { } cell }) places.Add(await Of(opening, tree, cell));
        foreach (var body in opening.Me!.Bodies)
            if (tree.Find(body) is { IsCell: false } unit) places.Add(await Of(opening, tree, unit));
        return places;
    }

    private static async ValueTask<CampaignPlace> Of(Opening opening, OrgTree tree, OrgUnit unit)
    {
        var reader = opening.Reader;
        var cells = tree.CellsBelow(unit.Id);
        var ids = cells.Select(cell => cell.Id).ToHashSet();
        var people = (await reader.Tally(Participant.ByCellAndKind, unit.IsCell ? unit.Id + "/" : "")).Where(count => ids.Contains(count.Key[..count.Key.LastIndexOf('/')])).ToArray();
        var exemptions = (await reader.Find(Exemption.ByPerson, unit.IsCell ? unit.Id + "/" : "", Everything)).Where(exemption => ids.Contains(exemption.UnitId)).ToArray();
        var exempt = (await reader.Get<Participant>([.. exemptions.Select(exemption => exemption.ParticipantId).Distinct()])).ToDictionary(person => person.Id);
        int From(Audience audience, ExemptionScope scope) => exemptions.Where(exemption => exemption.Covers(scope, opening.Today) && exempt.GetValueOrDefault(exemption.ParticipantId) is { } person && person.CellId == exemption.UnitId && audience.Includes(person.Kind))
            .Select(exemption => exemption.ParticipantId).Distinct().Count();
        Population Those(Audience audience) => new(people.Where(count => audience.Includes(Enum.Parse<ParticipantKind>(count.Key[(count.Key.LastIndexOf('/') + 1)..]))).Sum(count => count.Count), From(audience, ExemptionScope.Pledges), From(audience, ExemptionScope.Reflections));
        var unreachable = new List<string>();
        if (!unit.IsCell)
            foreach (var cell in cells)
                if (await Officers.LeaderOf(reader, cell.Id, opening.Today) is not { IsReachable: true }) unreachable.Add(cell.Name);
        return new CampaignPlace(unit, cells.Count, Those(Audience.Members), Those(Audience.Others), unreachable, await AnyCampaign.Of(reader, unit.Id));
    }
}

/// <param name="People">All of them, the exempt among them.</param>
internal readonly record struct Population(int People, int ExemptFromPledges, int ExemptFromReflections);

/// <summary>A campaign that this person may change, with where it stands.</summary>
/// <param name="Frozen">Somebody has handed in.</param>
internal sealed record OwnCampaign(ICampaign Campaign, OrgUnit Unit, CampaignCoverage Cells, bool Frozen)
{
    /// <summary>Opened by the body above: its date and its end are the body's.</summary>
    public bool IsOfBody => Campaign.ParentId is not null;

    /// <summary>Campaigns that are not long over, of every unit this person leads, the newest first.</summary>
    public static async ValueTask<IReadOnlyList<OwnCampaign>> All(Opening opening, Func<ICampaign, bool> fits)
    {
        var own = new List<OwnCampaign>();
        string[] units = [.. opening.Me is { LeadsCell: true, Cell: { } cell } ? [cell.Id] : Array.Empty<string>(), .. opening.Me!.Bodies];
        foreach (var id in units)
            foreach (var campaign in await AnyCampaign.Of(opening.Reader, id))
                if (fits(campaign) && opening.Now - campaign.DueAt < TimeSpan.FromDays(90) && await Rollup.Load(opening.Reader, campaign, id, opening.Now) is { } rollup)
                    own.Add(new OwnCampaign(campaign, rollup.Node, rollup.Cells, await IsFrozen(opening.Reader, campaign)));
        return [.. own.OrderByDescending(one => one.Campaign.OpensAt)];
    }

    /// <summary>Somebody has handed in: what was answered is not changed any more. Of a body's campaign, in any of its cells.</summary>
    public static async ValueTask<bool> IsFrozen(IReader reader, ICampaign campaign)
    {
        if (campaign is PledgeCampaign pledges)
        {
            if ((await reader.Tally(Pledge.ByCampaign, campaign.Id + "/")).Count > 0) return true;
            var prefix = campaign.Id[..^campaign.UnitId.Length];
            var tree = await Trees.At(reader, QuietHours.Day(pledges.OpensAt));
            return campaign.ParentId is null && tree.Find(campaign.UnitId) is { IsCell: false }
                && (await reader.Tally(Pledge.ByCampaign, prefix)).Any(count => tree.IsWithin(count.Key[prefix.Length..count.Key.LastIndexOf('/')], campaign.UnitId));
        }
        return (await reader.Tally(Reflection.ByCampaign, campaign.Id + "/")).Count > 0 || (await reader.Tally(Reflection.ByCampaign, campaign.Id + "-")).Count > 0;
    }
}
