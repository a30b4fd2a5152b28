using CellBot.Dialogs.Tests.Meetings;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Tasks;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Aids;

/// <summary>Figures to read aloud: once, on the evening before a meeting; and whenever they are asked for.</summary>
public sealed class ReadAloudTests
{
    private static string First(Delivered message) => message.Text.Split('\n')[0];

    private static IEnumerable<Delivered> Figures(Town town, string name) => town.Messages.Where(message => message.Account == TownCell.AccountOf(name) && message.Text.StartsWith("Số liệu đọc tại", StringComparison.Ordinal));

    private static async Task<Town> Begin()
    {
        var town = await Announced();
        var study = Obligations.DutyTown.StudyOf("2026-12-10");
        await Obligations.DutyTown.Opens(town, study, Obligations.DutyTown.Tin, Obligations.DutyTown.Phu, Obligations.DutyTown.Bich);
        await Obligations.DutyTown.Fulfils(town, study, Obligations.DutyTown.Bich);
        await town.Write(async desk =>
        {
            var invited = (await desk.Get<Meeting>("m-november"))!.AttendeeIds;
            desk.Put(new RollCall("m-november")
            {
                UnitId = TownCell.CellId, StartsAt = At(3, 11, 19, 30), ClosedAt = At(3, 11, 19, 30).AddHours(2), ClosedBy = TownCell.PersonOf(Loan),
                Entries = [.. invited.Take(25).Select(id => new RollCallEntry(id, Attendance.Present)), new RollCallEntry(invited[25], Attendance.ExcusedAbsence)],
            });
            desk.Put(new ActionItem("t1") { UnitId = TownCell.CellId, Origin = ActionOrigin.Meeting, Content = "Rà soát hộ nghèo", OwnerId = TownCell.PersonOf(Son), DueAt = December, AssignedBy = TownCell.PersonOf(Loan), AssignedAt = At(3, 11, 19, 30).AddDays(1), Status = ActionItemStatus.Done });
            desk.Put(new ActionItem("t2") { UnitId = TownCell.CellId, Origin = ActionOrigin.Meeting, Content = "Làm vệ sinh ngõ", OwnerId = TownCell.PersonOf(Uyen), DueAt = December, AssignedBy = TownCell.PersonOf(Loan), AssignedAt = At(3, 11, 19, 30).AddDays(1) });
        });
        await town.Says(Account(Son), "tham dự");
        return town;
    }

    [Fact]
    public async Task The_evening_before_the_secretary_gets_them_once_and_nobody_else_does()
    {
        await using var town = await Begin();
        await town.AdvanceTo(At(4, 12, 12));

        var figures = Assert.Single(Figures(town, Loan));
        Assert.Equal(At(2, 12, 20, 30), figures.At);
        Assert.Equal("""
            Số liệu đọc tại sinh hoạt thường kỳ tháng 12, tính đến 20:30, ngày 02/12/2026:
            – Chi bộ có 28 đảng viên: chính thức 27, dự bị 1, được miễn 1.
            – Mời 27 đồng chí: báo dự 2, chưa trả lời 25.
            – Sinh hoạt thường kỳ tháng 11 (ngày 03/11/2026): có mặt 25/27 đồng chí (92,6%).
            – Bài thu hoạch “Nghị quyết chuyên đề quý IV”: 1/3 đồng chí (33,3%).
            – Việc giao từ cuộc họp trước: xong 1/2.
            """, figures.Text);
        Assert.Equal(1, town.Messages.Count(message => First(message).StartsWith("Số liệu đọc tại", StringComparison.Ordinal)));
        Assert.DoesNotContain(TownCell.Names, name => figures.Text.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_for_they_come_at_once_with_the_moment()
    {
        await using var town = await Begin();
        await town.Says(Account(Loan), "số liệu cuộc họp");
        Assert.StartsWith("Số liệu đọc tại sinh hoạt thường kỳ tháng 12, tính đến 09:01, ngày 20/11/2026:", town.Last(Account(Loan)), StringComparison.Ordinal);
        await town.Says(Account(Son), "số liệu cuộc họp");
        Assert.StartsWith("Mục này dành cho bí thư", town.Last(Account(Son)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_meeting_moved_they_come_on_the_new_evening_of_one_cancelled_never()
    {
        await using var town = await Begin();
        await town.Says(Account(Loan), "đổi giờ: 19h30 thứ Sáu 4/12");
        await town.Says(Account(Loan), "2");
        await town.AdvanceTo(At(3, 12, 21));
        Assert.Equal(At(3, 12, 20, 30), Assert.Single(Figures(town, Loan)).At);

        await using var cancelled = await Begin();
        foreach (var words in new[] { "hủy họp", "Bí thư đi công tác", "2" }) await cancelled.Says(Account(Loan), words);
        await cancelled.AdvanceTo(At(4, 12, 12));
        Assert.Equal(MeetingStatus.Cancelled, (await cancelled.Meeting()).Status);
        Assert.Empty(Figures(cancelled, Loan));
    }

    [Fact]
    public async Task When_the_office_changed_hands_the_new_one_reads_them()
    {
        await using var town = await Begin();
        await town.Write(async desk =>
        {
            var loan = (await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf(Loan))))!;
            var son = (await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf(Son))))!;
            desk.Put(loan with { Roles = [] });
            desk.Put(son with { Roles = [Role.Secretary] });
        });
        await town.AdvanceTo(At(4, 12, 12));
        Assert.Empty(Figures(town, Loan));
        Assert.Equal(At(2, 12, 20, 30), Assert.Single(Figures(town, Son)).At.AddSeconds(-Figures(town, Son).Single().At.Second));
    }
}
