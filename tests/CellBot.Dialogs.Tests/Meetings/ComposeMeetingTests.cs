using CellBot.Domain.Meetings;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Meetings;

public sealed class ComposeMeetingTests
{
    private static readonly string Loan = MeetingTown.Account(MeetingTown.Loan);

    private const string Reach = "Mời 27 đồng chí (1 đồng chí được miễn). Gửi được 25; chưa kết nối: Nguyễn Quốc Ái, Võ Thu Quyên.\n";
    private const string Choices = "1. Sửa\n2. Gửi\n3. Gửi thử cho tôi xem";

    private static Task<Town> Begin() => MeetingTown.Start(MeetingTown.At(20, 11, 9));

    [Fact]
    public async Task Step_by_step_only_the_time_is_asked()
    {
        await using var town = await Begin();

        await town.Says(Loan, "thông báo họp");
        Assert.Equal("Họp khi nào? Xin nhắn ngày giờ, ví dụ: mùng 3 tháng sau 19h30.\n1. Như lịch thường kỳ: 19 giờ 30, thứ Năm, ngày 03/12/2026", town.Last(Loan));
        await town.Says(Loan, "1");
        Assert.StartsWith("Sinh hoạt thường kỳ tháng 12\nThời gian: 19 giờ 30, thứ Năm, ngày 03/12/2026 (25 tháng Mười âm lịch)\nĐịa điểm: Nhà văn hóa Khu vực 3 (như lần trước)", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_its_hour_takes_the_usual_one_and_a_part_of_the_day_is_asked()
    {
        await using var town = await Begin();

        await town.Says(Loan, "họp 3/12");
        Assert.Contains("Thời gian: 19 giờ 30, thứ Năm, ngày 03/12/2026", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "hủy");

        await town.Says(Loan, "họp chiều 4/12");
        Assert.Equal("Thứ Sáu, ngày 04/12/2026, buổi chiều: họp lúc mấy giờ? Ví dụ: 14h30.", town.Last(Loan));
        await town.Says(Loan, "không biết");
        Assert.Equal("Trợ lý chưa đọc được giờ. Xin nhắn giờ họp, ví dụ: 14h30.", town.Last(Loan));
        await town.Says(Loan, "2h");
        Assert.Contains("Thời gian: 14 giờ, thứ Sáu, ngày 04/12/2026", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_with_two_meanings_is_offered_not_guessed()
    {
        await using var town = await Begin();

        await town.Says(Loan, "họp thứ Sáu này 19h30"); // today is Friday
        Assert.Equal("“họp thứ Sáu này 19h30” có thể hiểu theo mấy cách. Xin chọn, hoặc nhắn ngày khác:\n1. 19 giờ 30, thứ Sáu, ngày 20/11/2026\n2. 19 giờ 30, thứ Sáu, ngày 27/11/2026", town.Last(Loan));
        await town.Restart();
        await town.Says(Loan, "2");
        Assert.Contains("Thời gian: 19 giờ 30, thứ Sáu, ngày 27/11/2026", town.Last(Loan), StringComparison.Ordinal);
        Assert.Contains("Lưu ý: trong tháng đã có sinh hoạt thường kỳ tháng 11 (19 giờ 30, thứ Ba, ngày 03/11/2026).", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_has_passed_is_refused_with_the_reason()
    {
        await using var town = await Begin();

        await town.Says(Loan, "họp hôm nay 8h");
        Assert.StartsWith("8 giờ, thứ Sáu, ngày 20/11/2026 đã qua. Xin chọn thời điểm sau 9 giờ, thứ Sáu, ngày 20/11/2026.\nHọp khi nào?", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_kinds_ask_for_their_agenda_and_warn_where_it_matters()
    {
        await using var town = await Begin();

        await town.Says(Loan, "họp chuyên đề 24/11 từ 19h đến 20h30");
        Assert.Equal("Nội dung chính của cuộc họp? Mỗi dòng một nội dung. Nhắn “mẫu” để dùng chương trình thường kỳ của chi bộ.", town.Last(Loan));
        await town.Says(Loan, "- Học tập Nghị quyết 80\n- Thảo luận");
        Assert.Equal("""
            Sinh hoạt chuyên đề tháng 11
            Thời gian: 19 giờ, thứ Ba, ngày 24/11/2026 (16 tháng Mười âm lịch)
            Địa điểm: Nhà văn hóa Khu vực 3
            Nội dung: Học tập Nghị quyết 80; Thảo luận
            ––––––

            """.ReplaceLineEndings("\n") + Reach + "Lưu ý: ngày 24/11/2026 là Ngày Văn hóa Việt Nam.\n" + Choices, town.Last(Loan));
    }

    [Fact]
    public async Task The_committee_of_the_cell_meets_alone()
    {
        await using var town = await Begin();

        await town.Says(Loan, "họp chi ủy thứ Hai 17h");
        await town.Says(Loan, "chuẩn bị sinh hoạt tháng 12");
        Assert.Contains("Họp chi ủy tháng 11\nThời gian: 17 giờ, thứ Hai, ngày 23/11/2026", town.Last(Loan), StringComparison.Ordinal);
        Assert.Contains("Thành phần: chi ủy\n––––––\nMời 4 đồng chí. Gửi được cả 4.", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_03_each_line_of_the_preview_can_be_changed_and_leads_back_to_it()
    {
        await using var town = await Begin();

        await town.Says(Loan, "họp mùng 3 tháng sau 19h30");
        await town.Says(Loan, "1");
        Assert.Equal("Sửa mục nào?\n1. Thời gian\n2. Địa điểm\n3. Nội dung\n4. Thành phần, chủ trì\n5. Tài liệu\n6. Khách mời", town.Last(Loan));
        await town.Says(Loan, "2");
        Assert.Equal("Họp ở đâu?\n1. Nhà văn hóa Khu vực 3\n2. Họp trực tuyến", town.Last(Loan));
        await town.Says(Loan, "Hội trường phường");
        Assert.Contains("Địa điểm: Hội trường phường\n", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "sửa");
        await town.Says(Loan, "1");
        await town.Says(Loan, "4/12 20h");
        Assert.Contains("Thời gian: 20 giờ, thứ Sáu, ngày 04/12/2026", town.Last(Loan), StringComparison.Ordinal);
        Assert.Contains("Địa điểm: Hội trường phường\n", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "1");
        await town.Says(Loan, "4");
        await town.Says(Loan, "3");
        Assert.StartsWith("Không mời ai? Nhắn các số, ví dụ: 4 11\n1. ", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "1 2");
        Assert.Contains("Thành phần: 25 đồng chí được mời\n––––––\nMời 25 đồng chí", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_20_a_broadcast_is_previewed_tried_on_oneself_and_can_be_stopped_within_a_minute()
    {
        await using var town = await Begin();
        await town.Says(Loan, "họp mùng 3 tháng sau 19h30");
        Assert.Contains(Reach, town.Last(Loan), StringComparison.Ordinal);

        await town.Says(Loan, "3");
        Assert.StartsWith("THÔNG BÁO SINH HOẠT CHI BỘ\nChi bộ Khu vực 3 mời đồng chí Loan dự sinh hoạt thường kỳ tháng 12.", town.Last(Loan), StringComparison.Ordinal);
        Assert.EndsWith("––––––\nĐây là bản thử, chưa gửi ai.\n1. Sửa\n2. Gửi", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "2");
        Assert.Equal("Sẽ gửi đến 25 đồng chí lúc 09:01. Nhắn 0 trước giờ đó nếu muốn dừng.", town.Last(Loan));

        await town.Advance(TimeSpan.FromSeconds(59));
        await town.Says(Loan, "0");
        Assert.Equal("Đã dừng, chưa ai nhận được. Bản nháp vẫn còn.\n1. Sửa\n2. Gửi lại", town.Last(Loan));
        await town.Advance(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(town.Messages, message => message.Account != Loan);

        await town.Says(Loan, "1");
        Assert.Contains("Thời gian: 19 giờ 30, thứ Năm, ngày 03/12/2026", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "2");
        await town.Says(Loan, "dừng");
        await town.Advance(TimeSpan.FromSeconds(4)); // a second "2" within three seconds would be a double tap
        Assert.StartsWith("Đã dừng, chưa ai nhận được.", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "2");
        Assert.StartsWith("Sẽ gửi đến 25 đồng chí lúc 09:07.", town.Last(Loan), StringComparison.Ordinal);
        await town.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("Đã gửi 25/27 đồng chí. Chưa nhận được 2: Nguyễn Quốc Ái, Võ Thu Quyên.\n1. Tôi đã báo trực tiếp\n2. In giấy mời\n3. Để sau", town.Last(Loan));
        Assert.Equal(25, town.Messages.Count(message => message.Text.StartsWith("THÔNG BÁO SINH HOẠT", StringComparison.Ordinal) && !message.Text.Contains("bản thử", StringComparison.Ordinal)));
        await town.Says(Loan, "2");
        Assert.Equal("Trợ lý đang lập giấy mời, gửi vào đây ngay.", town.Last(Loan));
    }

    [Fact]
    public async Task Stopping_too_late_says_what_can_still_be_done()
    {
        await using var town = await Begin();
        await town.Says(Loan, "họp mùng 3 tháng sau 19h30");
        await town.Says(Loan, "2");
        town.Clock.Now += TimeSpan.FromSeconds(60);
        await town.RunTicks();
        await town.Says(Loan, "0"); // the same second, after the tick
        Assert.Equal("Thông báo đã gửi lúc 09:01 nên không dừng được. Cần sửa, xin nhắn “đổi lịch họp” hoặc “hủy họp”.", town.Last(Loan));
    }

    [Fact]
    public async Task The_report_sums_up_when_a_channel_refuses_and_when_rows_still_wait()
    {
        await using var town = await Begin();
        town.Blocked.Add(MeetingTown.Account(MeetingTown.Uyen));
        await town.Says(MeetingTown.Account(MeetingTown.Son), "thông báo họp"); // no right to, and no conversation
        await town.Says(Loan, "họp mùng 3 tháng sau 19h30");
        await town.Says(Loan, "2");
        await town.Advance(TimeSpan.FromMinutes(3));
        Assert.StartsWith("Đã gửi 24/27 đồng chí. Chưa nhận được 3: Nguyễn Quốc Ái, Võ Thu Quyên, Võ Bích Uyên.", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_confirmed_at_night_offers_the_morning()
    {
        await using var town = await MeetingTown.Start(MeetingTown.At(20, 11, 22));
        await town.Says(Loan, "họp mùng 3 tháng sau 19h30");
        await town.Says(Loan, "2");
        Assert.Equal("Đang giờ nghỉ nên chưa gửi. Gửi lúc 6 giờ 30 sáng mai?\n1. Gửi lúc đó\n2. Để sau", town.Last(Loan));
        await town.Says(Loan, "1");
        Assert.Equal("Sẽ gửi đến 25 đồng chí lúc 06:30, ngày 21/11. Nhắn 0 trước giờ đó nếu muốn dừng.", town.Last(Loan));
        await town.AdvanceTo(MeetingTown.At(21, 11, 7));
        var notice = town.Messages.First(message => message.Account == MeetingTown.Account(MeetingTown.Diem));
        Assert.Equal(MeetingTown.At(21, 11, 6, 30), notice.At);
    }

    [Fact]
    public async Task Only_those_who_lead_the_cell_announce_meetings()
    {
        await using var town = await Begin();
        var son = MeetingTown.Account(MeetingTown.Son);
        await town.Says(son, "họp mùng 3 tháng sau 19h30");
        Assert.StartsWith("Mục này dành cho bí thư, phó bí thư chi bộ.", town.Last(son), StringComparison.Ordinal);
        await town.Says(son, "đổi giờ: 20h");
        Assert.StartsWith("Mục này dành cho bí thư, phó bí thư chi bộ.", town.Last(son), StringComparison.Ordinal);
        await town.Says(son, "ai đi họp");
        Assert.StartsWith("Mục này dành cho bí thư, phó bí thư chi bộ.", town.Last(son), StringComparison.Ordinal);
        Assert.Empty(await town.Find(Notice.ByDue, ""));
    }
}
