using CellBot.Domain.People;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Aids;

/// <summary>Years of membership, told the secretary in time before each award day.</summary>
public sealed class BadgeTests
{
    private static async Task<Town> Begin(string now)
    {
        var town = await At(now);
        await Admitted(town, Tin, new DateOnly(1977, 1, 20)); // fifty years in January 2027
        await Admitted(town, Phu, new DateOnly(1997, 2, 3)); // thirty on the very day
        await Admitted(town, Bich, new DateOnly(1997, 2, 4)); // a day later: next time
        await Admitted(town, Phong, new DateOnly(1987, 5, 1)); // forty in May
        return town;
    }

    private static Task Admitted(Town town, string name, DateOnly day) => town.Write(async desk => desk.Put((await desk.Get<Participant>(TownCell.PersonOf(name)))! with { AdmittedOn = day }));

    [Fact]
    public async Task Sixty_days_before_an_award_day_the_secretary_hears_who_is_to_be_proposed()
    {
        await using var town = await Begin("2026-11-20T09:00");
        await town.AdvanceTo(Local("2026-12-04T12:00"));
        Assert.Empty(town.To(Loan));
        await town.AdvanceTo(Local("2026-12-05T08:00"));
        await town.AdvanceTo(Local("2026-12-07T12:00"));
        var alert = Assert.Single(town.Messages, message => message.Account == TownCell.AccountOf(Loan));
        Assert.Equal(Local("2026-12-05T08:00"), alert.At);
        Assert.Equal("""
            Dịp 03/02/2027, Chi bộ Khu vực 3 có 2 đồng chí đủ tuổi Đảng để xét tặng Huy hiệu:
            – Thạch Ngọc Tín: 50 năm (vào Đảng 20/01/1977)
            – Đinh Công Phú: 30 năm (vào Đảng 03/02/1997)
            Xin đồng chí Loan đối chiếu hồ sơ và chuẩn bị đề nghị. Tuổi Đảng tính theo ngày vào Đảng trong danh sách.
            """, alert.Text);
        await town.AdvanceTo(Local("2027-02-10T12:00"));
        Assert.Single(town.To(Loan));
        await town.AdvanceTo(Local("2027-05-20T12:00"));
        Assert.Equal(2, town.To(Loan).Count());
        Assert.Equal("Dịp 19/05/2027, Chi bộ Khu vực 3 có 2 đồng chí đủ tuổi Đảng để xét tặng Huy hiệu:", town.Last(Loan).Split('\n')[0]);
    }

    [Fact]
    public async Task It_can_be_asked_for_any_time_by_those_who_lead_the_cell()
    {
        await using var town = await Begin("2026-11-08T09:00");
        await town.Tells(Loan, "huy hiệu đảng");
        Assert.StartsWith("Dịp 03/02/2027, Chi bộ Khu vực 3 có 2 đồng chí", town.Last(Loan), StringComparison.Ordinal);
        await town.Tells(Tin, "huy hiệu đảng");
        Assert.StartsWith("Mục này dành cho bí thư", town.Last(Tin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_to_be_proposed_nothing_is_sent()
    {
        await using var town = await At("2026-11-20T09:00");
        await town.AdvanceTo(Local("2027-02-10T12:00"));
        Assert.Empty(town.To(Loan));
        await town.Tells(Loan, "tuổi đảng");
        Assert.Equal("Dịp 19/05/2027, Chi bộ Khu vực 3 không có đồng chí nào đến mốc tuổi Đảng xét tặng Huy hiệu.", town.Last(Loan));
    }
}
