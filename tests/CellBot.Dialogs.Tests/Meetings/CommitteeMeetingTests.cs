using CellBot.Dialogs.Tests.Committee;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Meetings;

/// <summary>A committee officer calls the members of all 34 cells together.</summary>
public sealed class CommitteeMeetingTests
{
    private static readonly string Thuy = TownCommittee.AccountOf(TownCommittee.Officer);

    private static async Task<Town> Confirmed(params IReadOnlyCollection<string> notLinked)
    {
        var town = await CommitteeTown.At("2026-11-20T09:00", notLinked);
        await town.Says(Thuy, "họp toàn đảng bộ mùng 3 tháng sau 14h");
        Assert.StartsWith("Họp ở đâu?", town.Last(Thuy), StringComparison.Ordinal);
        await town.Says(Thuy, "hội trường tầng 2");
        Assert.StartsWith("Nội dung chính của cuộc họp?", town.Last(Thuy), StringComparison.Ordinal);
        await town.Says(Thuy, "Tổng kết công tác năm 2026\nNhiệm vụ năm 2027");
        return town;
    }

    [Fact]
    public async Task Behaviour_20_an_officer_previews_stops_and_sends_to_every_member_and_the_ledger_sums_up()
    {
        string[] notLinked = [.. Enumerable.Range(100, 18).Select(number => $"p-{number:D3}")];
        await using var town = await Confirmed(notLinked);
        var preview = town.Last(Thuy);
        Assert.StartsWith("Hội nghị toàn đảng bộ ngày 03/12", preview, StringComparison.Ordinal);
        Assert.Contains("Mời 639 đồng chí (13 đồng chí được miễn). Gửi được 621, khoảng 23 giây; chưa kết nối 18: ", preview, StringComparison.Ordinal);
        Assert.Contains(" và 13 đồng chí khác.", preview, StringComparison.Ordinal);

        await town.Says(Thuy, "2");
        await town.Advance(TimeSpan.FromSeconds(30));
        await town.Says(Thuy, "0");
        Assert.Equal("Đã dừng, chưa ai nhận được. Bản nháp vẫn còn.\n1. Sửa\n2. Gửi lại", town.Last(Thuy));
        await town.Advance(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(town.Messages, message => message.Text.StartsWith("THÔNG BÁO HỌP", StringComparison.Ordinal));
        await town.Says(Thuy, "2");
        await town.Advance(TimeSpan.FromMinutes(1));

        var meeting = Assert.Single(await town.Find(Meeting.ByUnit, TownCommittee.BodyId + "/"));
        Assert.Equal((MeetingStatus.Announced, 639), (meeting.Status, meeting.AttendeeIds.Count));
        Assert.Equal(639, (await town.Find(OutboxMessage.ByNotice, meeting.Id + "/")).Count);
        Assert.Equal(621, town.Messages.Where(message => message.Text.StartsWith("THÔNG BÁO HỌP", StringComparison.Ordinal)).Select(message => message.Account).Distinct().Count());
        Assert.StartsWith("Đã gửi 621/639 đồng chí. Chưa nhận được 18: ", town.Last(Thuy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_every_cell_answer_and_the_officer_sees_counts_by_cell_and_no_name()
    {
        await using var town = await Confirmed();
        await town.Says(Thuy, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        var hoa = TownCommittee.AccountOf(CommitteeTown.Hoa);
        Assert.Equal("""
            THÔNG BÁO HỌP
            Đảng ủy Sở mời đồng chí Hoa dự hội nghị toàn đảng bộ ngày 03/12.
            Thời gian: 14 giờ, thứ Năm, ngày 03/12/2026
            Địa điểm: hội trường tầng 2
            Nội dung: Tổng kết công tác năm 2026; Nhiệm vụ năm 2027
            Thành phần: toàn thể đảng viên
            Nếu vắng, xin báo trước 17 giờ ngày 02/12. Đồng chí Hoa trả lời giúp:
            1. Tham dự
            2. Xin vắng
            3. Đến muộn
            """, town.Last(hoa));
        await town.Says(hoa, "1");
        Assert.StartsWith("Đã ghi: đồng chí Hoa dự họp 14 giờ, thứ Năm, ngày 03/12/2026.", town.Last(hoa), StringComparison.Ordinal);
        var uyen = TownCommittee.AccountOf(CommitteeTown.Uyen);
        await town.Says(uyen, "2");
        await town.Says(uyen, "2");
        Assert.Equal("Đã báo Đảng ủy Sở: đồng chí Uyên xin vắng (công tác, học tập). Nếu dự được, xin nhắn “tham dự”.", town.Last(uyen));

        await town.Says(Thuy, "ai đi họp");
        Assert.Equal("Hội nghị toàn đảng bộ ngày 03/12, 14 giờ, thứ Năm, ngày 03/12/2026 (đến 09:01, ngày 20/11/2026), 639 đồng chí:\nDự 2, xin vắng 1, chưa trả lời 636.\n1. Xem tên", town.Last(Thuy));
        await town.Says(Thuy, "1");
        Assert.Equal(34, town.Last(Thuy).Split('\n').Length);
        Assert.DoesNotContain(CommitteeTown.Uyen, town.Last(Thuy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_an_officer_calls_the_body_together()
    {
        await using var town = await CommitteeTown.At("2026-11-20T09:00");
        var secretary = TownCommittee.AccountOf(CommitteeTown.Uyen);
        await town.Says(secretary, "họp toàn đảng bộ mùng 3 tháng sau 14h");
        Assert.DoesNotContain("Mời", town.Last(secretary), StringComparison.Ordinal);
        Assert.Empty(await town.Find(Meeting.ByUnit, TownCommittee.BodyId + "/"));
    }

    [Fact]
    public async Task Behaviour_18_the_moved_meeting_of_a_body_asks_again_only_those_who_had_said_that_they_come()
    {
        await using var town = await Confirmed();
        await town.Says(Thuy, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        var (hoa, trang) = (TownCommittee.AccountOf(CommitteeTown.Hoa), TownCommittee.AccountOf(CommitteeTown.Trang));
        await town.Says(hoa, "1");
        await town.Says(trang, "2");
        await town.Says(trang, "1");
        await town.Says(Thuy, "đổi giờ họp: 15h");
        Assert.Contains("đồng chí đã báo dự sẽ được hỏi lại.", town.Last(Thuy), StringComparison.Ordinal);
        await town.Says(Thuy, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("ĐỔI LỊCH HỌP\nĐảng ủy Sở, hội nghị toàn đảng bộ ngày 03/12:\nThời gian mới: 15 giờ", town.Last(hoa), StringComparison.Ordinal);
        Assert.EndsWith("1. Tham dự\n2. Xin vắng\n3. Đến muộn", town.Last(hoa), StringComparison.Ordinal);
        Assert.EndsWith("Nếu giờ mới dự được, xin nhắn “tham dự”.", town.Last(trang), StringComparison.Ordinal);
    }
}
