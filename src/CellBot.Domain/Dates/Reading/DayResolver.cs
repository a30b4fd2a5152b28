namespace CellBot.Domain.Dates.Reading;

/// <summary>The days that some words can mean: one, several with the reason, or none with the reason.</summary>
internal sealed record DayChoice(IReadOnlyList<DateOnly> Days, ReadingReason? Reason = null, DayOfWeek? Typed = null)
{
    public bool IsError => Days.Count == 0 && Reason is not (null or ReadingReason.WhichDay);

    public static DayChoice Of(DateOnly day) => new([day]);

    public static DayChoice Error(ReadingReason reason) => new([], reason);

    /// <summary>A stretch of days: the day has to be asked.</summary>
    public static DayChoice Ask { get; } = new([], ReadingReason.WhichDay);
}

/// <summary>Which day the slots mean, seen from today: rules D4–D12, D18, D19.</summary>
/// <param name="clockHasPassed">Whether a stated clock time has passed today (D5).</param>
internal sealed class DayResolver(DateOnly today, bool futureOnly, bool clockHasPassed)
{
    /// <summary>Null if nothing was said about a day.</summary>
    public DayChoice? Resolve(DateSlots slots)
    {
        if (!slots.HasDay) return null;
        if (slots.Invalid == true || slots.Day is 0 or > 31 || slots.Month is 0 or > 12) return DayChoice.Error(ReadingReason.Invalid);
        if (slots.Edge is not null) return Edges(slots);
        if (slots.Day is not null) return Agreeing(slots.Lunar == true ? new LunarResolver(today).Resolve(slots) : Calendar(slots), slots);
        if (slots.Offset is { } offset) return Agreeing(DayChoice.Of(today.AddDays(offset)), slots with { Offset = null });
        if (slots.Later is { } later) return Later(later.Count, later.Unit);
        if (slots.Weekday is { } weekday) return slots.Ordinal is not null || slots.Month is not null || slots.MonthOffset is not null ? OfMonth(slots, weekday, slots.Ordinal) : OfWeek(slots, weekday);
        return slots is { Week: not null } or { Month: not null } or { MonthOffset: not null } ? DayChoice.Ask : null;
    }

    private DayChoice Later(int count, Stretch? unit) => count > 36_500 ? DayChoice.Error(ReadingReason.Invalid) : DayChoice.Of(unit switch
    {
        Stretch.Month => today.AddMonths(Math.Min(count, 1200)),
        Stretch.Year => today.AddYears(Math.Min(count, 100)),
        _ => today.AddDays(count),
    });

    /// <summary>D7–D10.</summary>
    private DayChoice Calendar(DateSlots slots)
    {
        var day = slots.Day!.Value;
        if (slots.MonthOffset is { } offset)
        {
            var month = today.AddMonths(offset);
            return Exact(month.Year, month.Month, day);
        }

        if (slots.Month is null)
        {
            // D9: the nearest month that has the day, today included.
            for (var month = new DateOnly(today.Year, today.Month, 1); ; month = month.AddMonths(1))
                if (day <= DateTime.DaysInMonth(month.Year, month.Month) && month.AddDays(day - 1) >= today)
                    return DayChoice.Of(month.AddDays(day - 1));
        }

        if (slots.Year is { } year) return Exact(year, slots.Month.Value, day);
        if (slots.YearOffset is { } years) return Exact(today.Year + years, slots.Month.Value, day);

        // D8
        if (!futureOnly || (slots.Month, day).CompareTo((today.Month, today.Day)) >= 0) return Exact(today.Year, slots.Month.Value, day);
        var next = Exact(today.Year + 1, slots.Month.Value, day);
        var past = Exact(today.Year, slots.Month.Value, day);
        return !past.IsError && today.DayNumber - past.Days[0].DayNumber <= 60 && !next.IsError ? new([past.Days[0], next.Days[0]], ReadingReason.JustPassed) : next;
    }

    private static DayChoice Exact(int year, int month, int day) =>
        day <= DateTime.DaysInMonth(year, month) ? DayChoice.Of(new(year, month, day)) : DayChoice.Error(ReadingReason.Invalid);

    /// <summary>D11, and the same for "ngày mai 3/12".</summary>
    private DayChoice Agreeing(DayChoice choice, DateSlots slots)
    {
        if (choice.IsError || choice.Days.Count == 0) return choice;
        if (slots.Offset is { } offset && !choice.Days.Contains(today.AddDays(offset))) return new([choice.Days[^1], today.AddDays(offset)], ReadingReason.EitherOr);
        if (slots.Offset is { } days) choice = DayChoice.Of(today.AddDays(days));
        if (slots.Weekday is not { } weekday) return choice;
        var fitting = choice.Days.Where(day => day.DayOfWeek == weekday).ToList();
        if (fitting.Count == 1 && (slots.Week is not { } week || InWeek(week, weekday) == fitting[0])) return DayChoice.Of(fitting[0]);
        var date = choice.Days[^1];
        var other = slots.Week is { } named ? InWeek(named, weekday) : MondayOf(date).AddDays(((int)weekday + 6) % 7);
        return new([date, other], ReadingReason.WeekdayDisagrees, weekday);
    }

