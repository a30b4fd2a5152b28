namespace CellBot.Domain.Dates.Reading;

internal enum DayPart { Morning, Noon, Afternoon, Evening, Night }

internal enum WeekdayTurn { This, Coming, After }

internal enum Edge { Start, Middle, End, FirstDay, LastDay }

internal enum Stretch { Week, Month, Quarter, Year }

/// <summary>A clock time as written; what it means is for <see cref="ClockMeaning"/>.</summary>
/// <param name="Hour">0–24.</param>
/// <param name="Minute">−59 (kém) to 59.</param>
internal sealed record ClockWords(int Hour, int Minute, DayPart? Part = null)
{
    public bool Possible => Hour is >= 0 and <= 24 && Minute is > -60 and <= 59 && (Hour < 24 || Minute == 0);

    /// <summary>am or pm was written; the hour is already that of the day.</summary>
    public bool Fixed { get; init; }
}

/// <summary>What the pieces of a text say about a day and a clock, before anybody asks what day it is. Null: not said.</summary>
internal sealed record DateSlots
{
    // a calendar date
    public int? Day { get; init; }
    public int? Month { get; init; }
    public int? MonthOffset { get; init; }
    public int? Year { get; init; }
    public int? YearOffset { get; init; }

    // its calendar
    public bool? Lunar { get; init; }
    public bool? Leap { get; init; }
    public bool? ShowsLunar { get; init; }

    // a day of the week; weeks counted from this one
    public DayOfWeek? Weekday { get; init; }
    public WeekdayTurn? Turn { get; init; }
    public int? Week { get; init; }
    public int? Ordinal { get; init; }

    // days from today; or units from today
    public int? Offset { get; init; }
    public (int Count, Stretch? Unit)? Later { get; init; }
    public TimeSpan? FromNow { get; init; }

    // an end of a stretch of days
    public Edge? Edge { get; init; }
    public Stretch? EdgeOf { get; init; }
    public int? Quarter { get; init; }
    public int? QuarterOffset { get; init; }

    public RecurrenceUnit? Every { get; init; }

    public ClockWords? Clock { get; init; }
    public ClockWords? ClockEnd { get; init; }
    public DayPart? Part { get; init; }

    public bool? Deadline { get; init; }

    /// <summary>A recognised form with impossible numbers.</summary>
    public bool? Invalid { get; init; }

    /// <summary>The last day of a range of days.</summary>
    public DateSlots? Until { get; init; }

    public bool HasTime => Clock is not null || Part is not null || FromNow is not null;

    /// <summary>Something that names a day by itself.</summary>
    public bool NamesDay => Day is not null || Weekday is not null || Offset is not null || Later is not null || Edge is not null || FromNow is not null;

    /// <summary>Anything about days, "tháng sau" alone included.</summary>
    public bool HasDay => NamesDay || Month is not null || MonthOffset is not null || Year is not null || YearOffset is not null || Week is not null || Every is not null || Lunar is not null;

    /// <summary>Both together; null where they say different things.</summary>
    public DateSlots? With(DateSlots other)
    {
        var agree = true;
        var both = new DateSlots
        {
            Day = Value(Day, other.Day), Month = Value(Month, other.Month), MonthOffset = Value(MonthOffset, other.MonthOffset),
            Year = Value(Year, other.Year), YearOffset = Value(YearOffset, other.YearOffset),
            Lunar = Value(Lunar, other.Lunar), Leap = Value(Leap, other.Leap), ShowsLunar = ShowsLunar ?? other.ShowsLunar,
            Weekday = Value(Weekday, other.Weekday), Turn = Value(Turn, other.Turn), Week = Value(Week, other.Week), Ordinal = Value(Ordinal, other.Ordinal),
            Offset = Value(Offset, other.Offset), Later = Value(Later, other.Later), FromNow = Value(FromNow, other.FromNow),
            Edge = Value(Edge, other.Edge), EdgeOf = Value(EdgeOf, other.EdgeOf), Quarter = Value(Quarter, other.Quarter), QuarterOffset = Value(QuarterOffset, other.QuarterOffset),
            Every = Value(Every, other.Every),
            Clock = Reference(Clock, other.Clock), ClockEnd = Reference(ClockEnd, other.ClockEnd), Part = Value(Part, other.Part),
            Deadline = Deadline ?? other.Deadline, Invalid = Invalid ?? other.Invalid, Until = Reference(Until, other.Until),
        };
        return agree && both.IsCoherent ? both : null;

        T? Value<T>(T? a, T? b) where T : struct
        {
            if (a is not null && b is not null && !a.Value.Equals(b.Value)) agree = false;
            return a ?? b;
        }

        T? Reference<T>(T? a, T? b) where T : class
        {
            if (a is not null && b is not null && !a.Equals(b)) agree = false;
            return a ?? b;
        }
    }

    /// <summary>Kinds of words that never belong to one date: "3/12 cuối tháng", "mai tuần sau".</summary>
    private bool IsCoherent
    {
        get
        {
            if (FromNow is not null) return Day is null && Weekday is null && Offset is null && Later is null && Edge is null && Clock is null && Part is null;
            if (Later is not null && (Day is not null || Offset is not null || Edge is not null || Weekday is not null || Week is not null)) return false;
            if (Offset is not null && (Edge is not null || Week is not null || MonthOffset is not null || Every is not null)) return false;
            if (Edge is not null && (Day is not null || (Week is not null && EdgeOf != Stretch.Week))) return false;
            if (Day is not null && Month is null && Week is not null) return false;
            return !(Month is not null && MonthOffset is not null) && !(Year is not null && YearOffset is not null);
        }
    }
}
