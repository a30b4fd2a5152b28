namespace CellBot.Domain.Dates;

/// <summary>A day of the Vietnamese lunar calendar.</summary>
/// <param name="Year">The lunar year, named by the solar year in which it begins: Bính Ngọ is 2026.</param>
/// <param name="Month">1 (Giêng) to 12 (Chạp).</param>
/// <param name="Day">1–30.</param>
/// <param name="IsLeap">The second of two months with the same number (tháng nhuận).</param>
public readonly record struct LunarDate(int Year, int Month, int Day, bool IsLeap = false)
{
    private static readonly string[] Stems = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
    private static readonly string[] Branches = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

    /// <summary>"Bính Ngọ".</summary>
    public string YearName => $"{Stems[(Year + 6) % 10]} {Branches[(Year + 8) % 12]}";
}

/// <summary>
/// The Vietnamese lunar calendar, computed from sun and moon for the meridian 105° E (UTC+7): a month begins on the day of the new moon,
/// month 11 holds the winter solstice, and of thirteen months between two solstices the first without a major solar term is the leap month.
/// After Hồ Ngọc Đức, www.informatik.uni-leipzig.de/~duc/amlich/calrules_vn.html. Not the Chinese calendar: new moons between 23:00 and 24:00 fall on another day there
/// (Tết of 1985, 2007, 2030). Before 1968 it is what today's rule gives, which old printed calendars did not always follow.
/// </summary>
public static class LunarCalendar
{
    /// <summary>Solar years between which dates are converted; outside them the approximations are not kept to the minute.</summary>
    public const int FirstYear = 1801, LastYear = 2199;

    private const double Meridian = 7.0 / 24; // days ahead of UTC
    private static readonly int Epoch = JulianDay(new DateOnly(2000, 1, 1)) - new DateOnly(2000, 1, 1).DayNumber;

    public static LunarDate FromSolar(DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day.Year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day.Year, LastYear);
        var julian = JulianDay(day);
        var moon = (int)Math.Floor((julian - 2415021.076998695) / 29.530588853) + 1;
        var monthStart = NewMoonDay(moon);
        while (monthStart > julian) monthStart = NewMoonDay(--moon); // the true new moon strays up to 14 hours from the mean one, so two steps may be needed (07/05/2054)

        var start11 = Month11(day.Year);
        int end11, year;
        if (start11 >= monthStart)
        {
            year = day.Year;
            end11 = start11;
            start11 = Month11(day.Year - 1);
        }
        else
        {
            year = day.Year + 1;
            end11 = Month11(day.Year + 1);
        }

        var since11 = (monthStart - start11) / 29;
        var month = since11 + 11;
        var leap = false;
        if (end11 - start11 > 365)
        {
            var leapOffset = LeapOffset(start11);
            if (since11 >= leapOffset) month--;
            leap = since11 == leapOffset;
        }

