using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Obligations;

/// <summary>Campaigns of both kinds, where the difference does not matter.</summary>
internal static class AnyCampaign
{
    public static async ValueTask<ICampaign?> Get(IReader reader, string id) =>
        await reader.Get<PledgeCampaign>(id) is { } pledges ? pledges : await reader.Get<StudyCampaign>(id);

    /// <summary>Every campaign of a unit, archived ones left out, the last date first.</summary>
    public static async ValueTask<IReadOnlyList<ICampaign>> Of(IReader reader, string unitId)
    {
        var all = new List<ICampaign>();
        all.AddRange(await reader.Find(PledgeCampaign.ByUnit, unitId + "/"));
        all.AddRange(await reader.Find(StudyCampaign.ByUnit, unitId + "/"));
        return [.. all.Where(campaign => campaign.State is not CampaignState.Archived).OrderByDescending(campaign => campaign.DueAt).ThenBy(campaign => campaign.Id, StringComparer.Ordinal)];
    }

    public static void Put(IDesk desk, ICampaign campaign)
    {
        if (campaign is PledgeCampaign pledges) desk.Put(pledges);
        else desk.Put((StudyCampaign)campaign);
    }

    public static ICampaign With(ICampaign campaign, DateTimeOffset dueAt, CampaignState state) =>
        campaign is PledgeCampaign pledges ? pledges with { ClosesAt = dueAt, State = state } : (StudyCampaign)campaign with { DueAt = dueAt, State = state };

    /// <summary>The id of the body's campaign in one of its cells. Of pledges there is one for a unit, a year and a kind, whoever opens it.</summary>
    public static string IdIn(ICampaign root, string unitId) =>
        unitId == root.UnitId ? root.Id : root is PledgeCampaign pledges ? PledgeCampaign.IdOf(unitId, pledges.Year, pledges.Kind, pledges.Audience) : $"{root.Id}-{unitId}";

    /// <summary>The duty as every owner has it, but for the owner.</summary>
    public static Obligation DutyOf(ICampaign campaign, string ownerId) => new(Obligation.IdOf(campaign.Id, ownerId))
    {
        Kind = campaign.DutyKind, OwnerId = ownerId, UnitId = campaign.UnitId, SourceId = campaign.Id, RootId = campaign.ParentId, Item = campaign.Item, OpensAt = campaign.OpensAt, DueAt = campaign.DueAt,
    };

    /// <summary>The body's campaign as it stands in a cell: its own words come first, what the cell added stays behind them.</summary>
    /// <param name="own">What the cell has already: the campaign opened before, or one of its own for the same year.</param>
    public static ICampaign InCell(ICampaign root, ICampaign? own, OrgUnit cell) => root switch
    {
        PledgeCampaign pledges when own is PledgeCampaign before => before with
        {
            ParentId = pledges.Id, ClosesAt = pledges.ClosesAt, State = pledges.State, OpenedBy = pledges.OpenedBy, Title = pledges.Title,
            CommonStandards = [.. pledges.CommonStandards, .. before.CommonStandards.Where(one => !pledges.CommonStandards.Any(above => above.Id == one.Id) && one.Local)],
            OwnStandards = [.. pledges.OwnStandards, .. before.OwnStandards.Where(one => !pledges.OwnStandards.Any(above => above.Id == one.Id) && one.Local)],
            Areas = [.. pledges.Areas.Select(area => WithLocal(area, before.Areas.FirstOrDefault(one => one.Code == area.Code))), .. before.Areas.Where(one => !pledges.Areas.Any(above => above.Code == one.Code) && one.Local)],
        },
        PledgeCampaign pledges => pledges with { Id = IdIn(root, cell.Id), UnitId = cell.Id, ParentId = pledges.Id },
        StudyCampaign study when own is StudyCampaign before => before with
        {
            DueAt = study.DueAt, State = study.State, Title = study.Title,
            Questions = [.. study.Questions, .. before.Questions.Where(one => !study.Questions.Any(above => above.Id == one.Id) && one.Local)],
        },
        StudyCampaign study => study with { Id = IdIn(root, cell.Id), UnitId = cell.Id, ParentId = study.Id },
        _ => throw new InvalidOperationException($"A campaign of an unknown kind: {root.Id}."),
    };

    private static PledgeArea WithLocal(PledgeArea above, PledgeArea? own) =>
        own is null ? above : above with { Samples = [.. above.Samples, .. own.Samples.Where(sample => sample.Local && !above.Samples.Any(one => one.Id == sample.Id))] };
}
