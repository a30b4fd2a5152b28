using CellBot.Domain.Audit;
using CellBot.Domain.Meetings;
using CellBot.Domain.Months;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Aids;

/// <summary>The usual work of a month: what is stored ticks itself, the rest is ticked by a number.</summary>
public sealed class MonthTests
{
    [Fact]
    public async Task What_is_stored_ticks_itself_and_the_rest_by_a_number()
    {
        await using var town = await Announced();
        await town.AdvanceTo(At(1, 12, 9));
        await town.Says(Account(Loan), "việc trong tháng");
        Assert.Equal("""
            Việc tháng 12 của Chi bộ Khu vực 3: xong 1/11.
            ✓ Thông báo họp thường kỳ
            Còn lại, xin nhắn số:
            1. Họp chi ủy trước cuộc họp chi bộ
            2. Đăng tài liệu lên Sổ tay đảng viên điện tử
            3. Điểm danh
            4. Biên bản
            5. Nghị quyết tháng
            6. Giao việc theo nghị quyết
            7. Kể chuyện về Bác trong buổi họp
            8. Sinh hoạt chuyên đề quý IV
            9. Kiểm tra việc thực hiện đăng ký quý IV
            10. Kiểm điểm, xếp loại năm 2026
            """, town.Last(Account(Loan)));

        await town.Says(Account(Loan), "1");
        Assert.StartsWith("""
            Đã đánh dấu xong: Họp chi ủy trước cuộc họp chi bộ. Nhầm thì nhắn 0.
            Việc tháng 12 của Chi bộ Khu vực 3: xong 2/11.
            ✓ Họp chi ủy trước cuộc họp chi bộ
            ✓ Thông báo họp thường kỳ
            Còn lại, xin nhắn số:
            1. Đăng tài liệu
            """, town.Last(Account(Loan)), StringComparison.Ordinal);
        var ticks = await town.Read<MonthTicks>(MonthTicks.IdOf(TownCell.CellId, new DateOnly(2026, 12, 1)));
        Assert.Equal(("committee", TownCell.PersonOf(Loan)), (ticks!.Ticks.Single().Work, ticks.Ticks.Single().By));
        Assert.Equal("month-ticked", Assert.Single(await town.Find(AuditEntry.ByObject, ticks.Id)).Action);
    }

    [Fact]
    public async Task A_tick_by_mistake_is_taken_back_by_0()
    {
        await using var town = await Announced();
        await town.AdvanceTo(At(1, 12, 9));
        foreach (var words in new[] { "việc trong tháng", "1", "0" }) await town.Says(Account(Loan), words);
        Assert.Contains("xong 1/11", town.Last(Account(Loan)), StringComparison.Ordinal);
        Assert.Empty((await town.Read<MonthTicks>(MonthTicks.IdOf(TownCell.CellId, new DateOnly(2026, 12, 1))))!.Ticks);
    }

    [Fact]
    public async Task What_can_be_done_here_is_done_from_the_list_or_ticked()
    {
        await using var town = await Announced();
        await town.AdvanceTo(At(3, 12, 20));
        await town.Says(Account(Loan), "việc tháng 12");
        await town.Says(Account(Loan), "điểm danh"); // as a label
        Assert.Equal("Điểm danh:\n1. Làm ngay\n2. Đã xong, đánh dấu giúp\n3. Để sau", town.Last(Account(Loan)));
        await town.Says(Account(Loan), "1");
        Assert.StartsWith("Điểm danh sinh hoạt thường kỳ tháng 12.", town.Last(Account(Loan)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_and_the_roll_of_the_months_meeting_tick_their_lines()
    {
        await using var town = await Announced();
        await town.AdvanceTo(At(4, 12, 9));
        var meeting = await town.Meeting();
        await town.Write(desk =>
        {
            desk.Put(new RollCall(meeting.Id) { UnitId = TownCell.CellId, StartsAt = meeting.StartsAt, ClosedAt = town.Clock.Now, ClosedBy = TownCell.PersonOf(Loan) });
            desk.Put(new Minutes(meeting.Id) { UnitId = TownCell.CellId, EnteredBy = TownCell.PersonOf(Loan) });
            desk.Put(new Resolution("r") { UnitId = TownCell.CellId, EnteredBy = TownCell.PersonOf(Loan), IssuedOn = new DateOnly(2026, 12, 3), Title = "Nghị quyết tháng 12", MeetingId = meeting.Id });
            return ValueTask.CompletedTask;
        });
        await town.Says(Account(Loan), "việc trong tháng");
        var text = town.Last(Account(Loan));
        foreach (var done in new[] { "✓ Thông báo họp thường kỳ", "✓ Điểm danh", "✓ Biên bản", "✓ Nghị quyết tháng" }) Assert.Contains(done, text, StringComparison.Ordinal);
        Assert.Contains("xong 4/11", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task January_asks_for_the_years_pledges_and_a_number_means_the_nearest_month()
    {
        await using var town = await Start(At(20, 12, 9));
        await town.AdvanceTo(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(7)));
        await town.Says(Account(Loan), "việc trong tháng");
        Assert.Contains("Mở đợt đăng ký năm 2027", town.Last(Account(Loan)), StringComparison.Ordinal);
        await town.Says(Account(Loan), "việc tháng 12");
        Assert.Contains("Kiểm điểm, xếp loại năm 2026", town.Last(Account(Loan)), StringComparison.Ordinal);
        await town.Says(Account(Son), "việc trong tháng");
        Assert.StartsWith("Mục này dành cho bí thư", town.Last(Account(Son)), StringComparison.Ordinal);
    }
}
