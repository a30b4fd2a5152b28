using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Committee.CommitteeTown;

namespace CellBot.Dialogs.Tests.Committee;

public sealed class FanOutTests
{
    [Fact]
    public async Task An_officer_opens_a_study_for_34_cells_and_each_secretary_hears_what_is_asked_of_the_cell()
    {
        var secretary = TownCommittee.PersonOf(Uyen);
        await using var town = await At("2026-11-20T09:00", secretary, TownCommittee.PersonOf("Đỗ Công Lâm", Library));
        await town.Tells(Thuy, "mở đợt thu hoạch");
        Assert.Equal("""
            Đồng chí Thủy mở đợt ở đâu?
            1. Chi bộ Văn phòng
            2. Đảng bộ Sở
            """, town.Last(Thuy));
        foreach (var step in new[] { "2", "Nghị quyết chuyên đề quý IV", "10/12" }) await town.Tells(Thuy, step);
        Assert.Equal("""
            Đợt “Nghị quyết chuyên đề quý IV” sẽ mở ở 34 chi bộ, 639 người, hạn thứ Năm, ngày 10/12/2026. Chi bộ chưa có bí thư kết nối: Chi bộ Thư viện.
            1. Sửa
            2. Mở đợt
            """, town.Last(Thuy));
        await town.Tells(Thuy, "2");
        Assert.StartsWith("Đã mở đợt “Nghị quyết chuyên đề quý IV” xuống 34 chi bộ, 639 người", town.Last(Thuy));
        await town.RunTicks();
        var store = town.Store.Open();
        Assert.Equal(639, (await store.Find(Obligation.ByRoot, "th4-2026-u-db/", 5000)).Count);
        var own = await town.Read<StudyCampaign>($"th4-2026-u-db-{TownCommittee.CellOf(Library)}");
        Assert.Equal("th4-2026-u-db", own!.ParentId);
        var told = town.Messages.Where(message => message.Text.StartsWith("Đảng ủy mở đợt", StringComparison.Ordinal)).ToArray();
        Assert.Equal(33, told.Length);
        Assert.Contains("của Chi bộ Văn phòng đã được giao", told.Single(message => message.Account == TownCommittee.AccountOf(Thuy)).Text);
    }

    [Fact]
    public async Task A_campaign_goes_down_to_500_cells_in_chunks_a_deadline_moves_there_and_the_figures_add_up()
    {
        await using var town = await Town.Start(Local("2026-11-20T09:00"));
        await town.Write(desk =>
        {
            desk.Put(new OrgUnit("u-db") { Name = "Đảng bộ tỉnh", Type = OrgUnitType.PartyBody });
            for (var s = 0; s < 20; s++) desk.Put(new OrgUnit($"s-{s:D2}") { Name = $"Đảng bộ bộ phận {s + 1}", Type = OrgUnitType.SectionalBody, ParentId = "u-db" });
            for (var c = 0; c < 500; c++)
            {
                desk.Put(new OrgUnit($"c-{c:D3}") { Name = $"Chi bộ {c + 1}", Type = OrgUnitType.Cell, ParentId = $"s-{c % 20:D2}" });
                for (var p = 0; p < c % 7; p++)
                {
                    var id = $"p-{c:D3}-{p}";
                    desk.Put(new Participant(id) { FullName = $"Người {c} {p}", CellId = $"c-{c:D3}", Kind = p == 5 ? ParticipantKind.NonMember : ParticipantKind.PartyMember });
                    desk.Put(new Affiliation(Affiliation.IdOf($"c-{c:D3}", id)) { UnitId = $"c-{c:D3}", ParticipantId = id, Number = p + 1, From = new DateOnly(2020, 1, 1) });
                }
            }
            return ValueTask.CompletedTask;
        });
        var members = Enumerable.Range(0, 500).Sum(c => Math.Min(c % 7, 5));
        var study = StudyOf("2026-11-20T09:00", "2026-12-10");
        await town.Effect("open", effects => CampaignOpening.Open(effects, study));
        Assert.Empty(await town.Find(Obligation.ByRoot, study.Id + "/")); // a turn is never that long
        await town.RunTicks();
        Assert.Equal(members, (await town.Store.Open().Find(Obligation.ByRoot, study.Id + "/", 5000)).Count);
        await town.Effect("move", effects => CampaignOpening.Move(effects, study, Local("2026-12-18T23:59:59")));
        await town.RunTicks();
        Assert.All(await town.Store.Open().Find(Obligation.ByRoot, study.Id + "/", 5000), duty => Assert.Equal((Local("2026-12-18T23:59:59"), 2), (duty.DueAt, duty.DueVersion)));
        Assert.Equal(Local("2026-12-18T23:59:59"), (await town.Read<StudyCampaign>($"{study.Id}-c-499"))!.DueAt);

        var reader = town.Store.Open();
        var whole = (await Rollup.Load(reader, study.Id, "u-db", town.Clock.Now))!;
        Assert.Equal((0, members), (whole.Cells.Done, whole.Cells.Eligible));
        Assert.Equal(Enumerable.Range(0, 500).Count(c => c % 7 > 0), whole.Cells.CountedUnits);
        var parts = 0;
        for (var s = 0; s < 20; s++) parts += (await Rollup.Load(reader, study.Id, $"s-{s:D2}", town.Clock.Now))!.Cells.Eligible;
        Assert.Equal(members, parts);
    }

