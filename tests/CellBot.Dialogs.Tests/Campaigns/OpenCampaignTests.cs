using CellBot.Dialogs.Tests.Obligations;
using CellBot.Domain.Audit;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Campaigns;

public sealed class OpenCampaignTests
{
    [Fact]
    public async Task A_secretary_opens_a_study_from_chat_and_everyone_but_the_exempt_hears()
    {
        await using var town = await At("2026-11-20T09:00");
        await town.Tells(Loan, "mở đợt");
        Assert.Equal("""
            Đồng chí Loan mở đợt nào?
            1. Đăng ký cam kết trong năm
            2. Học tập, viết bài thu hoạch
            """, town.Last(Loan));
        await town.Tells(Loan, "2");
        await town.Tells(Loan, "“Nghị quyết chuyên đề quý IV”");
        Assert.Equal("""
            Nộp chậm nhất ngày nào?
            1. Thứ Hai, ngày 30/11/2026
            2. Thứ Năm, ngày 10/12/2026
            3. Ngày khác (xin nhắn ngày)
            """, town.Last(Loan));
        await town.Tells(Loan, "hôm qua");
        Assert.Contains("đã qua", town.Last(Loan));
        await town.Tells(Loan, "chủ nhật tuần sau");
        Assert.Equal("""
            Lưu ý: ngày 29/11/2026 là Chủ nhật.
            1. Vẫn chọn ngày này
            2. Chọn ngày khác
            """, town.Last(Loan));
        await town.Tells(Loan, "2");
        await town.Tells(Loan, "2");
        Assert.Equal("""
            Đợt “Nghị quyết chuyên đề quý IV” của Chi bộ Khu vực 3: 27 đồng chí (1 đồng chí được miễn), từ 20/11/2026 đến hết thứ Năm, ngày 10/12/2026.
            Câu hỏi gợi ý: 3 câu.
            1. Sửa
            2. Mở đợt
            """, town.Last(Loan));
        Assert.Empty(await town.Find(Obligation.BySource, ""));
        await town.Tells(Loan, "2");
        Assert.Equal("Đã mở đợt “Nghị quyết chuyên đề quý IV” cho 27 đồng chí, hạn thứ Năm, ngày 10/12/2026. Muốn sửa nội dung, xin nhắn “sửa đợt”.", town.Last(Loan));
        await town.RunTicks();
        var study = Assert.Single(await town.Find(StudyCampaign.ByUnit, TownCell.CellId + "/"));
        Assert.Equal(("TH4", Local("2026-12-10T23:59:59"), TownCell.PersonOf(Loan)), (study.Code, study.DueAt, study.OpenedBy));
        Assert.Equal(27, (await town.Find(Obligation.BySource, study.Id + "/")).Count);
        Assert.Equal(27, town.Messages.Count(message => message.Text.Contains("“Nghị quyết chuyên đề quý IV”", StringComparison.Ordinal) && message.Account != TownCell.AccountOf(Loan)) + 1);
        Assert.Contains(await town.Find(AuditEntry.ByObject, study.Id), entry => entry.Action == "campaign-open");
    }

    [Fact]
    public async Task The_second_of_two_secretaries_hears_that_it_is_open_already()
    {
        await using var town = await At("2026-12-10T09:00");
        foreach (var step in new[] { "mở đợt đăng ký", "1" }) await town.Tells(Loan, step);
        Assert.StartsWith("Nộp chậm nhất ngày nào?\n1. Chủ nhật, ngày 31/01/2027", town.Last(Loan));
        foreach (var step in new[] { "mở đợt đăng ký", "1", "1", "1", "2" }) await town.Tells(Phong, step);
        Assert.StartsWith("Đã mở đợt “Đăng ký năm 2027” cho 27 đồng chí", town.Last(Phong));
        await town.Tells(Loan, "1");
        Assert.Equal("Chi bộ Khu vực 3 đã có đợt “Đăng ký năm 2027”, hạn Chủ nhật, ngày 31/01/2027. Cần thêm ngày, xin nhắn “gia hạn đợt”.", town.Last(Loan));
        var campaign = Assert.Single(await town.Find(PledgeCampaign.ByUnit, TownCell.CellId + "/"));
        Assert.Equal((Local("2027-01-01"), 4), (campaign.OpensAt, campaign.Areas.Count));
        await town.AdvanceTo(Local("2027-01-04T09:00"));
        await town.Tells(Tin, "đăng ký");
        Assert.StartsWith("Đăng ký năm 2027: 3 bước", town.Last(Tin));
    }

    [Fact]
    public async Task A_member_opens_nothing()
    {
        await using var town = await At("2026-12-10T09:00");
        await town.Tells(Tin, "mở đợt");
        Assert.StartsWith("Mục này dành cho bí thư", town.Last(Tin));
        await town.Tells(Tin, "gia hạn đợt");
        Assert.StartsWith("Mục này dành cho bí thư", town.Last(Tin));
    }

