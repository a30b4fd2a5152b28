using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Meetings;

public sealed class ChangeMeetingTests
{
    private static readonly string Loan = MeetingTown.Account(MeetingTown.Loan), Diem = MeetingTown.Account(MeetingTown.Diem), Son = MeetingTown.Account(MeetingTown.Son), Uyen = MeetingTown.Account(MeetingTown.Uyen);

    [Fact]
    public async Task Behaviour_18_a_change_of_time_asks_again_only_those_it_affects_and_says_what_changed()
    {
        await using var town = await MeetingTown.Announced();
        await town.Says(Diem, "1");
        await town.Says(Son, "2");
        await town.Says(Son, "4");

        await town.Says(Loan, "đổi giờ: 20h");
        Assert.Equal("Thời gian mới: 20 giờ, thứ Năm, ngày 03/12/2026 (cũ: 19 giờ 30, thứ Năm, ngày 03/12/2026)\nSẽ báo 25/27 đồng chí. 1 đồng chí đã báo dự sẽ được hỏi lại.\n1. Sửa\n2. Gửi", town.Last(Loan));
        await town.Says(Loan, "2");
        await town.Advance(TimeSpan.FromMinutes(1));

        const string changed = "ĐỔI LỊCH HỌP\nChi bộ Khu vực 3, sinh hoạt thường kỳ tháng 12:\nThời gian mới: 20 giờ, thứ Năm, ngày 03/12/2026 (cũ: 19 giờ 30, thứ Năm, ngày 03/12/2026)\n";
        Assert.Equal(changed + "Xin đồng chí Diễm trả lời lại:\n1. Tham dự\n2. Xin vắng\n3. Đến muộn", town.Last(Diem));
        Assert.Equal(changed + "Đồng chí Sơn đã báo xin vắng. Nếu giờ mới dự được, xin nhắn “tham dự”.", town.Last(Son));
        Assert.Equal("Đã báo thay đổi đến 25/27 đồng chí. Chưa nhận được 2: Nguyễn Quốc Ái, Võ Thu Quyên.", town.Last(Loan));
        await town.Says(Loan, "ai đi họp");
        Assert.Contains("\nDự 1, xin vắng 1, chưa trả lời 23, chưa nhận được tin 2.", town.Last(Loan), StringComparison.Ordinal);

        await town.Says(Diem, "1");
        Assert.Equal("Đã ghi: đồng chí Diễm dự họp 20 giờ, thứ Năm, ngày 03/12/2026. Có gì thay đổi, xin nhắn “xin vắng”.", town.Last(Diem));
    }

