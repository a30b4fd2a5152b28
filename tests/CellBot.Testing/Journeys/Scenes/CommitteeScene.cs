using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journey 6: a study went down to 34 cells; the day before it is due all have handed in but two of the Library's.</summary>
public sealed class CommitteeScene() : JourneyScene(JourneyScript.Load("6"))
{
    public const string Thuy = TownCommittee.Officer, Uyen = "Hoàng Thanh Uyên", Hoa = "Kim Ngọc Hoa", Trang = "Phạm Thị Trang", Library = "Chi bộ Thư viện";

    private static readonly StudyCampaign Study = new("th4-2026-u-db")
    {
        UnitId = TownCommittee.BodyId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpenedBy = TownCommittee.PersonOf(Thuy),
        OpensAt = At(20, 9, 0, month: 11), DueAt = new DateTimeOffset(2026, 12, 10, 23, 59, 59, TimeSpan.FromHours(7)),
    };

    public override DateTimeOffset Begin { get; } = At(9, 14, 50);

    public override IReadOnlyList<string> Linked { get; } = [Thuy, Uyen, Hoa];

    public override string PersonOf(string name) => TownCommittee.PersonOf(name, name is Hoa or Trang ? Library : null);

    public override async ValueTask Seed(Effects effects, Func<string, string> accountOf)
    {
        var accounts = Linked.ToDictionary(PersonOf, accountOf);
        TownCommittee.Seed(effects.Desk, Begin, accounts.GetValueOrDefault);
        effects.Desk.Put((await effects.Desk.Get<Participant>(PersonOf(Trang)))! with { Phone = "+84912345678" });
        await CampaignOpening.Open(effects, Study);
    }

    protected override async Task Prepare(IJourneyStage stage)
    {
        await stage.GoTo(stage.Now.AddMinutes(1)); // it spreads
        string[] open = [PersonOf(Trang), PersonOf(Hoa)];
        foreach (var cell in TownCommittee.Cells.Select(TownCommittee.CellOf))
            await stage.Effect("hand-in/" + cell, async effects =>
            {
                foreach (var duty in await effects.Desk.Find(Obligation.BySource, $"{AnyCampaign.IdIn(Study, cell)}/{cell}/Open"))
                    if (!open.Contains(duty.OwnerId)) await Duties.Fulfil(effects, duty.Id, effects.Now);
            });
        await stage.GoTo(At(9, 15, 0));
        await stage.Says(stage.AccountOf(Hoa), "việc của tôi");
        await stage.GoTo(At(11, 7, 59));
        await stage.Effect("answered", async effects => // what came before is no part of this conversation, and its lists were answered
        {
            foreach (var row in await effects.Desk.Find(OutboxMessage.OpenLists, "", 5000)) effects.Desk.Put(row with { ListClosed = true });
        });
    }

    protected override IEnumerable<(int Block, Func<Task> Act)> Meanwhile(IJourneyStage stage)
    {
        var note = Script.Blocks.ToList().FindIndex(block => block.Note is not null);
        yield return (note, async () =>
        {
            await stage.GoTo(At(11, 20, 0));
            await stage.Effect("hand-in/hoa", effects => Duties.Fulfil(effects, Obligation.IdOf(AnyCampaign.IdIn(Study, TownCommittee.CellOf(Library)), PersonOf(Hoa)), effects.Now));
        });
    }

    /// <summary>The Monday figures.</summary>
    protected override bool MayBeUnshown(string text) => text.StartsWith("Tình hình", StringComparison.Ordinal);

    private static DateTimeOffset At(int day, int hour, int minute, int month = 12) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(7));
}