    /// <summary>D4, D5.</summary>
    private DayChoice OfWeek(DateSlots slots, DayOfWeek weekday)
    {
        if (slots.Week is { } week) return DayChoice.Of(InWeek(week, weekday));
        var ahead = ((int)weekday - (int)today.DayOfWeek + 7) % 7;
        if (ahead == 0)
            return slots.Turn is WeekdayTurn.Coming or WeekdayTurn.After || clockHasPassed ? DayChoice.Of(today.AddDays(7)) : new([today, today.AddDays(7)], ReadingReason.WeekdayIsToday);

        // "thứ Bảy sau" on a Friday: tomorrow, or the one after; from another week on they are the same.
        var nearest = today.AddDays(ahead);
        return slots.Turn is WeekdayTurn.After && MondayOf(nearest) == MondayOf(today) ? new([nearest.AddDays(7), nearest], ReadingReason.WhichDay) : DayChoice.Of(nearest);
    }

    /// <summary>D19. Without an ordinal: the weekdays of that month still to come.</summary>
    private DayChoice OfMonth(DateSlots slots, DayOfWeek weekday, int? ordinal)
    {
        var rule = new RecurrenceRule(RecurrenceUnit.Month) { Weekday = weekday, Ordinal = ordinal };
        if (ordinal is not null && slots.Month is null && slots.MonthOffset is null) return rule.NextOnOrAfter(today) is { } next ? DayChoice.Of(next) : DayChoice.Ask;
        var month = MonthOf(slots, day: 31);
        if (ordinal is not null) return rule.NextOnOrAfter(month) is { } nth && nth.Month == month.Month ? DayChoice.Of(nth) : DayChoice.Error(ReadingReason.Invalid);
        var first = month.AddDays(((int)weekday - (int)month.DayOfWeek + 7) % 7);
        return new([.. Enumerable.Range(0, 5).Select(i => first.AddDays(7 * i)).Where(day => day.Month == month.Month && (day >= today || !futureOnly))], ReadingReason.WhichDay);
    }

    /// <summary>D18.</summary>
    private DayChoice Edges(DateSlots slots)
    {
        var edge = slots.Edge!.Value;
        if (slots.EdgeOf == Stretch.Week) return EdgeOfWeek(slots, edge);
        if (slots.Lunar == true && slots.Month is { } lunarMonth)
            return edge is Edge.End or Edge.LastDay ? new LunarResolver(today).Resolve(slots with { Day = RecurrenceRule.LastDay, Edge = null, Month = lunarMonth }) : DayChoice.Ask;
        if (slots.Weekday is { } weekday)
            return slots.EdgeOf == Stretch.Month && edge != Edge.Middle ? OfMonth(slots with { MonthOffset = slots.Month is null ? slots.MonthOffset ?? 0 : null }, weekday, edge is Edge.End or Edge.LastDay ? RecurrenceRule.LastDay : 1) : DayChoice.Ask;
        if (edge is Edge.Start or Edge.Middle) return DayChoice.Ask;

        var month = slots.EdgeOf switch
        {
            Stretch.Month => MonthOf(slots, edge == Edge.FirstDay ? 1 : 31),
            Stretch.Quarter => QuarterEnd(slots),
            _ => new(slots.Year ?? today.Year + (slots.YearOffset ?? 0), 12, 1),
        };
        if (edge == Edge.FirstDay)
            return DayChoice.Of(slots.EdgeOf switch { Stretch.Month => month, Stretch.Quarter => month.AddMonths(-2), _ => new(month.Year, 1, 1) });
        return DayChoice.Of(month.AddMonths(1).AddDays(-1));
    }

    private DayChoice EdgeOfWeek(DateSlots slots, Edge edge)
    {
        if (slots.Weekday is { } weekday) return OfWeek(slots with { Edge = null }, weekday);
        var monday = MondayOf(today).AddDays(7 * (slots.Week ?? 0));
        switch (edge)
        {
            case Edge.Start or Edge.FirstDay:
                return slots.Week is null ? OfWeek(slots, DayOfWeek.Monday) : DayChoice.Of(monday);
            case Edge.LastDay:
                return DayChoice.Of(monday.AddDays(6));
            case Edge.Middle:
                return DayChoice.Ask;
            default:
                var days = new[] { monday.AddDays(5), monday.AddDays(6) };
                if (slots.Week is null && today == days[1]) days = [today, today.AddDays(6), today.AddDays(7)];
                return new(days, ReadingReason.WhichDay);
        }
    }

    /// <summary>First day of the month meant; without a year the next one whose given day (or last day) is not past.</summary>
    private DateOnly MonthOf(DateSlots slots, int day)
    {
        var here = new DateOnly(today.Year, today.Month, 1);
        if (slots.Month is not { } number) return slots.MonthOffset is { } offset ? here.AddMonths(offset) : day == 1 && today.Day > 1 ? here.AddMonths(1) : here;
        if (slots.Year is { } year) return new(year, number, 1);
        if (slots.YearOffset is { } years) return new(today.Year + years, number, 1);
        var month = new DateOnly(today.Year, number, 1);
        var last = day == 1 ? month : month.AddMonths(1).AddDays(-1);
        return last < today && futureOnly ? month.AddYears(1) : month;
    }

    /// <summary>First day of the last month of the quarter.</summary>
    private DateOnly QuarterEnd(DateSlots slots)
    {
        var here = new DateOnly(today.Year, (today.Month + 2) / 3 * 3, 1);
        if (slots.Quarter is not { } number) return here.AddMonths(3 * (slots.QuarterOffset ?? 0));
        var month = new DateOnly(slots.Year ?? today.Year + (slots.YearOffset ?? 0), number * 3, 1);
        return slots.Year is null && slots.YearOffset is null && futureOnly && month.AddMonths(1) <= today ? month.AddYears(1) : month;
    }

    private DateOnly InWeek(int week, DayOfWeek weekday) => MondayOf(today).AddDays(7 * week + ((int)weekday + 6) % 7);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