    [Fact]
    public async Task The_date_of_a_campaign_moves_for_those_who_have_not_handed_in_and_never_before_now()
    {
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Effect("open", effects => Dialogs.Obligations.CampaignOpening.Open(effects, study));
        await town.Fulfils(study, Tin);
        await town.Tells(Loan, "gia hạn đợt");
        Assert.Equal("""
            Đợt “Nghị quyết chuyên đề quý IV” đang có hạn thứ Năm, ngày 10/12/2026. Hạn mới là ngày nào?
            1. Thứ Hai, ngày 14/12/2026
            2. Thứ Năm, ngày 17/12/2026
            3. Ngày khác (xin nhắn ngày)
            """, town.Last(Loan));
        await town.Tells(Loan, "30/11/2026");
        Assert.Contains("đã qua", town.Last(Loan));
        await town.Tells(Loan, "10/12");
        Assert.StartsWith("Ngày 10/12/2026 là hạn đang có rồi ạ.", town.Last(Loan));
        foreach (var step in new[] { "1", "2" }) await town.Tells(Loan, step);
        Assert.Equal("Đã đổi hạn đợt “Nghị quyết chuyên đề quý IV” sang thứ Hai, ngày 14/12/2026.", town.Last(Loan));
        var duties = await town.Find(Obligation.BySource, study.Id + "/");
        Assert.All(duties, duty => Assert.Equal(Local(duty.FulfilledAt is null ? "2026-12-14T23:59:59" : "2026-12-10T23:59:59"), duty.DueAt));
        Assert.Equal(Local("2026-12-14T23:59:59"), (await town.Read<StudyCampaign>(study.Id))!.DueAt);
    }

    [Fact]
    public async Task A_closed_campaign_reminds_nobody_keeps_its_denominator_and_takes_late_papers()
    {
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Effect("open", effects => Dialogs.Obligations.CampaignOpening.Open(effects, study));
        await town.Fulfils(study, Tin);
        await town.AdvanceTo(Local("2026-12-12T09:00"));
        await town.Tells(Loan, "đóng đợt");
        Assert.Equal("""
            Kết thúc đợt “Nghị quyết chuyên đề quý IV”: đã nộp 1/27.
            26 đồng chí chưa nộp thôi được nhắc; nộp muộn vẫn được ghi nhận.
            1. Để sau
            2. Kết thúc
            """, town.Last(Loan));
        await town.Tells(Loan, "2");
        Assert.Empty(await town.Find(Obligation.OpenByUnit, TownCell.CellId + "/"));
        var before = town.Messages.Count;
        await town.AdvanceTo(Local("2026-12-13T20:00"));
        Assert.Equal(before, town.Messages.Count);
        await town.Fulfils(study, Phu);
        await town.Tells(Loan, "tình hình");
        Assert.Contains("– Thu hoạch “Nghị quyết chuyên đề quý IV”: 2/27 (7,4%)", town.Last(Loan));

        foreach (var step in new[] { "gia hạn đợt", "1", "2" }) await town.Tells(Loan, step);
        Assert.Equal(25, (await town.Find(Obligation.OpenByUnit, TownCell.CellId + "/")).Count);
        Assert.Equal(CampaignState.Open, (await town.Read<StudyCampaign>(study.Id))!.State);
    }

    [Fact]
    public async Task Areas_are_edited_until_the_first_pledge_and_only_added_to_after_it()
    {
        await using var town = await At("2027-01-02T09:00");
        await town.Effect("open", effects => Dialogs.Obligations.CampaignOpening.Open(effects, TownCell.Pledges(2027)));
        foreach (var step in new[] { "sửa đợt", "1", "1", "1", "Chuyển đổi số trong chi bộ" }) await town.Tells(Loan, step);
        Assert.StartsWith("Đã sửa đợt “Đăng ký năm 2027”.", town.Last(Loan));
        foreach (var step in new[] { "sửa đợt", "1", "2", "2" }) await town.Tells(Loan, step);
        Assert.Equal(["Chuyển đổi số trong chi bộ", "Đoàn kết nội bộ", "Thực hiện đạo đức công vụ"], (await Areas(town)).Select(area => area.Title));

        foreach (var step in new[] { "đăng ký", "1", "1", "1", "1", "3", "2" }) await town.Tells(Tin, step);
        Assert.StartsWith("Đã nhận bản đăng ký", town.Last(Tin));
        foreach (var step in new[] { "sửa đợt", "1" }) await town.Tells(Loan, step);
        Assert.StartsWith("Lĩnh vực, đợt “Đăng ký năm 2027”. Đã có người nộp nên chỉ thêm được.", town.Last(Loan));
        await town.Tells(Loan, "1");
        Assert.Equal("""
            “Chuyển đổi số trong chi bộ”:
            1. Thêm việc mẫu
            2. Giữ nguyên
            """, town.Last(Loan));
        foreach (var step in new[] { "1", "Giúp ba hộ dùng dịch vụ công trực tuyến" }) await town.Tells(Loan, step);
        foreach (var step in new[] { "sửa đợt", "1", "4", "Công tác dân vận" }) await town.Tells(Loan, step);
        var areas = await Areas(town);
        Assert.Equal(4, areas.Count);
        Assert.Equal("Giúp ba hộ dùng dịch vụ công trực tuyến", areas[0].Samples[^1].Content);
        Assert.Equal(4, (await town.Store.Open().Find(AuditEntry.ByObject, TownCell.Pledges(2027).Id)).Count(entry => entry.Action == "campaign-change"));
    }

    private static async Task<IReadOnlyList<PledgeArea>> Areas(Town town) => (await town.Read<PledgeCampaign>(TownCell.Pledges(2027).Id))!.Areas;
}
