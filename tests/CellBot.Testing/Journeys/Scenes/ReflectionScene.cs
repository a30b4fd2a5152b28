using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journey 2: the study of the fourth quarter, due Thursday 10/12/2026, owed by everybody but the secretary and the deputy; the cell has had eleven petitions.</summary>
public sealed class ReflectionScene() : JourneyScene(JourneyScript.Load("2"))
{
    public const string Loan = "Đinh Hồng Loan", Phong = "Hoàng Trọng Phong", Lien = "Trần Thanh Liên";

    public override DateTimeOffset Begin { get; } = new(2026, 12, 4, 20, 0, 0, TimeSpan.FromHours(7));

    public static StudyCampaign Study { get; } = new("th-2026-4-u-kv3")
    {
        UnitId = TownCell.CellId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4",
        OpensAt = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(7)), DueAt = new DateTimeOffset(2026, 12, 10, 23, 59, 59, TimeSpan.FromHours(7)),
    };

    public override async ValueTask Seed(Effects effects, Func<string, string> accountOf)
    {
        await TownCell.Seed(effects.Desk, Begin, notLinked: [], accountOf);
        effects.Desk.Put(new OrgUnit("u-phuong") { Name = "Đảng ủy phường", Type = OrgUnitType.PartyBody });
        effects.Desk.Put((await effects.Desk.Get<OrgUnit>(TownCell.CellId))! with { ParentId = "u-phuong" });
        effects.Desk.Put(Study);
        foreach (var person in TownCell.Names.Except([Loan, Phong]).Select(PersonOf))
            await Duties.Open(effects, new Obligation(Obligation.IdOf(Study.Id, person))
            {
                Kind = ObligationKind.Reflection, OwnerId = person, UnitId = TownCell.CellId, SourceId = Study.Id, Item = Study.Item, OpensAt = Study.OpensAt, DueAt = Study.DueAt,
            });
        for (var number = 1; number <= 11; number++)
            effects.Desk.Put(new Petition(Petition.IdOf(TownCell.CellId, number))
            {
                UnitId = TownCell.CellId, AuthorId = PersonOf(Phong), Number = number, Text = "Đề nghị sửa đèn đường", ReceivedAt = Study.OpensAt, DueAt = Study.OpensAt.AddDays(7), Status = PetitionStatus.Answered,
            });
    }
}
