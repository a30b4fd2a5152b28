using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Meetings;

/// <summary>What the body above sees and hears of its cells' meetings: times and numbers, no names.</summary>
public sealed class CellMeetingTests
{
    private const string Watcher = "zalo/0/901";

    /// <summary>Khu vực 3 and two more cells under one body, whose secretary follows them.</summary>
    private static async Task<Town> Begin(bool announced = false)
    {
        var town = await Start(At(20, 11, 9));
        await town.Write(async desk =>
        {
            desk.Put(new OrgUnit("u-nk") { Name = "Đảng bộ phường Ninh Kiều", Type = OrgUnitType.PartyBody });
            desk.Put((await desk.Get<OrgUnit>(TownCell.CellId))! with { ParentId = "u-nk" });
            foreach (var number in new[] { 4, 5 }) desk.Put(new OrgUnit($"u-kv{number}") { Name = $"Chi bộ Khu vực {number}", Type = OrgUnitType.Cell, ParentId = "u-nk" });
            desk.Put(new Participant("p-901") { FullName = "Lương Phương Thủy", Consent = new Consent { NoticeVersion = 1, GivenAt = town.Clock.Now.AddDays(-9), AccountId = Watcher } });
            desk.Put(new Affiliation(Affiliation.IdOf("u-nk", "p-901")) { UnitId = "u-nk", ParticipantId = "p-901", Roles = [Role.CommitteeSecretary], Kind = AffiliationKind.Dual, From = new DateOnly(2020, 1, 1) });
            desk.Put(new ChannelAccount(Watcher) { ParticipantId = "p-901", LinkedAt = town.Clock.Now.AddDays(-9) });
        });
        if (!announced) return town;
        foreach (var words in new[] { "họp mùng 3 tháng sau 19h30", "2" }) await town.Says(Account(Loan), words);
        await town.Advance(TimeSpan.FromMinutes(2));
        return town;
    }

    private static IEnumerable<string> Heard(Town town) => town.Messages.Where(message => message.Account == Watcher).Select(message => $"{message.At:dd/MM HH}:{message.At:mm} {message.Text}");

    [Fact]
    public async Task The_watcher_has_a_copy_next_morning_of_what_cells_announced()
    {
        await using var town = await Begin(announced: true);
        Assert.Empty(Heard(town));
        await town.AdvanceTo(At(25, 11, 9));
        Assert.Equal("""
            21/11 08:30 Chi bộ báo lịch sinh hoạt:
            – Chi bộ Khu vực 3: sinh hoạt thường kỳ tháng 12, 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Nội dung: đánh giá tháng 11; nhiệm vụ tháng 12; kể chuyện về Bác.
            """, Assert.Single(Heard(town)));

        await town.Says(Account(Loan), "đổi địa điểm: hội trường phường");
        await town.Says(Account(Loan), "2");
        await town.AdvanceTo(At(27, 11, 9));
        Assert.Equal("26/11 08:30 Chi bộ báo lịch sinh hoạt:\n– Chi bộ Khu vực 3 đổi sinh hoạt thường kỳ tháng 12: 19 giờ 30, thứ Năm, ngày 03/12/2026, tại hội trường phường.", Heard(town).Last());
    }

    [Fact]
    public async Task What_is_over_by_next_morning_is_told_at_once()
    {
        await using var town = await Begin(announced: true);
        await town.AdvanceTo(At(3, 12, 9));
        foreach (var words in new[] { "hủy họp", "Mưa bão, cầu ngập", "2" }) await town.Says(Account(Loan), words);
        await town.AdvanceTo(At(3, 12, 10));
        Assert.Equal("Chi bộ báo lịch sinh hoạt:\n– Chi bộ Khu vực 3 không tổ chức sinh hoạt thường kỳ tháng 12, 19 giờ 30, thứ Năm, ngày 03/12/2026.", Heard(town).Last()[12..]);
    }

    [Fact]
    public async Task The_menu_of_an_officer_counts_the_months_meetings_and_prints()
    {
        await using var town = await Begin(announced: true);
        await town.AdvanceTo(At(1, 12, 9));
        await town.Says(Watcher, "việc đảng ủy");
        Assert.Equal("""
            Đảng bộ phường Ninh Kiều, 3 chi bộ. Đồng chí Thủy cần việc gì?
            1. Sinh hoạt tháng 12: 1/3 chi bộ
            2. Gửi đợt mới xuống chi bộ
            3. Báo cáo, in văn bản
            4. Chuyển sinh hoạt, giao bí thư
            5. Thông báo họp toàn đảng bộ
            """, town.Last(Watcher));
        await town.Says(Watcher, "1");
        Assert.Equal("""
            Đảng bộ phường Ninh Kiều, sinh hoạt tháng 12: 1/3 chi bộ đã có lịch, lúc 09:00, ngày 01/12/2026.
            Chuyên đề quý IV: 0/3 chi bộ.
            Chưa có lịch: Chi bộ Khu vực 4, Chi bộ Khu vực 5.
            – Chi bộ Khu vực 3: 19 giờ 30, thứ Năm, ngày 03/12/2026
            """, town.Last(Watcher));
        await town.Says(Watcher, "việc đảng ủy");
        await town.Says(Watcher, "Báo cáo, in văn bản");
        Assert.Contains("Báo cáo của Đảng bộ phường Ninh Kiều", town.Last(Watcher), StringComparison.Ordinal);
        await town.Says(Account(Son), "sinh hoạt các chi bộ");
        Assert.StartsWith("Mục này dành cho", town.Last(Account(Son)), StringComparison.Ordinal);
    }
}