        if (month > 12) month -= 12;
        if (month >= 11 && since11 < 4) year--;
        return new(year, month, julian - monthStart + 1, leap);
    }

    /// <summary>The solar day, or null where the lunar year has no such month or the month no such day.</summary>
    public static DateOnly? ToSolar(LunarDate date) => ToSolar(date.Year, date.Month, date.Day, date.IsLeap);

    /// <inheritdoc cref="ToSolar(LunarDate)"/>
    public static DateOnly? ToSolar(int year, int month, int day, bool leap = false)
    {
        if (day < 1 || MonthStart(year, month, leap) is not { } start || day > start.Length) return null;
        return start.First.AddDays(day - 1);
    }

    /// <summary>29 or 30; 0 where the year has no such month.</summary>
    public static int DaysInMonth(int year, int month, bool leap = false) => MonthStart(year, month, leap)?.Length ?? 0;

    /// <summary>The month of this lunar year that is followed by a leap month of the same number, or null.</summary>
    public static int? LeapMonth(int year)
    {
        for (var month = 1; month <= 12; month++)
            if (MonthStart(year, month, leap: true) is not null)
                return month;
        return null;
    }

    /// <summary>Mùng 1 Tết of the lunar year that begins in this solar year.</summary>
    public static DateOnly Tet(int year) => ToSolar(year, 1, 1) ?? throw new ArgumentOutOfRangeException(nameof(year));

    private static (DateOnly First, int Length)? MonthStart(int year, int month, bool leap)
    {
        if (year is < FirstYear or >= LastYear || month is < 1 or > 12) return null;
        var start11 = month < 11 ? Month11(year - 1) : Month11(year);
        var end11 = month < 11 ? Month11(year) : Month11(year + 1);
        var offset = month - 11;
        if (offset < 0) offset += 12;
        if (end11 - start11 > 365)
        {
            var leapOffset = LeapOffset(start11);
            var leapMonth = leapOffset - 2;
            if (leapMonth < 0) leapMonth += 12;
            if (leapMonth == 0) leapMonth = 12;
            if (leap && month != leapMonth) return null;
            if (leap || offset >= leapOffset) offset++;
        }
        else if (leap)
        {
            return null;
        }

        var moon = (int)Math.Floor(0.5 + (start11 - 2415021.076998695) / 29.530588853);
        var first = NewMoonDay(moon + offset);
        return (DateOnly.FromDayNumber(first - Epoch), NewMoonDay(moon + offset + 1) - first);
    }

    private static int JulianDay(DateOnly day)
    {
        var a = (14 - day.Month) / 12;
        var y = day.Year + 4800 - a;
        var m = day.Month + 12 * a - 3;
        return day.Day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045;
    }

    /// <summary>Local day of the k-th new moon after 1900-01-01 (Meeus, Astronomical Algorithms, 1998).</summary>
    private static int NewMoonDay(int k)
    {
        const double radian = Math.PI / 180;
        var t = k / 1236.85;
        var (t2, t3) = (t * t, t * t * t);
        var mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 + 0.00033 * Math.Sin((166.56 + 132.87 * t - 0.009173 * t2) * radian);
        var sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * radian;
        var moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * radian;
        var latitude = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * radian;
        var correction = (0.1734 - 0.000393 * t) * Math.Sin(sun) + 0.0021 * Math.Sin(2 * sun)
            - 0.4068 * Math.Sin(moon) + 0.0161 * Math.Sin(2 * moon) - 0.0004 * Math.Sin(3 * moon)
            + 0.0104 * Math.Sin(2 * latitude) - 0.0051 * Math.Sin(sun + moon) - 0.0074 * Math.Sin(sun - moon)
            + 0.0004 * Math.Sin(2 * latitude + sun) - 0.0004 * Math.Sin(2 * latitude - sun) - 0.0006 * Math.Sin(2 * latitude + moon)
            + 0.0010 * Math.Sin(2 * latitude - moon) + 0.0005 * Math.Sin(2 * moon + sun);
        var deltaT = t < -11
            ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
            : -0.000278 + 0.000265 * t + 0.000262 * t2;
        return (int)Math.Floor(mean + correction - deltaT + 0.5 + Meridian);
    }

    /// <summary>Which twelfth of the ecliptic the sun is in at local midnight of this day: 0 from the March equinox, 9 from the winter solstice.</summary>
    private static int SunTwelfth(int julianDay)
    {
        const double radian = Math.PI / 180;
        var t = (julianDay - 0.5 - Meridian - 2451545.0) / 36525;
        var t2 = t * t;
        var anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * radian;
        var mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2;
        var centre = (1.914600 - 0.004817 * t - 0.000014 * t2) * Math.Sin(anomaly) + (0.019993 - 0.000101 * t) * Math.Sin(2 * anomaly) + 0.000290 * Math.Sin(3 * anomaly);
        var longitude = (mean + centre) * radian;
        longitude -= Math.PI * 2 * Math.Floor(longitude / (Math.PI * 2));
        return (int)Math.Floor(longitude / Math.PI * 6);
    }

    /// <summary>First day of the lunar month 11 that ends this solar year.</summary>
    private static int Month11(int year)
    {
        var off = JulianDay(new DateOnly(year, 12, 31)) - 2415021;
        var k = (int)Math.Floor(off / 29.530588853);
        var start = NewMoonDay(k);
        return SunTwelfth(start) >= 9 ? NewMoonDay(k - 1) : start;
    }

    /// <summary>How many months after month 11 the leap month stands.</summary>
    private static int LeapOffset(int start11)
    {
        var k = (int)Math.Floor((start11 - 2415021.076998695) / 29.530588853 + 0.5);
        var i = 1;
        var arc = SunTwelfth(NewMoonDay(k + i));
        int last;
        do
        {
            last = arc;
            i++;
            arc = SunTwelfth(NewMoonDay(k + i));
        }
        while (arc != last && i < 14);
        return i - 1;
    }
}
