using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using CellBot.Testing.Towns;

namespace CellBot.Bench;

/// <summary>A committee of any size: cells, people linked on Telegram who have agreed, this year's pledge campaign in each cell with its duties.</summary>
internal static class Seeds
{
    public const long FirstUser = 1_000_000;

    public static async Task People(Store store, int cells, int peopleEach, DateTimeOffset now, bool duties = true)
    {
        var person = 0;
        for (var c = 0; c < cells; c++)
        {
            var unit = $"u-{c:D4}";
            var campaign = Campaign(unit, now);
            await Write(store, desk =>
            {
                desk.Put(new OrgUnit(unit) { Name = $"Chi bộ {c + 1}", Type = OrgUnitType.Cell, Settings = Awake(now) });
                desk.Put(campaign);
            });
            for (var first = 0; first < peopleEach; first += 250)
                await Write(store, desk =>
                {
                    for (var i = first; i < Math.Min(first + 250, peopleEach); i++, person++) One(desk, unit, campaign, i, person, now, duties);
                });
        }
    }

    public static PledgeCampaign Campaign(string unit, DateTimeOffset now) => TownCell.Pledges(now.Year) with
    {
        Id = PledgeCampaign.IdOf(unit, now.Year, PledgeKind.Pledge), UnitId = unit, OpensAt = now.AddDays(-10), ClosesAt = new DateTimeOffset(now.Date.AddDays(4).AddSeconds(-1), now.Offset),
    };

    /// <summary>Benchmarks run at any hour: the quiet ones are half a day away.</summary>
    private static CellSettings Awake(DateTimeOffset now) => new() { Venue = "Nhà văn hóa", QuietFrom = TimeOnly.FromDateTime(now.DateTime.AddHours(11)), QuietTo = TimeOnly.FromDateTime(now.DateTime.AddHours(12)) };

    public static string AccountOf(int person) => $"telegram/0/{FirstUser + person}";

    public static async Task Write(Store store, Action<IDesk> write)
    {
        var session = store.Open();
        write(session);
        if (await session.Commit() is not CommitResult.Committed) throw new InvalidOperationException("The seed conflicts.");
    }

    private static void One(IDesk desk, string unit, PledgeCampaign campaign, int number, int person, DateTimeOffset now, bool duties)
    {
        var id = $"p-{person:D6}";
        desk.Put(new Participant(id)
        {
            FullName = $"Nguyễn Thị Người {person}", CellId = unit, Consent = new Consent { NoticeVersion = 1, GivenAt = now.AddDays(-20), AccountId = AccountOf(person) },
        });
        desk.Put(new Affiliation(Affiliation.IdOf(unit, id)) { UnitId = unit, ParticipantId = id, Number = number + 1, From = new DateOnly(2020, 1, 1), Roles = number == 0 ? [Role.Secretary] : number == 1 ? [Role.DeputySecretary] : [] });
        desk.Put(new ChannelAccount(AccountOf(person)) { ParticipantId = id, LinkedAt = now.AddDays(-20) });
        if (duties)
            desk.Put(new Obligation(Obligation.IdOf(campaign.Id, id))
            {
                Kind = ObligationKind.Pledge, OwnerId = id, UnitId = unit, SourceId = campaign.Id, RootId = "root", Item = $"bản đăng ký năm {now.Year}", OpensAt = campaign.OpensAt, DueAt = campaign.ClosesAt,
            });
    }
}
