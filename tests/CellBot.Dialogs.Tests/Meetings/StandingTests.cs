using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Meetings;

/// <summary>"họp mùng 3 hàng tháng 19h30".</summary>
public sealed class StandingTests
{
    private static readonly string Secretary = Account(Loan);

    private static async Task<Town> Set(string rule = "họp mùng 3 hàng tháng 19h30")
    {
        var town = await MeetingTown.Start(At(20, 11, 9));
        await town.Says(Secretary, rule);
        return town;
    }

    [Fact]
    public async Task A_standing_time_is_confirmed_and_asked_once_a_month_with_everything_as_last_time_and_one_tap_announces()
    {
        await using var town = await Set();
        Assert.Equal("""
            Lịch họp thường kỳ: mùng 3 hằng tháng, 19 giờ 30. Lần tới: 19 giờ 30, thứ Năm, ngày 03/12/2026.
            Trước 7 ngày, trợ lý hỏi đồng chí Loan để gửi thông báo. Gặp ngày nghỉ thì chuyển sang ngày làm việc kế tiếp.
            1. Sửa
            2. Ghi lịch này
            """, town.Last(Secretary));
        await town.Says(Secretary, "2");
        Assert.Equal("Đã ghi: họp thường kỳ mùng 3 hằng tháng, 19 giờ 30. Trợ lý sẽ hỏi đồng chí Loan lúc 8 giờ 30, thứ Năm, ngày 26/11/2026.", town.Last(Secretary));

        await town.AdvanceTo(At(26, 11, 8, 30));
        Assert.Equal("""
            Sắp đến lịch họp thường kỳ.
            Sinh hoạt thường kỳ tháng 12
            Thời gian: 19 giờ 30, thứ Năm, ngày 03/12/2026 (25 tháng Mười âm lịch)
            Địa điểm: Nhà văn hóa Khu vực 3 (như lần trước)
            Nội dung: đánh giá tháng 11; nhiệm vụ tháng 12; kể chuyện về Bác
            ––––––
            Mời 27 đồng chí (1 đồng chí được miễn). Gửi được 25; chưa kết nối: Nguyễn Quốc Ái, Võ Thu Quyên.
            1. Sửa
            2. Gửi
            3. Để sau
            """, town.Last(Secretary));
        await town.Says(Secretary, "2");
        Assert.StartsWith("Sẽ gửi đến 25 đồng chí lúc 08:31. Nhắn 0 trước giờ đó nếu muốn dừng.", town.Last(Secretary), StringComparison.Ordinal);
        await town.Advance(TimeSpan.FromMinutes(1));
        var meeting = await town.Meeting();
        Assert.Equal((MeetingStatus.Announced, December, 27), (meeting.Status, meeting.StartsAt, meeting.AttendeeIds.Count));

        await town.AdvanceTo(new DateTimeOffset(2026, 12, 27, 8, 29, 0, TimeSpan.FromHours(7)));
        Assert.Single(town.Messages, message => message.Text.StartsWith("Sắp đến lịch họp thường kỳ.", StringComparison.Ordinal));
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 27, 8, 30, 0, TimeSpan.FromHours(7)));
        Assert.StartsWith("Sắp đến lịch họp thường kỳ.\nSinh hoạt thường kỳ tháng 1\nThời gian: 19 giờ 30, Chủ nhật, ngày 03/01/2027", town.Last(Secretary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_in_which_the_day_is_off_is_moved_to_the_next_working_day_and_says_so()
    {
        await using var town = await Set("họp ngày 1 hàng tháng 14h");
        await town.Says(Secretary, "2");
        await town.AdvanceTo(At(24, 11, 8, 30)); // asked for 1 December
        await town.Says(Secretary, "3");
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 26, 8, 30, 0, TimeSpan.FromHours(7)));
        Assert.StartsWith("Sắp đến lịch họp thường kỳ. Ngày 01/01/2027 là Tết Dương lịch nên chuyển sang ngày làm việc kế tiếp.\nSinh hoạt thường kỳ tháng 1\nThời gian: 14 giờ, thứ Bảy, ngày 02/01/2027", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "1");
        Assert.StartsWith("Sinh hoạt thường kỳ tháng 1\nThời gian: 14 giờ, thứ Bảy, ngày 02/01/2027", town.Last(Secretary), StringComparison.Ordinal);
        Assert.EndsWith("1. Sửa\n2. Gửi\n3. Gửi thử cho tôi xem", town.Last(Secretary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_whose_meeting_was_announced_by_hand_is_not_asked_for()
    {
        await using var town = await Set();
        await town.Says(Secretary, "2");
        await town.Says(Secretary, "họp mùng 4 tháng sau 19h30");
        await town.Advance(TimeSpan.FromSeconds(5));
        await town.Says(Secretary, "2");
        await town.AdvanceTo(At(3, 12, 9));
        Assert.DoesNotContain(town.Messages, message => message.Text.StartsWith("Sắp đến lịch họp thường kỳ.", StringComparison.Ordinal));
        Assert.Equal(2027 * 12 + 1, (await Waiting(town))!.Version);
    }

    [Fact]
    public async Task It_is_changed_and_ended_by_a_word_and_only_who_leads_may()
    {
        await using var town = await Set();
        await town.Says(Secretary, "1");
        await town.Says(Secretary, "hàng tuần");
        Assert.StartsWith("Xin nhắn ngày trong tháng và giờ", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "thứ Hai đầu tiên hàng tháng 14h");
        Assert.StartsWith("Lịch họp thường kỳ: thứ Hai đầu tiên hằng tháng, 14 giờ. Lần tới: 14 giờ, thứ Hai, ngày 07/12/2026.", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "2");
        Assert.Equal(DayOfWeek.Monday, (await town.Read<OrgUnit>(TownCell.CellId))!.Settings.MeetingRule!.Weekday);
        await town.Says(Secretary, "bỏ lịch họp thường kỳ");
        Assert.Equal("Đã bỏ lịch họp thường kỳ. Trợ lý không hỏi hằng tháng nữa.", town.Last(Secretary));
        Assert.Null(await Waiting(town));
        await town.Says(Account(Uyen), "họp mùng 3 hàng tháng 19h30");
        Assert.Null((await town.Read<OrgUnit>(TownCell.CellId))!.Settings.MeetingRule);
    }

    private static async Task<Reminder?> Waiting(Town town) => (await town.Find(Reminder.WaitingByPerson, TownCell.PersonOf(Loan) + "/")).FirstOrDefault(reminder => reminder.Stage is Stage.Standing);
}
