using CellBot.Domain.Dates;

namespace CellBot.Domain.Tests.Dates;

public sealed class VietnameseDatesTests
{
    private static readonly DateOnly Thursday = new(2026, 11, 26);

    [Fact]
    public void Days_and_clocks_as_members_read_them()
    {
        Assert.Equal("thứ Năm, ngày 26/11/2026", VietnameseDates.Long(Thursday));
        Assert.Equal("Chủ nhật, ngày 31/01/2027", VietnameseDates.Long(new(2027, 1, 31)));
        Assert.Equal("14 giờ 30, thứ Năm, ngày 26/11/2026", VietnameseDates.When(new DateTimeOffset(2026, 11, 26, 14, 30, 0, TimeSpan.FromHours(7))));
        Assert.Equal("8 giờ 30, thứ Năm, ngày 26/11/2026", VietnameseDates.When(Thursday, new(8, 30)));
        Assert.Equal("20 giờ, thứ Năm, ngày 26/11/2026", VietnameseDates.When(Thursday, new(20, 0)));
        Assert.Equal("8 giờ 05", VietnameseDates.Hour(new(8, 5)));
        Assert.Equal("26/11/2026", VietnameseDates.Short(Thursday));
        Assert.Equal("31/01", VietnameseDates.DayMonth(new(2027, 1, 31)));
        Assert.Equal("08:36", VietnameseDates.Clock(new TimeOnly(8, 36)));
    }

    [Theory]
    [InlineData("2026-12-03", " (25 tháng Mười âm lịch)")]
    [InlineData("2027-02-05", " (29 tháng Chạp âm lịch)")]
    [InlineData("2027-02-06", " (mùng 1 tháng Giêng âm lịch)")]
    [InlineData("2026-12-09", " (mùng 1 tháng Mười một âm lịch)")]
    [InlineData("2025-07-25", " (mùng 1 tháng Sáu nhuận âm lịch)")]
    public void Lunar_days_follow_in_brackets(string day, string suffix) =>
        Assert.Equal(suffix, VietnameseDates.LunarSuffix(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("mùng 3 tháng sau 19h30", "19 giờ 30, thứ Năm, ngày 03/12/2026")]
    [InlineData("ngày 3/12", "thứ Năm, ngày 03/12/2026")]
    [InlineData("14h-16h30 mai", "14 giờ đến 16 giờ 30, thứ Bảy, ngày 21/11/2026")]
    [InlineData("22h đến 1h sáng mai", "từ 22 giờ, thứ Bảy, ngày 21/11/2026 đến 1 giờ, Chủ nhật, ngày 22/11/2026")]
    [InlineData("từ 3/12 đến 5/12", "từ thứ Năm, ngày 03/12/2026 đến thứ Bảy, ngày 05/12/2026")]
    public void A_reading_is_repeated_in_full(string text, string echo) => Assert.Equal(echo, VietnameseDates.Echo(Expected.Read(text).Value!));

    [Fact]
    public void Choices_begin_with_a_capital_and_name_the_past() =>
        Assert.Equal(["Chủ nhật, ngày 15/11/2026 (đã qua)", "Thứ Hai, ngày 15/11/2027"], Expected.Read("15/11").Candidates.Select(VietnameseDates.Choice));

    [Theory]
    [InlineData(0, "hôm nay")]
    [InlineData(1, "ngày mai")]
    [InlineData(2, "còn 2 ngày")]
    [InlineData(3, "còn 3 ngày")]
    [InlineData(-1, "quá 1 ngày")]
    public void Days_left(int days, string words) => Assert.Equal(words, VietnameseDates.DaysLeft(Thursday.AddDays(days), Thursday));
}
