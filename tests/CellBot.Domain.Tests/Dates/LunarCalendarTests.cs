using System.Globalization;
using CellBot.Domain.Dates;

namespace CellBot.Domain.Tests.Dates;

public sealed class LunarCalendarTests
{
    /// <summary>Printed Vietnamese calendars; 1985, 2007 and 2030 differ from the Chinese calendar.</summary>
    [Theory]
    [InlineData("1900-01-31")]
    [InlineData("1930-01-30")]
    [InlineData("1945-02-13")]
    [InlineData("1954-02-03")]
    [InlineData("1968-01-29")]
    [InlineData("1975-02-11")]
    [InlineData("1985-01-21")]
    [InlineData("2000-02-05")]
    [InlineData("2001-01-24")]
    [InlineData("2002-02-12")]
    [InlineData("2003-02-01")]
    [InlineData("2004-01-22")]
    [InlineData("2005-02-09")]
    [InlineData("2006-01-29")]
    [InlineData("2007-02-17")]
    [InlineData("2008-02-07")]
    [InlineData("2009-01-26")]
    [InlineData("2010-02-14")]
    [InlineData("2011-02-03")]
    [InlineData("2012-01-23")]
    [InlineData("2013-02-10")]
    [InlineData("2014-01-31")]
    [InlineData("2015-02-19")]
    [InlineData("2016-02-08")]
    [InlineData("2017-01-28")]
    [InlineData("2018-02-16")]
    [InlineData("2019-02-05")]
    [InlineData("2020-01-25")]
    [InlineData("2021-02-12")]
    [InlineData("2022-02-01")]
    [InlineData("2023-01-22")]
    [InlineData("2024-02-10")]
    [InlineData("2025-01-29")]
    [InlineData("2026-02-17")]
    [InlineData("2027-02-06")]
    [InlineData("2028-01-26")]
    [InlineData("2029-02-13")]
    [InlineData("2030-02-02")]
    [InlineData("2031-01-23")]
    [InlineData("2032-02-11")]
    [InlineData("2033-01-31")]
    [InlineData("2034-02-19")]
    [InlineData("2035-02-08")]
    [InlineData("2100-02-09")]
    public void Tet_falls_on_the_printed_day(string day)
    {
        var tet = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Equal(tet, LunarCalendar.Tet(tet.Year));
        Assert.Equal(new LunarDate(tet.Year, 1, 1), LunarCalendar.FromSolar(tet));
    }

    [Theory]
    [InlineData(1984, null)] // China had a leap tenth month
    [InlineData(1985, 2)]
    [InlineData(1987, 7)] // China: 6
    [InlineData(2001, 4)]
    [InlineData(2004, 2)]
    [InlineData(2006, 7)]
    [InlineData(2009, 5)]
    [InlineData(2012, 4)]
    [InlineData(2014, 9)]
    [InlineData(2017, 6)]
    [InlineData(2020, 4)]
    [InlineData(2023, 2)]
    [InlineData(2024, null)]
    [InlineData(2025, 6)]
    [InlineData(2026, null)]
    [InlineData(2028, 5)]
    [InlineData(2031, 3)]
    [InlineData(2033, 11)]
    [InlineData(2036, 6)]
    public void Leap_months_are_those_of_the_printed_calendar(int year, int? month) => Assert.Equal(month, LunarCalendar.LeapMonth(year));

    [Theory]
    [InlineData("2027-02-05", 2026, 12, 29, false)]
    [InlineData("2026-12-03", 2026, 10, 25, false)]
    [InlineData("2027-04-16", 2027, 3, 10, false)]
    [InlineData("2026-04-26", 2026, 3, 10, false)]
    [InlineData("2025-07-25", 2025, 6, 1, true)]
    [InlineData("2025-07-24", 2025, 6, 30, false)]
    [InlineData("2025-08-23", 2025, 7, 1, false)]
    [InlineData("2024-09-17", 2024, 8, 15, false)]
    [InlineData("1945-09-02", 1945, 7, 26, false)]
    [InlineData("1930-02-03", 1930, 1, 5, false)]
    [InlineData("2054-05-07", 2054, 3, 30, false)] // the mean new moon is on the 6th, the true one on the 8th
    public void Known_days(string solar, int year, int month, int day, bool leap)
    {
        var lunar = new LunarDate(year, month, day, leap);
        Assert.Equal(lunar, LunarCalendar.FromSolar(DateOnly.Parse(solar, CultureInfo.InvariantCulture)));
        Assert.Equal(DateOnly.Parse(solar, CultureInfo.InvariantCulture), LunarCalendar.ToSolar(lunar));
    }

    [Fact]
    public void Every_day_from_1900_to_2100_goes_there_and_back_and_follows_the_day_before()
    {
        var before = LunarCalendar.FromSolar(new(1899, 12, 31));
        for (var day = new DateOnly(1900, 1, 1); day.Year <= 2100; day = day.AddDays(1))
        {
            var lunar = LunarCalendar.FromSolar(day);
            Assert.Equal(day, LunarCalendar.ToSolar(lunar));
            var sameMonth = lunar == before with { Day = before.Day + 1 };
            var newMonth = lunar.Day == 1 && before.Day is 29 or 30
                && (lunar.IsLeap ? (lunar.Year, lunar.Month, before.IsLeap) == (before.Year, before.Month, false)
                    : lunar.Month == 1 ? before.Month == 12 && lunar.Year == before.Year + 1
                    : lunar.Month == before.Month + 1 && lunar.Year == before.Year);
            Assert.True(sameMonth || newMonth, $"{day}: {before} then {lunar}");
            before = lunar;
        }
    }

    [Fact]
    public void Days_that_are_not_have_no_solar_day()
    {
        Assert.Null(LunarCalendar.ToSolar(2026, 12, 30)); // Chạp of Bính Ngọ has 29 days
        Assert.Equal(29, LunarCalendar.DaysInMonth(2026, 12));
        Assert.Null(LunarCalendar.ToSolar(2026, 6, 1, leap: true));
        Assert.Null(LunarCalendar.ToSolar(2026, 13, 1));
        Assert.Null(LunarCalendar.ToSolar(2026, 1, 0));
        Assert.Equal(0, LunarCalendar.DaysInMonth(2026, 6, leap: true));
    }

    [Theory]
    [InlineData(2026, "Bính Ngọ")]
    [InlineData(2027, "Đinh Mùi")]
    [InlineData(1945, "Ất Dậu")]
    [InlineData(1930, "Canh Ngọ")]
    [InlineData(2024, "Giáp Thìn")]
    public void Years_have_names(int year, string name) => Assert.Equal(name, new LunarDate(year, 1, 1).YearName);
}
