namespace CellBot.Domain.Dates;

/// <summary>What became of a text in which a date or time was looked for.</summary>
public enum ReadingKind
{
    /// <summary>A day alone.</summary>
    Date,

    /// <summary>A day and a clock time, or the usual hour of a part of day (see <see cref="ReadingPrecision.PartOfDay"/>).</summary>
    DateTime,

    /// <summary>A start and an end.</summary>
    Interval,

    /// <summary>A rule and its next occurrence.</summary>
    Recurrence,

    /// <summary>More than one meaning, or too little: choose among the candidates, or ask for the day if there are none.</summary>
    Ambiguous,

    /// <summary>No date, or none that can be.</summary>
    Error,
}

public enum ReadingPrecision
{
    /// <summary>A clock time was given.</summary>
    Exact,

    /// <summary>"chiều mai": the clock is the usual hour of that part; a meeting must ask the hour.</summary>
    PartOfDay,

    /// <summary>A day; as a deadline its end.</summary>
    DateOnly,
}

/// <summary>Why a reading is ambiguous or an error.</summary>
public enum ReadingReason
{
    /// <summary>Nothing recognisable, or only "lát nữa", "hôm nào".</summary>
    None,

    /// <summary>No such day or clock: 31/11, 14h75.</summary>
    Invalid,

    /// <summary>The words exclude each other: 14h sáng.</summary>
    Contradiction,

    /// <summary>Before now, where only the future makes sense.</summary>
    Past,

    /// <summary>The weekday is today's: today, or in a week.</summary>
    WeekdayIsToday,

    /// <summary>A day and month just gone by: that day, or next year's.</summary>
    JustPassed,

    /// <summary>The weekday and the date do not agree; <see cref="DateTimeReading.TypedWeekday"/> holds what was typed.</summary>
    WeekdayDisagrees,

    /// <summary>30 Tết in a year whose last month has 29 days.</summary>
    NoThirtieth,

    /// <summary>Hours 1–5 without a part of day.</summary>
    SmallHour,

    /// <summary>A clock time without a day that has passed today.</summary>
    ClockPassed,

    /// <summary>A stretch of days (cuối tuần, đầu tháng, tuần sau): which one.</summary>
    WhichDay,

    /// <summary>Two days: joined by "hoặc", "và", a comma, or "ngày mai" with another date.</summary>
    EitherOr,
}

/// <summary>A moment that was read, local time of the cell.</summary>
/// <param name="Clock">Null when only a day was given.</param>
public sealed record ReadMoment(DateOnly Day, TimeOnly? Clock = null)
{
    /// <summary>The end of an interval; always later than the start.</summary>
    public ReadMoment? End { get; init; }

    /// <summary>Among candidates: the one to offer first.</summary>
    public bool Proposed { get; init; }

    /// <summary>Among candidates: lies before now.</summary>
    public bool Past { get; init; }

    /// <summary>The moment in the cell's offset (+07:00); a day alone begins at 00:00.</summary>
    public DateTimeOffset At => new(Day.ToDateTime(Clock ?? TimeOnly.MinValue), TimeSpan.FromHours(7));

    /// <summary>As a deadline: the clock time, or the last second of the day.</summary>
    public DateTimeOffset AsDeadline => Clock is null ? new(Day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.FromHours(7)) : At;
}

/// <summary>Where in the text the words of the date stand.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>The outcome of reading a date or time from free text. Readings of other kinds than Ambiguous and Error have a value.</summary>
public sealed record DateTimeReading(ReadingKind Kind)
{
    /// <summary>The day, with its clock; the next occurrence of a recurrence.</summary>
    public ReadMoment? Value { get; init; }

    /// <summary>The end of an interval.</summary>
    public ReadMoment? End => Value?.End;

    /// <summary>How a recurrence goes on.</summary>
    public RecurrenceRule? Rule { get; init; }

    public ReadingPrecision Precision { get; init; } = ReadingPrecision.DateOnly;

    /// <summary>The meanings of an ambiguous text, best first; empty if the day has to be asked.</summary>
    public IReadOnlyList<ReadMoment> Candidates { get; init; } = [];

    /// <summary>Set for Ambiguous and Error.</summary>
    public ReadingReason? Reason { get; init; }

    /// <summary>For <see cref="ReadingReason.WeekdayDisagrees"/>.</summary>
    public DayOfWeek? TypedWeekday { get; init; }

    /// <summary>For <see cref="ReadingReason.Past"/>: what was read.</summary>
    public ReadMoment? PastMoment { get; init; }

    /// <summary>"trước, chậm nhất, hạn, đến hết" stood before it.</summary>
    public bool IsDeadline { get; init; }

    /// <summary>"mùng", "Tết", "âm lịch", "rằm" … was written: the confirmation shows both calendars.</summary>
    public bool ShowsLunar { get; init; }

    /// <summary>The stretches of the text that were read, in order, apart by at least one word that is not of the date.</summary>
    public IReadOnlyList<TextSpan> Spans { get; init; } = [];

    /// <summary>The text without what was read: of "họp mùng 3 tháng sau 19h30" it leaves "họp"; of "đổi giờ: 20h", "đổi giờ".</summary>
    /// <param name="text">The very text that was read: spans are places in it.</param>
    public string RestOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Spans.Count == 0) return text.Trim();
        var rest = new System.Text.StringBuilder(text.Length);
        var from = 0;
        foreach (var span in Spans)
        {
            rest.Append(text.AsSpan(from, span.Start - from).Trim()).Append(' ');
            from = span.End;
        }

        return rest.Append(text.AsSpan(from).Trim()).Replace(" ,", ",").ToString().Trim(' ', '\t', '\n', '\r', ',', ';', ':', '-', '–', '.', '?', '!');
    }
}

/// <summary>What the field that is being filled allows.</summary>
public sealed record DateReadingOptions
{
    /// <summary>A meeting, a deadline, a reminder: results before now are errors.</summary>
    public static DateReadingOptions Future { get; } = new();

    /// <summary>A date of admission, of a document, of a deed: the past is as good.</summary>
    public static DateReadingOptions Any { get; } = new() { FutureOnly = false };

    /// <summary>False: a day and month without a year that passed within the last 60 days is simply that day.</summary>
    public bool FutureOnly { get; init; } = true;
}
