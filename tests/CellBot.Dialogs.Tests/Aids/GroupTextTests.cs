using CellBot.Domain.Organisation;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;
using MeetingTown = CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Aids;

/// <summary>Words to paste into the cell's own group: numbers, never a name (P3).</summary>
public sealed class GroupTextTests
{
    private const string Notice = "Chi bộ Khu vực 3 họp 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Nội dung: đánh giá tháng 11; nhiệm vụ tháng 12; kể chuyện về Bác. Đề nghị các đồng chí trả lời trong tin nhắn riêng với Trợ lý chi bộ.";

    [Fact]
    public async Task With_one_meeting_ahead_the_text_comes_at_once()
    {
        await using var town = await MeetingTown.Announced();
        await town.Tells(Loan, "bản cho nhóm");
        Assert.Equal(Notice, town.Last(Loan));
    }

    [Fact]
    public async Task Of_who_has_not_it_says_the_numbers_and_shames_nobody()
    {
        await using var town = await MeetingTown.Announced();
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin, Phu, Bich);
        await town.Fulfils(study, Bich);

        await town.Tells(Loan, "bản cho nhóm");
        Assert.Equal("""
            Đồng chí Loan cần bản nào để gửi nhóm?
            1. Sinh hoạt thường kỳ tháng 12, 19 giờ 30, thứ Năm, ngày 03/12/2026
            2. Bài thu hoạch “Nghị quyết chuyên đề quý IV”: 1/3
            """, town.Last(Loan));
        await town.Tells(Loan, "2");
        Assert.Equal("Chi bộ Khu vực 3, đến 09:01, ngày 20/11/2026: Bài thu hoạch “Nghị quyết chuyên đề quý IV” đã có 1/3 đồng chí, hạn thứ Năm, ngày 10/12/2026. Ai cần giúp, xin nhắn riêng Trợ lý chi bộ.", town.Last(Loan));
        Assert.DoesNotContain(TownCell.Names, name => town.Last(Loan).Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_in_it_thanks_and_when_the_date_is_over_it_names_no_date()
    {
        await using var town = await At("2026-12-08T09:00");
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin, Phu);
        await town.Fulfils(study, Tin);
        await town.AdvanceTo(Local("2026-12-12T09:00"));
        await town.Tells(Loan, "bản cho nhóm");
        Assert.Equal("Chi bộ Khu vực 3, đến 09:00, ngày 12/12/2026: Bài thu hoạch “Nghị quyết chuyên đề quý IV” đã có 1/2 đồng chí. Ai cần giúp, xin nhắn riêng Trợ lý chi bộ.", town.Last(Loan));
        await town.Fulfils(study, Phu);
        await town.Tells(Loan, "bản cho nhóm");
        Assert.Equal("Chi bộ Khu vực 3, đến 09:00, ngày 12/12/2026: Bài thu hoạch “Nghị quyết chuyên đề quý IV” đã đủ 2/2 đồng chí. Xin cảm ơn.", town.Last(Loan));
    }

    [Fact]
    public async Task It_is_for_those_who_lead_the_cell()
    {
        await using var town = await MeetingTown.Announced();
        await town.Tells(Tin, "bản cho nhóm");
        Assert.StartsWith("Mục này dành cho bí thư", town.Last(Tin), StringComparison.Ordinal);
    }
}
