using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.EndToEnd.Processes;
using CellBot.Storage.Engines;
using CellBot.Testing.Towns;

namespace CellBot.EndToEnd.Telegram;

/// <summary>What was decided before the story begins, written while no host runs.</summary>
internal static class Seeds
{
    /// <summary>The pledge campaign of the golden conversations for that year, with a duty for everyone on the roster.</summary>
    public static Func<HostProcess, Task> Pledges(int year) => async host =>
    {
        await using var store = await host.OpenStore();
        var session = store.Open();
        var now = host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
        var effects = new Effects(session, Phrasebook.Vietnamese, "seed", now, null, null);
        var cell = Assert.Single(await session.Find(OrgUnit.ByType, "Cell"));
        var like = TownCell.Pledges(year);
        var campaign = new PledgeCampaign(PledgeCampaign.IdOf(cell.Id, year, PledgeKind.Pledge))
        {
            UnitId = cell.Id, Year = year, Code = like.Code, Title = like.Title, OpensAt = like.OpensAt, ClosesAt = like.ClosesAt, CommonStandards = like.CommonStandards, Areas = like.Areas,
        };
        session.Put(campaign);
        foreach (var person in await session.Find(Participant.ByCell, cell.Id + "/"))
            await Duties.Open(effects, new Obligation(Obligation.IdOf(campaign.Id, person.Id))
            {
                Kind = ObligationKind.Pledge, OwnerId = person.Id, UnitId = cell.Id, SourceId = campaign.Id, Item = $"bản đăng ký năm {year}", OpensAt = campaign.OpensAt, DueAt = campaign.ClosesAt,
            });
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    };
}
