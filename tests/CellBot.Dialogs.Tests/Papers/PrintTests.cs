using CellBot.Dialogs.Tests.Meetings;
using CellBot.Domain.Audit;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Papers;

/// <summary>Asking for documents: who may have which, and what is ordered. The files themselves are the host's.</summary>
public sealed class PrintTests
{
    private static readonly string Campaign = PledgeCampaign.IdOf(TownCell.CellId, 2026, PledgeKind.Pledge);

    private static async Task<Town> Begin()
    {
        var town = await Announced();
        await town.Write(desk =>
        {
            desk.Put(TownCell.Pledges(2026));
            foreach (var name in new[] { Diem, Loan })
                desk.Put(new Pledge(Pledge.IdOf(Campaign, TownCell.PersonOf(name))) { CampaignId = Campaign, ParticipantId = TownCell.PersonOf(name), UnitId = TownCell.CellId, Status = PledgeStatus.Approved, Submission = 1, Items = [new("chuyen-mon", "Hoàn thành việc", null, null)], Receipt = "DK26-01" });
            return ValueTask.CompletedTask;
        });
        return town;
    }

    private static async Task<IReadOnlyList<PaperOrder>> Orders(Town town) => await town.Find(PaperOrder.Waiting, "");

    [Fact]
    public async Task A_secretary_is_offered_the_papers_of_the_cell_and_orders_one()
    {
        await using var town = await Begin();

        await town.Says(Account(Loan), "in văn bản");
        Assert.Equal("""
            Đồng chí Loan cần văn bản nào?
            1. Xem số liệu ngay trong tin nhắn
            2. Số liệu đọc tại cuộc họp
            3. Việc trong tháng
            4. Bản gửi nhóm, không nêu tên
            5. Thông báo sinh hoạt thường kỳ tháng 12
            6. Giấy mời sinh hoạt thường kỳ tháng 12
            7. Biên bản sinh hoạt thường kỳ tháng 11
            8. Nghị quyết tháng 11
            9. Danh sách đăng ký năm 2026
            10. Bản cam kết năm 2026 của một đảng viên
            11. Báo cáo kết quả
            12. Kế hoạch khắc phục hạn chế
            13. Phiếu tự chấm “Chi bộ bốn tốt”
            14. Bản cam kết năm 2026 của tôi
            """, town.Last(Account(Loan)));
        await town.Says(Account(Loan), "7");

        Assert.Equal("Trợ lý đang lập biên bản, gửi vào đây ngay.", town.Last(Account(Loan)));
        var order = Assert.Single(await Orders(town));
        Assert.Equal((PaperKind.Minutes, "m-november", TownCell.PersonOf(Loan), Account(Loan)), (order.Kind, order.ObjectId, order.AskedBy, order.AccountId));
        Assert.Equal("export", Assert.Single(await town.Find(AuditEntry.ByObject, "m-november")).Action);
    }

    [Fact]
    public async Task A_list_comes_as_paper_or_for_a_spreadsheet_program()
    {
        await using var town = await Begin();

        foreach (var words in new[] { "in danh sách", "9" }) await town.Says(Account(Loan), words);
        Assert.Equal("Danh sách đăng ký: đồng chí Loan lấy bản nào?\n1. Bản in (Word)\n2. Bảng tính (Excel)\n3. Tệp CSV", town.Last(Account(Loan)));
        await town.Says(Account(Loan), "excel");

        Assert.Equal((PaperKind.PledgeList, PaperForm.Spreadsheet), (await Orders(town)) is [var order] ? (order.Kind, order.Form) : default);
    }

    [Fact]
    public async Task A_report_asks_for_its_time()
    {
        await using var town = await Begin();

        foreach (var words in new[] { "in báo cáo", "11" }) await town.Says(Account(Loan), words);
        Assert.Equal("Báo cáo cho thời gian nào?\n1. Quý IV năm 2026\n2. Quý III năm 2026\n3. 6 tháng cuối năm 2026\n4. Năm 2026\n5. Năm 2025", town.Last(Account(Loan)));
        await town.Says(Account(Loan), "2");

        Assert.Equal("Trợ lý đang lập báo cáo quý III năm 2026, gửi vào đây ngay.", town.Last(Account(Loan)));
        Assert.Equal((PaperKind.Report, TownCell.CellId, "2026-07-01..2026-09-30"), (await Orders(town)) is [var order] ? (order.Kind, order.ObjectId, order.Part) : default);
    }

    [Fact]
    public async Task Printing_what_a_member_wrote_is_read_and_exported_in_the_audit_trail()
    {
        await using var town = await Begin();

        foreach (var words in new[] { "in", "10" }) await town.Says(Account(Loan), words);
        Assert.Equal("Bản cam kết của ai?\n1. Tô Diệu Diễm\n2. Đinh Hồng Loan", town.Last(Account(Loan)));
        foreach (var words in new[] { "1", "2" }) await town.Says(Account(Loan), words);

        var pledge = Pledge.IdOf(Campaign, TownCell.PersonOf(Diem));
        Assert.Equal((pledge, "annex"), (await Orders(town)) is [var order] ? (order.ObjectId, order.Part) : default);
        Assert.Equal(["export", "read"], (await town.Find(AuditEntry.ByObject, pledge)).Select(entry => entry.Action).Order());
    }

