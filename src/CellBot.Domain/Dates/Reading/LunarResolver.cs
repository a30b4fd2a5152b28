namespace CellBot.Domain.Dates.Reading;

/// <summary>The solar day of lunar words: rule D12. Without a year, the next occurrence from today.</summary>
internal sealed class LunarResolver(DateOnly today)
{
    private readonly LunarDate now = LunarCalendar.FromSolar(today);

    public DayChoice Resolve(DateSlots slots)
    {
        var day = slots.Day!.Value;
        if (slots.MonthOffset is { } offset) return InMonth(offset, day);
        if (slots.Month is not { } month) return Nearest(day);

        var leap = slots.Leap == true;
        if ((slots.Year ?? now.Year + slots.YearOffset) is { } year) return Exact(year, month, leap, day);

        // A leap month of a given number may be nineteen and more years away.
        for (var y = now.Year; y <= Math.Min(now.Year + (leap ? 60 : 1), LunarCalendar.LastYear - 2); y++)
        {
            var length = LunarCalendar.DaysInMonth(y, month, leap);
            if (length == 0) continue;
            var asked = day == RecurrenceRule.LastDay ? length : day;
            if (LunarCalendar.ToSolar(y, month, Math.Min(asked, length), leap) is { } found && found >= today) return Exact(y, month, leap, day);
        }

        return DayChoice.Error(ReadingReason.Invalid);
    }

    private static DayChoice Exact(int year, int month, bool leap, int day)
    {
        var length = LunarCalendar.DaysInMonth(year, month, leap);
        if (length == 0 || day > 30) return DayChoice.Error(ReadingReason.Invalid);
        if (LunarCalendar.ToSolar(year, month, day == RecurrenceRule.LastDay ? length : day, leap) is { } found) return DayChoice.Of(found);
        return month == 12 && LunarCalendar.ToSolar(year, month, length) is { } eve ? new([eve], ReadingReason.NoThirtieth) : DayChoice.Error(ReadingReason.Invalid);
    }

    private DayChoice Nearest(int day) =>
        day <= 30 && new RecurrenceRule(RecurrenceUnit.Month) { Day = day, Lunar = true }.NextOnOrAfter(today) is { } found ? DayChoice.Of(found) : DayChoice.Error(ReadingReason.Invalid);

    private DayChoice InMonth(int offset, int day)
    {
        var first = today.AddDays(1 - now.Day);
        for (; offset > 0; offset--) first = first.AddDays(LengthFrom(first));
        for (; offset < 0; offset++)
        {
            first = first.AddDays(-1);
            first = first.AddDays(1 - LunarCalendar.FromSolar(first).Day);
        }

        return day <= LengthFrom(first) ? DayChoice.Of(first.AddDays(day - 1)) : DayChoice.Error(ReadingReason.Invalid);
    }

    private static int LengthFrom(DateOnly first)
    {
        var month = LunarCalendar.FromSolar(first);
        return LunarCalendar.DaysInMonth(month.Year, month.Month, month.IsLeap);
    }
}
