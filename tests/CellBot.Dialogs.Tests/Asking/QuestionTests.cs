using CellBot.Dialogs.Tests.Obligations;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Asking;

public sealed class QuestionTests
{
    [Fact]
    public async Task Behaviour_08_a_parked_draft_is_mentioned_once_next_morning_and_stands_among_my_work()
    {
        await using var town = await At("2027-01-05T20:00");
        await town.Opens(TownCell.Pledges(2027), Phu);
        foreach (var step in new[] { "đăng ký", "1", "1" }) await town.Tells(Phu, step);
        await town.AdvanceTo(Local("2027-01-06T08:31"));
        Assert.Equal("""
            Đồng chí Phú còn bản “Đăng ký năm 2027” làm dở: đã cam kết chuẩn mực chung. Chỉ còn 3 câu.
            1. Làm tiếp
            2. Để sau
            """, town.Last(Phu));
        await town.Tells(Phu, "2");
        Assert.Equal("Đã giữ bản nháp đến 04/02/2027. Muốn làm tiếp, xin nhắn “làm tiếp”.", town.Last(Phu));
        var before = town.Messages.Count;
        await town.AdvanceTo(Local("2027-01-20T12:00"));
        Assert.Equal(before, town.Messages.Count);
        await town.Tells(Phu, "việc của tôi");
        Assert.Equal("""
            Việc đang mở của đồng chí Phú:
            1. Đăng ký năm 2027, đang làm dở: đã cam kết chuẩn mực chung
            Trả lời số thứ tự để làm ngay.
            """, town.Last(Phu));
        await town.Tells(Phu, "1");
        Assert.StartsWith("Bước 2/3, việc thứ 1.", town.Last(Phu));
    }

    [Fact]
    public async Task Behaviour_08_a_draft_that_was_finished_or_is_being_worked_on_is_not_mentioned()
    {
        await using var town = await At("2027-01-05T20:00");
        await town.Opens(TownCell.Pledges(2027), Phu, Tin);
        foreach (var step in new[] { "đăng ký", "1", "1", "1", "1", "3", "2" }) await town.Tells(Phu, step);
        foreach (var step in new[] { "đăng ký", "1", "1" }) await town.Tells(Tin, step);
        await town.AdvanceTo(Local("2027-01-06T08:20"));
        await town.Tells(Tin, "làm tiếp");
        var (phu, tin) = (town.To(Phu).Count(), town.To(Tin).Count());
        await town.AdvanceTo(Local("2027-01-06T12:00"));
        Assert.Equal((phu, tin), (town.To(Phu).Count(), town.To(Tin).Count()));
        await town.AdvanceTo(Local("2027-01-07T09:00"));
        Assert.StartsWith("07/01 08:30 Đồng chí Tín còn bản", town.To(Tin).Last());
    }

    [Theory]
    [InlineData("hướng dẫn", "Đồng chí Phú có thể nhắn ngắn gọn")]
    [InlineData("tôi còn nợ gì", "Đồng chí Phú còn 1 việc: bản đăng ký năm 2027 (31/01).")]
    [InlineData("sao nhắc tôi hoài vậy", "Trợ lý nhắc vì bản đăng ký năm 2027 chưa xong (hạn 31/01/2027), mỗi ngày nhiều nhất một lần. Xong việc là thôi nhắc.")]
    [InlineData("đóng đảng phí ở đâu", "Trợ lý không tính và không thu đảng phí")]
    [InlineData("Có người hỏi mã OTP của tôi", "Để đồng chí Phú yên tâm")]
    [InlineData("ai xem được bài của tôi", "Ngoài đồng chí Phú, chỉ bí thư, phó bí thư")]
    [InlineData("cảm ơn đồng chí", "Không có gì ạ.")]
    [InlineData("số điện thoại bí thư", "Xin gặp trực tiếp đồng chí Đinh Hồng Loan")]
    [InlineData("ai chưa nộp", "Mục này dành cho bí thư")]
    public async Task Behaviour_09_a_free_question_is_answered_and_the_pending_one_repeated_with_its_numbers(string question, string answer)
    {
        await using var town = await At("2027-01-05T20:00");
        await town.Opens(TownCell.Pledges(2027), Phu);
        foreach (var step in new[] { "đăng ký", "1" }) await town.Tells(Phu, step);
        await town.Advance(TimeSpan.FromSeconds(10));
        await town.Tells(Phu, question);
        Assert.StartsWith(answer, town.Last(Phu));
        Assert.Contains("Trở lại việc đang làm:\nBước 1/3.", town.Last(Phu));
        Assert.EndsWith("1. Tôi cam kết\n2. Đọc từng điều\n3. Tôi muốn trao đổi với bí thư", town.Last(Phu));
        await town.Tells(Phu, "1");
        Assert.StartsWith("Bước 2/3, việc thứ 1.", town.Last(Phu));
    }