    [Fact]
    public async Task Behaviour_18_a_cancelled_meeting_says_why_once_and_is_never_recalled()
    {
        await using var town = await MeetingTown.Announced();
        await town.Says(Loan, "hoãn họp");
        Assert.Equal("Không tổ chức sinh hoạt thường kỳ tháng 12, 19 giờ 30, thứ Năm, ngày 03/12/2026. Xin đồng chí Loan ghi lý do để báo mọi người.", town.Last(Loan));
        await town.Says(Loan, "hội trường đang sửa");
        Assert.Equal("Sinh hoạt thường kỳ tháng 12, 19 giờ 30, thứ Năm, ngày 03/12/2026: không tổ chức như đã thông báo.\nLý do: hội trường đang sửa\nSẽ báo 25/27 đồng chí.\n1. Sửa\n2. Gửi", town.Last(Loan));
        await town.Says(Loan, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Kính gửi đồng chí Uyên, sinh hoạt thường kỳ tháng 12 lúc 19 giờ 30, thứ Năm, ngày 03/12/2026 không tổ chức như đã thông báo. Lý do: hội trường đang sửa. Lịch mới (nếu có) sẽ được báo sau. Mong đồng chí Uyên thông cảm.", town.Last(Uyen));

        var told = town.Messages.Count(message => message.Account == Uyen);
        await town.AdvanceTo(MeetingTown.At(4, 12, 9));
        Assert.Equal(told, town.Messages.Count(message => message.Account == Uyen));
        var reminder = await town.Read<Reminder>(Reminder.IdOf(TownCell.PersonOf(MeetingTown.Uyen), Stage.Meeting3d, (await town.Meeting()).Id, 1));
        Assert.Equal((ReminderState.Skipped, "cancelled"), (reminder!.State, reminder.Reason));
        await town.Says(Uyen, "mấy giờ họp");
        Assert.Equal("Hiện chưa có lịch họp mới. Có lịch, trợ lý sẽ báo đồng chí Uyên.", town.Last(Uyen));
    }

    [Fact]
    public async Task Reminders_come_three_days_one_day_and_two_hours_before_to_those_they_concern()
    {
        await using var town = await MeetingTown.Announced();
        await town.Says(Diem, "1");
        await town.Says(Son, "2");
        await town.Says(Son, "1");
        int Told(string account) => town.Messages.Count(message => message.Account == account);
        var (diem, son, uyen) = (Told(Diem), Told(Son), Told(Uyen));

        await town.AdvanceTo(MeetingTown.At(30, 11, 8, 30));
        Assert.Equal("Chi bộ Khu vực 3 có sinh hoạt thường kỳ tháng 12 lúc 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Trợ lý chưa nhận được trả lời của đồng chí Uyên:\n1. Tham dự\n2. Xin vắng\n3. Đến muộn", town.Last(Uyen));
        Assert.Equal((diem, son, uyen + 1), (Told(Diem), Told(Son), Told(Uyen)));

        await town.AdvanceTo(MeetingTown.At(2, 12, 8, 30));
        Assert.Equal("Ngày mai Chi bộ Khu vực 3 họp: 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3.", town.Last(Diem));
        Assert.Equal("Ngày mai Chi bộ Khu vực 3 họp: 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Đồng chí Uyên dự được không?\n1. Tham dự\n2. Xin vắng\n3. Đến muộn", town.Last(Uyen));

        await town.AdvanceTo(MeetingTown.At(3, 12, 17, 30));
        Assert.Equal("Khoảng 2 giờ nữa (19 giờ 30) bắt đầu sinh hoạt thường kỳ tháng 12, tại Nhà văn hóa Khu vực 3. Kính mời đồng chí Diễm đến đúng giờ.", town.Last(Diem));
        Assert.Equal((diem + 2, son, uyen + 3), (Told(Diem), Told(Son), Told(Uyen)));
    }

    [Fact]
    public async Task A_change_in_the_middle_of_a_conversation_is_told_in_words()
    {
        await using var town = await MeetingTown.Announced();
        await town.Says(Uyen, "xin vắng"); // the reason is being asked
        await town.Says(Loan, "đổi giờ: 20h");
        await town.Says(Loan, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.EndsWith("Xin đồng chí Uyên trả lời lại:\nĐể trả lời, xin nhắn “tham dự”, “xin vắng” hoặc “đến muộn”.", town.Last(Uyen), StringComparison.Ordinal);
        Assert.Empty(town.Messages.Last(message => message.Account == Uyen).Choices);
    }

    [Fact]
    public async Task Behaviour_16_a_change_at_night_waits_for_the_morning_unless_the_meeting_is_near()
    {
        await using var town = await MeetingTown.Announced();
        await town.AdvanceTo(MeetingTown.At(25, 11, 22));
        await town.Says(Loan, "đổi địa điểm: hội trường phường");
        await town.Says(Loan, "2");
        Assert.StartsWith("Đang giờ nghỉ nên chưa gửi. Gửi lúc 6 giờ 30 sáng mai?", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "1");
        await town.Says(Loan, "đổi địa điểm: trường tiểu học");
        Assert.Equal("Một thông báo về cuộc họp này sẽ gửi lúc 06:30. Gửi xong, xin đồng chí Loan nhắn lại.", town.Last(Loan));
        await town.AdvanceTo(MeetingTown.At(26, 11, 7));
        Assert.Equal(MeetingTown.At(26, 11, 6, 30), town.Messages.Last(message => message.Account == Diem).At);

        // The meeting is moved to a morning, and its place changes in the night before.
        await town.Says(Loan, "đổi giờ: 28/11 8h");
        await town.Says(Loan, "2");
        await town.AdvanceTo(MeetingTown.At(27, 11, 22));
        await town.Says(Loan, "đổi địa điểm: trường tiểu học");
        await town.Says(Loan, "2");
        Assert.Equal("Sẽ gửi đến 25 đồng chí lúc 22:01. Nhắn 0 trước giờ đó nếu muốn dừng.", town.Last(Loan));
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("ĐỔI ĐỊA ĐIỂM", town.Last(Diem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unanswered_ones_are_nudged_once_a_day()
    {
        await using var town = await MeetingTown.Announced();
        await town.AdvanceTo(MeetingTown.At(27, 11, 9));
        await town.Says(Loan, "ai đi họp");
        await town.Says(Loan, "2");
        Assert.Equal("Đã nhắc riêng 24 đồng chí.", town.Last(Loan));
        Assert.StartsWith("Chi bộ Khu vực 3 có sinh hoạt thường kỳ tháng 12", town.Last(Uyen), StringComparison.Ordinal);
        await town.Advance(TimeSpan.FromSeconds(10));
        await town.Says(Loan, "ai đi họp");
        await town.Says(Loan, "2");
        Assert.Equal("Đã nhắc riêng 0 đồng chí. 24 đồng chí hôm nay đã có tin, sẽ nhắc sáng mai.", town.Last(Loan));
        var told = town.Messages.Count(message => message.Account == Uyen);
        await town.AdvanceTo(MeetingTown.At(28, 11, 9));
        Assert.Equal(told + 1, town.Messages.Count(message => message.Account == Uyen));
    }

    [Fact]
    public async Task An_announced_meeting_has_its_version_and_every_recipient_a_row()
    {
        await using var town = await MeetingTown.Announced();
        var meeting = await town.Meeting();
        Assert.Equal((MeetingStatus.Announced, 1, 27), (meeting.Status, meeting.NoticeVersion, meeting.AttendeeIds.Count));
        Assert.DoesNotContain(TownCell.PersonOf(MeetingTown.Yen), meeting.AttendeeIds);
        Assert.Equal(27, (await town.Find(Domain.Delivery.OutboxMessage.ByNotice, $"{meeting.Id}/1/")).Count);
    }
}
