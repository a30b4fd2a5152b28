using System.Globalization;
using CellBot.Domain.Dates;

namespace CellBot.Domain.Tests.Dates;

public sealed class HolidayTests
{
    [Theory]
    [InlineData("2027-01-01", "Tết Dương lịch")]
    [InlineData("2027-02-03", null)]
    [InlineData("2027-02-04", "28 tháng Chạp, dịp Tết Đinh Mùi")]
    [InlineData("2027-02-05", "29 tháng Chạp, dịp Tết Đinh Mùi")]
    [InlineData("2027-02-06", "mùng 1 Tết Đinh Mùi")]
    [InlineData("2027-02-10", "mùng 5 Tết Đinh Mùi")]
    [InlineData("2027-02-11", null)]
    [InlineData("2026-04-26", "Giỗ Tổ Hùng Vương")]
    [InlineData("2026-04-27", "ngày nghỉ bù Giỗ Tổ Hùng Vương")]
    [InlineData("2027-04-16", "Giỗ Tổ Hùng Vương")]
    [InlineData("2027-04-30", "ngày Giải phóng miền Nam, thống nhất đất nước")]
    [InlineData("2027-05-01", "ngày Quốc tế Lao động")]
    [InlineData("2026-09-02", "Quốc khánh")]
    [InlineData("2026-09-01", "dịp nghỉ Quốc khánh")]
    [InlineData("2027-09-03", "dịp nghỉ Quốc khánh")]
    [InlineData("2026-11-24", "Ngày Văn hóa Việt Nam")]
    [InlineData("2025-11-24", null)]
    [InlineData("2026-11-20", null)]
    public void Days_off_by_rule(string day, string? name)
    {
        Assert.Equal(name, HolidayCalendar.Default.Name(Day(day)));
        Assert.Equal(name is not null, HolidayCalendar.Default.IsDayOff(Day(day)));
    }

    [Fact]
    public void Every_year_from_2024_to_2050_has_them_all()
    {
        for (var year = 2024; year <= 2050; year++)
        {
            var days = Holidays.Of(year);
            var tet = days.Keys.Count(day => days[day].Name.Contains("Tết", StringComparison.Ordinal)) - 1; // Tết Dương lịch
            Assert.InRange(tet, 7, 8);
            Assert.Equal(tet + 6 + (year >= 2026 ? 1 : 0), days.Count);
            Assert.All(days.Keys, day => Assert.Equal(year, day.Year));
        }
    }

    [Fact]
    public void The_day_of_culture_waits_for_its_law() => Assert.False(Holidays.Of(2026)[new(2026, 11, 24)].Confirmed);

    [Theory]
    [InlineData("2026-11-20", "2026-11-21")] // Saturday is worked
    [InlineData("2026-11-21", "2026-11-23")] // Sunday is not
    [InlineData("2026-11-23", "2026-11-25")] // 24/11
    [InlineData("2027-02-03", "2027-02-11")] // Tết
    [InlineData("2026-04-25", "2026-04-28")] // Giỗ Tổ on a Sunday, made up on Monday
    [InlineData("2026-12-31", "2027-01-02")]
    public void The_next_working_day(string day, string next) => Assert.Equal(Day(next), HolidayCalendar.Default.NextWorkingDay(Day(day)));

    [Fact]
    public void An_office_has_Saturdays_off_and_holidays_on_them_made_up()
    {
        var office = HolidayCalendar.Default with { SaturdaysOff = true };
        Assert.Equal(new DateOnly(2026, 11, 23), office.NextWorkingDay(new(2026, 11, 20)));
        Assert.Equal("ngày nghỉ bù ngày Quốc tế Lao động", office.Name(new(2027, 5, 3)));
        Assert.Null(HolidayCalendar.Default.Name(new(2027, 5, 3)));
        Assert.True(office.IsDayOff(new(2026, 11, 21), weekends: true));
        Assert.False(office.IsDayOff(new(2026, 11, 21)));
    }

    [Fact]
    public void Two_holidays_of_one_weekend_are_both_made_up()
    {
        var office = HolidayCalendar.Default with { SaturdaysOff = true }; // 30/4 and 1/5 of 2033: Saturday and Sunday
        Assert.True(office.IsDayOff(new(2033, 5, 2)));
        Assert.True(office.IsDayOff(new(2033, 5, 3)));
        Assert.False(office.IsDayOff(new(2033, 5, 4)));
    }

    [Fact]
    public void A_calendar_is_changed_by_hand()
    {
        var calendar = HolidayCalendar.Default
            .With(new(new(2026, 11, 24), null)) // the law did not come
            .With(new(new(2026, 12, 22), "ngày truyền thống của đơn vị"))
            .With(new(new(2026, 11, 22), null)); // a Sunday worked for a swapped day
        Assert.False(calendar.IsDayOff(new(2026, 11, 24)));
        Assert.Equal("ngày truyền thống của đơn vị", calendar.Name(new(2026, 12, 22)));
        Assert.Equal(new DateOnly(2026, 11, 22), calendar.NextWorkingDay(new(2026, 11, 21)));
        Assert.Equal(new DateOnly(2026, 12, 23), calendar.WorkingDayFrom(new(2026, 12, 22)));
        Assert.Equal(new DateOnly(2026, 4, 27), HolidayCalendar.Default.With(new(new(2026, 4, 26), null)).WorkingDayFrom(new(2026, 4, 27))); // nothing to make up for
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
