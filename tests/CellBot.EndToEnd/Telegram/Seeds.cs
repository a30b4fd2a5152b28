using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.EndToEnd.Processes;
using CellBot.Host.Clock;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using CellBot.Testing.Towns;

namespace CellBot.EndToEnd.Telegram;

/// <summary>What was decided before the story begins, written while no host runs.</summary>
internal static class Seeds
{
    /// <summary>The pledge campaign of the golden conversations for that year, with a duty for everyone on the roster.</summary>
    public static Func<HostProcess, Task> Pledges(int year) => host => Write(host, async (session, effects, cell) =>
    {
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
    });

    /// <summary>A study of resolutions after which these people hand in a reflection.</summary>
    /// <param name="due">The last day.</param>
    public static Func<HostProcess, Task> Study(DateOnly due, params string[] names) => host => Write(host, async (session, effects, cell) =>
    {
        var opens = new DateTimeOffset(due.AddDays(-20).ToDateTime(TimeOnly.MinValue), CellClock.Offset);
        var study = new StudyCampaign($"th-{due:yyyy}-{cell.Id}")
        {
            UnitId = cell.Id, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = opens, DueAt = new DateTimeOffset(due.ToDateTime(new TimeOnly(23, 59, 59)), CellClock.Offset),
        };
        session.Put(study);
        foreach (var person in (await session.Find(Participant.ByCell, cell.Id + "/")).Where(person => names.Contains(person.FullName)))
            await Duties.Open(effects, new Obligation(Obligation.IdOf(study.Id, person.Id))
            {
                Kind = ObligationKind.Reflection, OwnerId = person.Id, UnitId = cell.Id, SourceId = study.Id, Item = study.Item, OpensAt = study.OpensAt, DueAt = study.DueAt,
            });
    });

    private static async Task Write(HostProcess host, Func<Session, Effects, OrgUnit, Task> write)
    {
        await using var store = await host.OpenStore();
        var session = store.Open();
        var effects = new Effects(session, Phrasebook.Vietnamese, "seed", host.Clock.GetUtcNow().ToOffset(CellClock.Offset), null, null);
        await write(session, effects, Assert.Single(await session.Find(OrgUnit.ByType, "Cell")));
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }
}