    [Fact]
    public async Task A_cell_adds_to_what_the_body_asks_keeps_it_when_the_body_adds_more_and_removes_nothing()
    {
        await using var town = await At("2026-12-20T09:00");
        foreach (var step in new[] { "mở đợt đăng ký", "2", "1", "1", "1", "2" }) await town.Tells(Thuy, step);
        Assert.StartsWith("Đã mở đợt “Đăng ký năm 2027” xuống 34 chi bộ", town.Last(Thuy));
        await town.RunTicks();
        foreach (var step in new[] { "sửa đợt", "1" }) await town.Tells(Uyen, step);
        Assert.StartsWith("Lĩnh vực, đợt “Đăng ký năm 2027”. Nội dung của Đảng ủy giữ nguyên, chi bộ thêm được của mình.", town.Last(Uyen));
        await town.Tells(Uyen, "1"); // the body's area: samples may be added, no more
        Assert.DoesNotContain("Bỏ mục này", town.Last(Uyen));
        foreach (var step in new[] { "1", "Mỗi tuần giới thiệu một cuốn sách" }) await town.Tells(Uyen, step);
        foreach (var step in new[] { "sửa đợt", "1", "5", "Văn hóa đọc" }) await town.Tells(Uyen, step);

        foreach (var step in new[] { "sửa đợt", "2", "1", "5", "Chuyển đổi số" }) await town.Tells(Thuy, step);
        Assert.StartsWith("Đã sửa đợt “Đăng ký năm 2027”, nội dung mới đang gửi xuống 34 chi bộ.", town.Last(Thuy));
        await town.RunTicks();
        var own = await Areas(town, TownCommittee.CellOf(Library));
        Assert.Equal(["Công tác chuyên môn", "Tham gia xây dựng phong trào", "Đoàn kết nội bộ", "Thực hiện đạo đức công vụ", "Chuyển đổi số", "Văn hóa đọc"], own.Select(area => area.Title));
        Assert.Equal("Mỗi tuần giới thiệu một cuốn sách", own[0].Samples[^1].Content);
        Assert.Equal(5, (await Areas(town, TownCommittee.CellOf("Chi bộ Văn phòng"))).Count);
        foreach (var step in new[] { "gia hạn đợt" }) await town.Tells(Uyen, step);
        Assert.Equal("Đợt này do Đảng ủy mở; hạn và việc kết thúc do Đảng ủy quyết định.", town.Last(Uyen));
    }

    [Fact]
    public async Task The_cells_of_a_body_are_shown_page_by_page_and_no_name_passes()
    {
        await using var town = await At("2026-11-20T09:00");
        var study = StudyOf("2026-11-20T09:00", "2026-12-10");
        await town.Opens(study);
        await town.AdvanceTo(Local("2026-12-01T09:00"));
        await town.HandsIn(study, Hoa, Library);
        await town.Tells(Thuy, "tiến độ");
        Assert.Contains("0/34 chi bộ đủ. Còn Chi bộ", town.Last(Thuy));
        await town.Tells(Thuy, "2");
        var first = town.Last(Thuy);
        Assert.StartsWith("Đảng bộ Sở, “Nghị quyết chuyên đề quý IV”: 1/639 người, 0/34 chi bộ đủ, lúc 09:00, ngày 01/12/2026.", first);
        await town.Tells(Thuy, "1");
        var lines = (first + "\n" + town.Last(Thuy)).Split('\n').Where(line => line.StartsWith('–')).ToArray();
        Assert.Equal(34, lines.Length);
        Assert.Equal((1, 639), (lines.Sum(line => Part(line, 0)), lines.Sum(line => Part(line, 1))));
        foreach (var message in town.Messages.Where(message => message.Account == TownCommittee.AccountOf(Thuy))) Assert.DoesNotContain(Hoa, message.Text);
        await town.Tells(Uyen, "thu hoạch"); // a secretary's own paper, not the committee's figures
        Assert.DoesNotContain("chi bộ đủ", town.Last(Uyen));
    }

    [Fact]
    public async Task A_period_sums_the_campaigns_that_were_due_in_it()
    {
        await using var town = await At("2026-11-20T09:00");
        var study = StudyOf("2026-11-20T09:00", "2026-12-10");
        await town.Opens(study);
        await town.AdvanceTo(Local("2026-12-09T10:00"));
        await town.HandsInAll(study, TownCommittee.PersonOf(Hoa, Library));
        await town.AdvanceTo(Local("2026-12-12T10:00"));
        await town.HandsIn(study, Hoa, Library);
        await town.Tells(Thuy, "số liệu quý IV");
        Assert.Equal("""
            Đảng bộ Sở, quý IV năm 2026, lúc 10:00, ngày 12/12/2026:
            – Thu hoạch “Nghị quyết chuyên đề quý IV”: 639/639 (100%)
            Cộng 1 đợt thu hoạch: 639/639 (100%), đúng hạn 638 (99,8%)
            """, town.Last(Thuy));
        await town.Tells(Thuy, "tổng hợp quý 3");
        Assert.Equal("Đảng bộ Sở: quý III năm 2026 không có đợt nào đến hạn.", town.Last(Thuy));
        await town.Tells(Uyen, "số liệu năm 2026");
        Assert.Contains("– Thu hoạch “Nghị quyết chuyên đề quý IV”: 12/12 (100%)", town.Last(Uyen));
    }

    private static int Part(string line, int index) => int.Parse(line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Split(' ')[0].Split('/')[index]);

    private static async Task<IReadOnlyList<PledgeArea>> Areas(Town town, string cell) => (await town.Read<PledgeCampaign>(PledgeCampaign.IdOf(cell, 2027, PledgeKind.Pledge)))!.Areas;
}
