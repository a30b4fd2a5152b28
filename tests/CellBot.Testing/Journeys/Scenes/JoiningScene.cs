using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journeys 1a and 1b in one: Bích has a code, owes the pledge of 2027, and registered one in 2026.</summary>
public sealed class JoiningScene() : JourneyScene(JourneyScript.Load("1a").Then(JourneyScript.Load("1b")))
{
    public const string Bich = "Đỗ Phương Bích";

    public override DateTimeOffset Begin { get; } = new(2027, 1, 5, 8, 50, 0, TimeSpan.FromHours(7));

    public override IReadOnlyList<string> Linked { get; } = ["Đinh Hồng Loan"];

    public override async ValueTask Seed(Effects effects, Func<string, string> accountOf)
    {
        await TownCell.Seed(effects.Desk, Begin, [.. TownCell.Names.Except(Linked)], accountOf);
        var (now, before, bich) = (TownCell.Pledges(2027), TownCell.Pledges(2026), PersonOf(Bich));
        effects.Desk.Put(now);
        effects.Desk.Put(before);
        effects.Desk.Put(new Pledge(Pledge.IdOf(before.Id, bich))
        {
            CampaignId = before.Id, ParticipantId = bich, UnitId = TownCell.CellId, Status = PledgeStatus.Closed, Receipt = "DK26-06",
            Items = [new PledgeItem("phong-trao", "Vận động mười hộ phân loại rác", null, null)],
        });
        effects.Desk.Put(new InviteCode(InviteCode.IdOfDigits("48271936")) { ParticipantId = bich, UnitId = TownCell.CellId, ExpiresAt = Begin.AddDays(7) });
        await Duties.Open(effects, new Obligation(Obligation.IdOf(now.Id, bich))
        {
            Kind = ObligationKind.Pledge, OwnerId = bich, UnitId = TownCell.CellId, SourceId = now.Id, Item = "bản đăng ký năm 2027", OpensAt = now.OpensAt, DueAt = now.ClosesAt,
        });
    }

    /// <summary>The next morning's word to whoever has joined.</summary>
    protected override bool MayBeUnshown(string text) => text.StartsWith("Để đồng chí Bích yên tâm", StringComparison.Ordinal);
}