    [Fact]
    public async Task Behaviour_10_the_third_time_the_secretary_can_be_asked_and_hears_of_it()
    {
        await using var town = await At("2027-01-05T20:00");
        await town.Opens(TownCell.Pledges(2027), Phu);
        foreach (var step in new[] { "đăng ký", "1", "77", "88", "99" }) await town.Tells(Phu, step);
        Assert.EndsWith("2. Nhờ đồng chí Đinh Hồng Loan giúp\n3. Để sau (giữ những gì đã ghi)", town.Last(Phu));
        await town.Tells(Phu, "2");
        Assert.StartsWith("Trợ lý đã báo đồng chí Đinh Hồng Loan rằng đồng chí Phú cần hỗ trợ về “bản đăng ký năm 2027”.", town.Last(Phu));
        await town.Tells(Phu, "xong");
        Assert.StartsWith("Đinh Công Phú xin giúp về bản đăng ký năm 2027, hạn 31/01/2027: chưa nói rõ.", town.Last(Loan));
        await town.Tells(Phu, "làm tiếp");
        Assert.StartsWith("Bước 1/3.", town.Last(Phu));
    }

    [Fact]
    public async Task What_is_owed_is_listed_the_nearest_first_and_numbers_begin_it()
    {
        await using var town = await At("2027-01-05T20:00");
        await town.Opens(TownCell.Pledges(2027), Phu);
        await town.Opens(StudyOf("2027-01-10"), Phu);
        await town.Write(desk =>
        {
            desk.Put(new Meeting("m1")
            {
                UnitId = TownCell.CellId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 1", StartsAt = Local("2027-01-20T19:30"), EndsAt = Local("2027-01-20T21:00"), Venue = "hội trường phường",
                AttendeeIds = [TownCell.PersonOf(Phu)], Status = MeetingStatus.Announced, NoticeVersion = 1, ConvenedBy = TownCell.PersonOf(Loan),
            });
            return ValueTask.CompletedTask;
        });
        await town.Tells(Phu, "Tôi còn nợ gì ạ?");
        Assert.Equal("""
            Đồng chí Phú còn 3 việc:
            1. Bài thu hoạch “Nghị quyết chuyên đề quý IV”, còn 5 ngày (hạn 10/01/2027)
            2. Trả lời dự họp: sinh hoạt thường kỳ tháng 1, 19 giờ 30, thứ Tư, ngày 20/01/2027
            3. Bản đăng ký năm 2027, còn 26 ngày (hạn 31/01/2027)
            Nhắn số để làm ngay.
            """, town.Last(Phu));
        await town.Tells(Phu, "3");
        Assert.StartsWith("Đăng ký năm 2027: 3 bước", town.Last(Phu));
        await town.Tells(Tin, "việc của tôi");
        Assert.StartsWith("Đồng chí Tín không còn việc nào đang mở.", town.Last(Tin));
    }

    [Fact]
    public async Task Thanks_are_answered_once_an_hour_and_absent_is_not_yes()
    {
        await using var town = await At("2027-01-05T20:00");
        await town.Tells(Phu, "Cảm ơn nhé");
        await town.Tells(Phu, "vâng ạ");
        Assert.Single(town.To(Phu));
        await town.Advance(TimeSpan.FromHours(2));
        await town.Tells(Phu, "dạ");
        Assert.Equal(2, town.To(Phu).Count());
        await town.Tells(Phu, "tiến độ thế nào");
        Assert.DoesNotContain("OTP", town.Last(Phu));
    }

    [Fact]
    public async Task The_secretarys_number_is_told_only_if_she_agreed_to_show_it()
    {
        await using var town = await At("2027-01-05T20:00");
        await town.Write(async desk => desk.Put((await desk.Get<Participant>(TownCell.PersonOf(Loan)))! with { ShowsPhone = true }));
        await town.Tells(Phu, "cho tôi xin số điện thoại bí thư");
        Assert.Equal("Đinh Hồng Loan, bí thư Chi bộ Khu vực 3: 0700 004 375.", town.Last(Phu));
    }
}
