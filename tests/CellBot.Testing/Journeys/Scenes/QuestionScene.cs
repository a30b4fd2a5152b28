using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journey 8: a pledge is owed, a meeting is announced.</summary>
public sealed class QuestionScene() : JourneyScene(JourneyScript.Load("8"))
{
    public const string Phu = "Đinh Công Phú", Loan = "Đinh Hồng Loan";

    public override DateTimeOffset Begin { get; } = new(2027, 1, 5, 19, 0, 0, TimeSpan.FromHours(7));

    public override async ValueTask Seed(Effects effects, Func<string, string> accountOf)
    {
        await TownCell.Seed(effects.Desk, Begin, notLinked: [], accountOf);
        var (now, before, phu) = (TownCell.Pledges(2027), TownCell.Pledges(2026), PersonOf(Phu));
        effects.Desk.Put(now);
        effects.Desk.Put(before);
        await Duties.Open(effects, new Obligation(Obligation.IdOf(now.Id, phu))
        {
            Kind = ObligationKind.Pledge, OwnerId = phu, UnitId = TownCell.CellId, SourceId = now.Id, Item = "bản đăng ký năm 2027", OpensAt = now.OpensAt, DueAt = now.ClosesAt,
        });
        effects.Desk.Put(new Pledge(Pledge.IdOf(before.Id, phu))
        {
            CampaignId = before.Id, ParticipantId = phu, UnitId = TownCell.CellId, Status = PledgeStatus.Closed, Receipt = "DK26-07",
            Items = [new PledgeItem("phong-trao", "Vận động mười hộ phân loại rác", null, null)],
        });
        effects.Desk.Put(new Meeting("m-2027-01")
        {
            UnitId = TownCell.CellId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 1", StartsAt = new DateTimeOffset(2027, 1, 6, 19, 30, 0, TimeSpan.FromHours(7)),
            EndsAt = new DateTimeOffset(2027, 1, 6, 21, 0, 0, TimeSpan.FromHours(7)), Venue = "hội trường phường", AttendeeIds = [phu], Status = MeetingStatus.Announced, NoticeVersion = 1, ConvenedBy = PersonOf(Loan),
        });
    }

    protected override bool MayBeUnshown(string text) => text.Contains("làm dở", StringComparison.Ordinal);
}