    [Fact]
    public async Task A_member_prints_the_own_pledge_and_nothing_else()
    {
        await using var town = await Begin();

        await town.Says(Account(Diem), "in");
        Assert.Equal("Đồng chí Diễm cần văn bản nào?\n1. Bản cam kết năm 2026 của tôi", town.Last(Account(Diem)));
        foreach (var words in new[] { "1", "không" }) await town.Says(Account(Diem), words);
        var order = Assert.Single(await Orders(town));
        Assert.Equal(Pledge.IdOf(Campaign, TownCell.PersonOf(Diem)), order.ObjectId);
        Assert.Equal(["export"], (await town.Find(AuditEntry.ByObject, order.ObjectId)).Select(entry => entry.Action));

        await town.Says(Account(Son), "in");
        Assert.Equal("Hiện chưa có văn bản nào của đồng chí Sơn để in.", town.Last(Account(Son)));
    }

    [Fact]
    public async Task Behaviour_23_an_old_list_of_someone_who_leads_no_more_prints_nothing()
    {
        await using var town = await Begin();
        await town.Says(Account(Loan), "in");
        await town.Write(async desk =>
        {
            var office = (await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf(Loan))))!;
            desk.Put(office with { Roles = [] });
        });

        await town.Says(Account(Loan), "7");

        Assert.Empty(await Orders(town));
        Assert.DoesNotContain("đang lập", town.Last(Account(Loan)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_the_report_of_a_notice_invitations_for_those_it_did_not_reach_are_ordered()
    {
        await using var town = await Begin();
        Assert.Contains("2. In giấy mời", town.Last(Account(Loan)), StringComparison.Ordinal);

        await town.Says(Account(Loan), "2");

        var meeting = await town.Meeting();
        Assert.Equal((PaperKind.Invitation, meeting.Id, "unreached"), (await Orders(town)) is [var order] ? (order.Kind, order.ObjectId, order.Part) : default);
    }

    [Fact]
    public async Task An_officer_of_a_body_prints_its_report_and_no_list_of_a_cell()
    {
        await using var town = await Begin();
        await town.Write(async desk =>
        {
            desk.Put(new OrgUnit("u-nk") { Name = "Đảng bộ phường Ninh Kiều", Type = OrgUnitType.PartyBody });
            var officer = (await desk.Get<Participant>(TownCell.PersonOf(Uyen)))!;
            desk.Put(officer with { CellId = null });
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, officer.Id)))! with { To = new DateOnly(2026, 1, 1) });
            desk.Put(new Affiliation(Affiliation.IdOf("u-nk", officer.Id)) { UnitId = "u-nk", ParticipantId = officer.Id, Roles = [Role.CommitteeMember], From = new DateOnly(2020, 1, 1) });
        });

        await town.Says(Account(Uyen), "in báo cáo");
        Assert.Equal("Đồng chí Uyên cần văn bản nào?\n1. Báo cáo của Đảng bộ phường Ninh Kiều", town.Last(Account(Uyen)));
        foreach (var words in new[] { "1", "4" }) await town.Says(Account(Uyen), words);

        Assert.Equal((PaperKind.Report, "u-nk"), (await Orders(town)) is [var order] ? (order.Kind, order.ObjectId) : default);
    }

    [Fact]
    public async Task Behaviour_18_notices_changes_and_cancellations_carry_the_meeting_for_the_calendar()
    {
        await using var town = await Announced();
        var calendars = town.Messages.Where(message => message.Text.StartsWith("THÔNG BÁO SINH HOẠT", StringComparison.Ordinal)).Select(message => message.Row.Enclosed).ToArray();
        Assert.Equal(25, calendars.Length);
        Assert.All(calendars, calendar => Assert.Contains("DTSTART:20261203T123000Z", calendar!.Text, StringComparison.Ordinal));
        Assert.All(calendars, calendar => Assert.Contains("SEQUENCE:1\r\n", calendar!.Text, StringComparison.Ordinal));
        var uid = Line(calendars[0]!.Text, "UID:");

        foreach (var words in new[] { "đổi giờ: 20h", "2" }) await town.Says(Account(Loan), words);
        await town.Advance(TimeSpan.FromMinutes(2));
        var changed = Newest(town);
        Assert.Equal((uid, "SEQUENCE:2", "METHOD:PUBLISH", "DTSTART:20261203T130000Z"), (Line(changed, "UID:"), Line(changed, "SEQUENCE:"), Line(changed, "METHOD:"), Line(changed, "DTSTART:")));

        foreach (var words in new[] { "hoãn họp", "hội trường đang sửa", "2" }) await town.Says(Account(Loan), words);
        await town.Advance(TimeSpan.FromMinutes(2));
        var cancelled = Newest(town);
        Assert.Equal((uid, "SEQUENCE:3", "METHOD:CANCEL", "STATUS:CANCELLED"), (Line(cancelled, "UID:"), Line(cancelled, "SEQUENCE:"), Line(cancelled, "METHOD:"), Line(cancelled, "STATUS:")));
    }

    private static string Newest(Town town) => town.Messages.FindLast(message => message.Account == Account(Son) && message.Row.Enclosed is not null)!.Row.Enclosed!.Text;

    private static string Line(string calendar, string begins) => calendar.Split("\r\n").Single(line => line.StartsWith(begins, StringComparison.Ordinal));
}
