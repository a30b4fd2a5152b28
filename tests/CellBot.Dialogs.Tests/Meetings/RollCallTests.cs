using CellBot.Domain.Audit;
using CellBot.Domain.Meetings;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Meetings;

public sealed class RollCallTests
{
    private static readonly string Loan = MeetingTown.Account(MeetingTown.Loan), Son = MeetingTown.Account(MeetingTown.Son), Uyen = MeetingTown.Account(MeetingTown.Uyen);

    /// <summary>A meeting of the committee of four, in which Loan, Phong and Trang said yes and Sơn said nothing.</summary>
    private static async Task<Town> Committee()
    {
        var town = await MeetingTown.Start(MeetingTown.At(20, 11, 9));
        await town.Says(Loan, "họp chi ủy thứ Hai 17h");
        await town.Says(Loan, "chuẩn bị sinh hoạt tháng 12");
        await town.Says(Loan, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        await town.Says(MeetingTown.Account("Hoàng Trọng Phong"), "1");
        await town.Says(MeetingTown.Account("Đỗ Thị Trang"), "1");
        await town.AdvanceTo(MeetingTown.At(23, 11, 17, 15));
        Assert.StartsWith("Điểm danh họp chi ủy tháng 11. Báo dự 3, muộn 0, xin vắng 0, chưa rõ 1.", town.Last(Loan), StringComparison.Ordinal);
        return town;
    }

    [Fact]
    public async Task An_unexcused_absence_is_confirmed_by_itself_told_to_the_person_and_can_be_explained()
    {
        await using var town = await Committee();
        await town.Says(Loan, "1");
        await town.Says(Loan, "2");
        Assert.Equal("Lương Quốc Sơn vắng mặt:\n1. Có báo lý do\n2. Chưa rõ, hỏi lại sau\n3. Không có lý do", town.Last(Loan));
        await town.Says(Loan, "3");
        Assert.Equal("Ghi Lương Quốc Sơn vắng không có lý do? Lương Quốc Sơn sẽ được báo và có 7 ngày để trình bày.\n1. Chưa, tôi hỏi lại\n2. Ghi", town.Last(Loan));
        await town.Says(Loan, "2");
        Assert.Equal("Họp chi ủy tháng 11, 4 đồng chí: có mặt 3, vắng không lý do 1.\n1. Sửa\n2. Chốt", town.Last(Loan));
        await town.Advance(TimeSpan.FromSeconds(5));
        await town.Says(Loan, "2");
        Assert.Equal("Đã chốt điểm danh lúc 17:15.", town.Last(Loan));

        var meeting = await town.Meeting();
        Assert.Single(await town.Find(AuditEntry.ByObject, $"{meeting.Id}/{TownCell.PersonOf(MeetingTown.Son)}"), entry => entry.Action == "unexcused");
        Assert.Equal("Kính gửi đồng chí Sơn, cuộc họp ngày 23/11/2026 chưa ghi nhận lý do vắng mặt của đồng chí Sơn. Nếu có lý do, xin nhắn trong 7 ngày để đồng chí bí thư xem xét.\n1. Gửi lý do", town.Last(Son));

        await town.Says(Son, "1");
        await town.Says(Son, "mẹ tôi nhập viện đột xuất");
        Assert.Equal("Đã chuyển đồng chí Đinh Hồng Loan. Cảm ơn đồng chí Sơn.", town.Last(Son));
        Assert.Equal("Lương Quốc Sơn gửi lý do vắng họp chi ủy tháng 11: “mẹ tôi nhập viện đột xuất”\n1. Ghi vắng có lý do\n2. Để sau", town.Last(Loan));
        await town.Says(Loan, "1");
        Assert.Equal("Đã ghi Lương Quốc Sơn vắng có lý do.", town.Last(Loan));
        Assert.Equal(Attendance.ExcusedAbsence, (await town.Read<RollCall>(meeting.Id))!.Of(TownCell.PersonOf(MeetingTown.Son)));
        Assert.Equal("Lý do vắng của đồng chí Sơn đã được ghi nhận. Cảm ơn đồng chí Sơn.", town.Last(Son));
    }

    [Fact]
    public async Task What_is_unclear_is_asked_again_next_morning()
    {
        await using var town = await Committee();
        await town.Says(Loan, "1");
        await town.Says(Loan, "2");
        await town.Says(Loan, "2");
        await town.Advance(TimeSpan.FromSeconds(5));
        await town.Says(Loan, "2");
        Assert.Equal("Đã chốt điểm danh lúc 17:15. Còn 1 đồng chí chưa rõ, trợ lý sẽ hỏi lại đồng chí Loan sáng mai.", town.Last(Loan));
        await town.AdvanceTo(MeetingTown.At(24, 11, 8, 30));
        Assert.Equal("Điểm danh họp chi ủy tháng 11: còn 1 đồng chí chưa rõ: Lương Quốc Sơn.\n1. Ghi ngay\n2. Để sau", town.Last(Loan));
        await town.Says(Loan, "1");
        await town.Says(Loan, "1");
        Assert.Equal("Họp chi ủy tháng 11, 4 đồng chí: có mặt 4.\n1. Sửa\n2. Chốt", town.Last(Loan));
        await town.Says(Loan, "2");
        Assert.Equal("Đã chốt điểm danh lúc 08:30.", town.Last(Loan));
        var told = town.Messages.Count(message => message.Account == Loan);
        await town.AdvanceTo(MeetingTown.At(26, 11, 9)); // the roll being complete, only the minutes are asked for, once
        Assert.StartsWith("Họp chi ủy tháng 11 ngày 23/11/2026 chưa có biên bản.", Assert.Single(town.Messages.Where(message => message.Account == Loan).Skip(told)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_who_said_yes_and_did_not_come_is_asked_about_and_a_slip_is_put_right()
    {
        await using var town = await Committee();
        await town.Says(Loan, "2");
        Assert.Equal("Ai chưa có mặt? Nhắn các số, ví dụ: 4 11\n1. Đinh Hồng Loan\n2. Hoàng Trọng Phong\n3. Đỗ Thị Trang", town.Last(Loan));
        await town.Says(Loan, "3");
        await town.Says(Loan, "1");
        await town.Says(Loan, "1");
        Assert.Equal("Họp chi ủy tháng 11, 4 đồng chí: có mặt 3, vắng có lý do 1.\n1. Sửa\n2. Chốt", town.Last(Loan));
        await town.Says(Loan, "1");
        Assert.StartsWith("Sửa cho ai?\n1. Đinh Hồng Loan", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "Đỗ Thị Trang");
        await town.Says(Loan, "đến muộn");
        Assert.Equal("Họp chi ủy tháng 11, 4 đồng chí: có mặt 3, muộn 1.\n1. Sửa\n2. Chốt", town.Last(Loan));
    }

    [Fact]
    public async Task The_roll_of_a_meeting_at_night_is_asked_for_next_morning()
    {
        await using var town = await MeetingTown.Start(MeetingTown.At(20, 11, 9));
        await town.Says(Loan, "họp chi ủy thứ Hai 20h50");
        await town.Says(Loan, "việc gấp của khu vực");
        await town.Says(Loan, "2");
        await town.AdvanceTo(MeetingTown.At(24, 11, 8, 29));
        Assert.DoesNotContain(town.Messages, message => message.Text.StartsWith("Điểm danh", StringComparison.Ordinal));
        await town.AdvanceTo(MeetingTown.At(24, 11, 8, 30));
        Assert.StartsWith("Điểm danh họp chi ủy tháng 11.", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_cannot_call_the_roll()
    {
        await using var town = await Committee();
        await town.Says(Uyen, "điểm danh");
        Assert.StartsWith("Mục này dành cho bí thư, phó bí thư chi bộ.", town.Last(Uyen), StringComparison.Ordinal);
    }
}
