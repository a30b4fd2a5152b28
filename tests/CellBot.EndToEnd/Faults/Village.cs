using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.EndToEnd.Processes;
using CellBot.Storage.Engines;
using CellBot.Testing.Telegram;
using CellBot.Testing.Towns;

namespace CellBot.EndToEnd.Faults;

/// <summary>The demo cell, everyone joined, with this year's pledges and a study: what is in the store before a life begins.</summary>
internal static class Village
{
    /// <summary>Excused from meetings; takes no part.</summary>
    public const string Exempt = "Hoàng Mỹ Yến";

    public static readonly DateTimeOffset Begin = January(5, 9, 0);

    public static readonly StudyCampaign Study = new($"th-2027-{TownCell.CellId}")
    {
        UnitId = TownCell.CellId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = Begin.AddDays(-10), DueAt = new DateTimeOffset(2027, 1, 14, 23, 59, 59, TimeSpan.FromHours(7)),
    };

    public static DateTimeOffset January(int day, int hour, int minute) => new(2027, 1, day, hour, minute, 0, TimeSpan.FromHours(7));

    public static async Task<IReadOnlyList<Villager>> Settle(HostProcess host, FakeBotApi api, int seed)
    {
        var people = TownCell.Names.Select((name, index) => new Villager(api.NewUser(name), index + 1, seed)).Where(person => person.Name != Exempt).ToList();
        await using var store = await host.OpenStore();
        var session = store.Open();
        var effects = new Effects(session, Phrasebook.Vietnamese, "seed", host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)), null, null);
        await TownCell.Seed(session, effects.Now, notLinked: TownCell.Names);
        session.Put(Journey.Campaign);
        session.Put(Study);
        foreach (var person in people)
        {
            var account = $"telegram/0/{person.User.Id}";
            session.Put((await session.Get<Participant>(person.Id))! with { Consent = new Consent { NoticeVersion = 1, GivenAt = effects.Now.AddDays(-30), AccountId = account } });
            session.Put(new ChannelAccount(account) { ParticipantId = person.Id, LinkedAt = effects.Now.AddDays(-30) });
            await Duties.Open(effects, new Obligation(Obligation.IdOf(Journey.Campaign.Id, person.Id))
            {
                Kind = ObligationKind.Pledge, OwnerId = person.Id, UnitId = TownCell.CellId, SourceId = Journey.Campaign.Id, Item = "bản đăng ký năm 2027",
                OpensAt = Journey.Campaign.OpensAt, DueAt = Journey.Campaign.ClosesAt,
            });
            await Duties.Open(effects, new Obligation(Obligation.IdOf(Study.Id, person.Id))
            {
                Kind = ObligationKind.Reflection, OwnerId = person.Id, UnitId = TownCell.CellId, SourceId = Study.Id, Item = Study.Item, OpensAt = Study.OpensAt, DueAt = Study.DueAt,
            });
        }

        Assert.IsType<CommitResult.Committed>(await session.Commit());
        return people;
    }
}
