using CellBot.Dialogs.Tests.Obligations;
using CellBot.Domain.Meetings;
using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Asking;

public sealed class QuestionJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_8_free_questions_in_the_middle_and_outside(bool buttons)
    {
        await using var town = await At("2027-01-05T19:00");
        await town.Opens(TownCell.Pledges(2026));
        await town.Opens(TownCell.Pledges(2027), Phu);
        await town.Write(desk =>
        {
            desk.Put(new Domain.Pledges.Pledge(Domain.Pledges.Pledge.IdOf(TownCell.Pledges(2026).Id, TownCell.PersonOf(Phu)))
            {
                CampaignId = TownCell.Pledges(2026).Id, ParticipantId = TownCell.PersonOf(Phu), UnitId = TownCell.CellId, Status = Domain.Pledges.PledgeStatus.Closed, Receipt = "DK26-07",
                Items = [new Domain.Pledges.PledgeItem("phong-trao", "Vận động mười hộ phân loại rác", null, null)],
            });
            desk.Put(new Meeting("m-2027-01")
            {
                UnitId = TownCell.CellId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 1", StartsAt = Local("2027-01-06T19:30"), EndsAt = Local("2027-01-06T21:00"), Venue = "hội trường phường",
                AttendeeIds = [TownCell.PersonOf(Phu)], Status = MeetingStatus.Announced, NoticeVersion = 1, ConvenedBy = TownCell.PersonOf(Loan),
            });
            return ValueTask.CompletedTask;
        });
        var player = new JourneyPlayer(town, buttons) { MayBeUnshown = text => text.Contains("làm dở", StringComparison.Ordinal) };
        await player.Play(JourneyScript.Load("8"));
        await town.AdvanceTo(Local("2027-01-28T20:00"));
        Assert.StartsWith("28/01 20:00 Xin nhắc đồng chí Phú: bản đăng ký năm 2027", town.To(Phu).Last());
    }
}
