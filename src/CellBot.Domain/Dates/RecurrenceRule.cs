namespace CellBot.Domain.Dates;

public enum RecurrenceUnit { Day, Week, Month, Quarter, Year }

/// <summary>"mùng 3 hàng tháng 19h30", "thứ Hai đầu tiên hàng tháng", "rằm hàng tháng".</summary>
public sealed record RecurrenceRule(RecurrenceUnit Every)
{
    /// <summary>Day of the month, 1–31; months without it are skipped. <see cref="LastDay"/> is the last one whatever its number.</summary>
    public int? Day { get; init; }

    /// <summary>Month of a yearly rule, 1–12.</summary>
    public int? Month { get; init; }

    /// <summary>Day of the week of a weekly rule, or together with <see cref="Ordinal"/> of a monthly one.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>1–4: the first to fourth such weekday of the month; <see cref="LastDay"/> the last.</summary>
    public int? Ordinal { get; init; }

    /// <summary>Days and months of the lunar calendar.</summary>
    public bool Lunar { get; init; }

    /// <summary>Local time, or null.</summary>
    public TimeOnly? Clock { get; init; }

    public const int LastDay = -1;

    /// <summary>The first day on or after <paramref name="from"/> on which it happens; null if the rule names no day, or none is near.</summary>
    public DateOnly? NextOnOrAfter(DateOnly from)
    {
        switch (Every)
        {
            case RecurrenceUnit.Day:
                return from;
            case RecurrenceUnit.Week:
                return Weekday is { } weekday ? from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7) : null;
        }

        if (Lunar) return NextLunar(from);
        var month = new DateOnly(from.Year, from.Month, 1);
        for (var tries = 0; tries <= 97; tries++, month = month.AddMonths(1)) // 29/2 may be eight years away
            if (IsMonthOf(month.Month) && DayIn(month) is { } day && day >= from)
                return day;
        return null;
    }

    private bool IsMonthOf(int month) => Every switch
    {
        RecurrenceUnit.Quarter => Day == LastDay ? month % 3 == 0 : month % 3 == 1,
        RecurrenceUnit.Year => Month is null || Month == month,
        _ => true,
    };

    private DateOnly? DayIn(DateOnly month)
    {
        var length = DateTime.DaysInMonth(month.Year, month.Month);
        if (Weekday is { } weekday)
        {
            if (Ordinal is not { } ordinal) return null;
            var first = month.AddDays(((int)weekday - (int)month.DayOfWeek + 7) % 7);
            if (ordinal == LastDay) return first.AddDays((length - first.Day) / 7 * 7);
            var nth = first.AddDays(7 * (ordinal - 1));
            return nth.Month == month.Month ? nth : null;
        }

        return Day switch
        {
            null => null,
            LastDay => month.AddDays(length - 1),
            { } day => day <= length ? month.AddDays(day - 1) : null,
        };
    }

    private DateOnly? NextLunar(DateOnly from)
    {
        // Walking by days is the simplest right way: at most a few months for a monthly rule; a yearly one is asked year by year.
        var today = LunarCalendar.FromSolar(from);
        if (Every is RecurrenceUnit.Year)
        {
            for (var year = today.Year; year <= today.Year + 9; year++)
                if (LunarCalendar.ToSolar(year, Month ?? 1, Day ?? 1) is { } day && day >= from)
                    return day;
            return null;
        }

        var (y, m, leap) = (today.Year, today.Month, today.IsLeap);
        for (var tries = 0; tries < 14; tries++)
        {
            var day = Day == LastDay ? LunarCalendar.DaysInMonth(y, m, leap) : Day ?? 1;
            if (LunarCalendar.ToSolar(y, m, day, leap) is { } found && found >= from) return found;
            if (!leap && LunarCalendar.DaysInMonth(y, m, leap: true) > 0) leap = true;
            else (y, m, leap) = m == 12 ? (y + 1, 1, false) : (y, m + 1, false);
        }

        return null;
    }
}
