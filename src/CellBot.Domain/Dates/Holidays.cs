using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace CellBot.Domain.Dates;

/// <summary>A day off.</summary>
/// <param name="Name">As it follows "ngày 07/02/2027 là": "mùng 2 Tết Đinh Mùi", "Quốc khánh".</param>
/// <param name="IsMadeUp">Whether it is made up for on the next working day when it falls on a weekly rest day; for Tết the yearly decision covers that.</param>
/// <param name="Confirmed">False while only a policy names it and the law does not yet; the operator settles it by an override.</param>
public sealed record Holiday(DateOnly Day, string Name, bool IsMadeUp = true, bool Confirmed = true);

/// <summary>The public holidays that a rule gives. What a government decision moves is an override in <see cref="HolidayCalendar"/>.</summary>
public static class Holidays
{
    private static readonly ConcurrentDictionary<int, FrozenDictionary<DateOnly, Holiday>> Years = new();
    private static readonly ConcurrentDictionary<(int Year, bool SaturdaysOff), FrozenDictionary<DateOnly, Holiday>> MadeUpDays = new();

    /// <summary>Days off of one solar year, by day; empty outside the years of the lunar calendar.</summary>
    public static IReadOnlyDictionary<DateOnly, Holiday> Of(int year) =>
        year is <= LunarCalendar.FirstYear or >= LunarCalendar.LastYear ? FrozenDictionary<DateOnly, Holiday>.Empty : Years.GetOrAdd(year, Compute);

    /// <summary>The working days given for holidays of this year that fall on a weekly rest day (Labour Code 2019, article 111), each with the holiday it stands for.</summary>
    internal static IReadOnlyDictionary<DateOnly, Holiday> MadeUp(int year, bool saturdaysOff) => MadeUpDays.GetOrAdd((year, saturdaysOff), static key =>
    {
        var holidays = Of(key.Year);
        var given = new Dictionary<DateOnly, Holiday>();
        foreach (var holiday in holidays.Values.Where(each => each.IsMadeUp && Rests(each.Day)).OrderBy(each => each.Day))
        {
            var day = holiday.Day;
            while (Rests(day) || holidays.ContainsKey(day) || given.ContainsKey(day)) day = day.AddDays(1);
            given.Add(day, holiday);
        }

        return given.ToFrozenDictionary();

        bool Rests(DateOnly day) => day.DayOfWeek is DayOfWeek.Sunday || (key.SaturdaysOff && day.DayOfWeek is DayOfWeek.Saturday);
    });

    private static FrozenDictionary<DateOnly, Holiday> Compute(int year)
    {
        var days = new Dictionary<DateOnly, Holiday>();
        void Add(DateOnly day, string name, bool madeUp = true, bool confirmed = true) => days.TryAdd(day, new(day, name, madeUp, confirmed));

        Add(new(year, 1, 1), "Tết Dương lịch");

        // Tết: 28 Chạp to mùng 5. Chạp has 29 or 30 days, so two or three days stand before mùng 1.
        var first = LunarCalendar.Tet(year);
        var yearName = LunarCalendar.FromSolar(first).YearName;
        for (var chap = 28; chap <= LunarCalendar.DaysInMonth(year - 1, 12); chap++)
            Add(LunarCalendar.ToSolar(year - 1, 12, chap)!.Value, $"{chap} tháng Chạp, dịp Tết {yearName}", madeUp: false);
        for (var day = 0; day < 5; day++) Add(first.AddDays(day), $"mùng {day + 1} Tết {yearName}", madeUp: false);

        Add(LunarCalendar.ToSolar(year, 3, 10)!.Value, "Giỗ Tổ Hùng Vương");
        Add(new(year, 4, 30), "ngày Giải phóng miền Nam, thống nhất đất nước");
        Add(new(year, 5, 1), "ngày Quốc tế Lao động");

        // Labour Code 2019, article 112: two days, 2/9 and the day before or after, decided each year; the side that joins the weekend is the likely one.
        var national = new DateOnly(year, 9, 2);
        Add(national, "Quốc khánh");
        Add(national.AddDays(national.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Friday or DayOfWeek.Saturday ? -1 : 1), "dịp nghỉ Quốc khánh");

        // Resolution 80-NQ/TW (January 2026); the change of the Labour Code is not published yet.
        if (year >= 2026) Add(new(year, 11, 24), "Ngày Văn hóa Việt Nam", confirmed: false);
        return days.ToFrozenDictionary();
    }
}

/// <summary>What the cell, or the government's decision for a year, changes: a day off more, another name, or (no name) a working day.</summary>
/// <param name="Name">Null makes the day a working day, a Sunday as well (a swapped day).</param>
public sealed record HolidayChange(DateOnly Day, string? Name);

/// <summary>Days off as one cell keeps them: those the rules give, changed by hand.</summary>
/// <param name="Changes">At most one for a day; of several the last counts.</param>
/// <param name="SaturdaysOff">True for an office cell.</param>
public sealed record HolidayCalendar(IReadOnlyList<HolidayChange> Changes, bool SaturdaysOff = false)
{
    public static HolidayCalendar Default { get; } = new([]);

    /// <summary>This calendar with one more change; an earlier change of the same day is replaced.</summary>
    public HolidayCalendar With(HolidayChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this with { Changes = [.. Changes.Where(each => each.Day != change.Day), change] };
    }

    /// <summary>The holiday of this day, its compensating day off included, or null. A weekend has no name.</summary>
    public string? Name(DateOnly day) =>
        ChangeOf(day) is { } change ? change.Name
        : Holidays.Of(day.Year).TryGetValue(day, out var holiday) ? holiday.Name
        : Holidays.MadeUp(day.Year, SaturdaysOff).TryGetValue(day, out holiday) && ChangeOf(holiday.Day) is null ? $"ngày nghỉ bù {holiday.Name}" : null;

    /// <summary>A holiday; where asked, also Sunday, and Saturday if this cell has Saturdays off.</summary>
    public bool IsDayOff(DateOnly day, bool weekends = false) => Name(day) is not null || (weekends && IsRestDay(day));

    /// <summary>Neither a holiday nor a weekly rest day.</summary>
    public bool IsWorkingDay(DateOnly day) => !IsDayOff(day, weekends: true);

    /// <summary>The first working day after this one.</summary>
    public DateOnly NextWorkingDay(DateOnly day) => WorkingDayFrom(day.AddDays(1));

    /// <summary>This day if it is a working day, else the first one after it.</summary>
    public DateOnly WorkingDayFrom(DateOnly day)
    {
        // The longest run of days off in sight is Tết with two weekends; the bound is for overrides gone wrong.
        var found = day;
        for (var tries = 0; tries < 60; tries++, found = found.AddDays(1))
            if (IsWorkingDay(found))
                return found;
        return day;
    }

    private bool IsRestDay(DateOnly day) =>
        !(ChangeOf(day) is { Name: null }) && (day.DayOfWeek is DayOfWeek.Sunday || (SaturdaysOff && day.DayOfWeek is DayOfWeek.Saturday));

    private HolidayChange? ChangeOf(DateOnly day)
    {
        for (var i = Changes.Count - 1; i >= 0; i--)
            if (Changes[i].Day == day)
                return Changes[i];
        return null;
    }
}
