namespace CellBot.Domain.Dates.Reading;

/// <summary>One way to understand a clock time.</summary>
/// <param name="Start">Minutes from the midnight in which the day begins; 1440 and more are the next calendar day.</param>
/// <param name="End">Of an interval.</param>
internal readonly record struct ClockOption(int Start, int? End, bool Proposed = false);

/// <summary>What a written clock time means: rules D14, D15, D17, D21.</summary>
internal static class ClockMeaning
{
    private const int Hour = 60, Day = 24 * Hour;

    /// <summary>D17: the usual time of a part of day, minutes from midnight.</summary>
    public static int Usual(DayPart part) => part switch
    {
        DayPart.Morning => 8 * Hour,
        DayPart.Noon => 12 * Hour,
        DayPart.Afternoon => 14 * Hour,
        DayPart.Evening => 19 * Hour + 30,
        _ => 22 * Hour,
    };

    /// <summary>The ways to understand the clock, the proposed one first; or why there is none.</summary>
    public static (IReadOnlyList<ClockOption> Options, ReadingReason? Error) Of(ClockWords clock, ClockWords? end, DayPart? partOfDay)
    {
        if (!clock.Possible || end is { Possible: false }) return ([], ReadingReason.Invalid);
        if (clock.Part is { } own && partOfDay is { } other && own != other && !(clock.Fixed)) return ([], ReadingReason.Contradiction);
        var part = clock.Part ?? partOfDay;

        if (end is null)
        {
            if (Starts(clock, part) is not { } starts) return ([], ReadingReason.Contradiction);
            return ([.. starts.Select((start, i) => new ClockOption(start, null, Proposed: starts.Count > 1 && i == 0))], null);
        }

        // "2h đến 4h chiều": a part behind the end is meant for both, unless the start cannot be in it ("8h đến 2h chiều").
        var startPart = part ?? (end.Part is { } shared && Starts(clock, shared) is not null ? shared : null);
        if (Starts(clock, startPart) is not { } from) return ([], ReadingReason.Contradiction);
        var options = new List<ClockOption>();
        foreach (var start in from)
            if (EndAfter(start, end, startPart) is { } until)
                options.Add(new(start, until, Proposed: from.Count > 1 && options.Count == 0));
        return options.Count > 0 ? (options, null) : ([], ReadingReason.Contradiction);
    }

    private static int? EndAfter(int start, ClockWords end, DayPart? startPart)
    {
        var minute = end.Hour * Hour + end.Minute;
        if (end.Part is { } part)
        {
            if (InPart(end, part) is not { } inPart) return null;
            if (inPart > start) return inPart;
            return start >= 18 * Hour && inPart <= 6 * Hour ? inPart + Day : null; // 22h đến 1h sáng
        }

        if (startPart is { } shared && InPart(end, shared) is { } same && same > start) return same;
        if (minute > start) return minute;
        if (end.Hour is >= 1 and <= 12 && minute % (12 * Hour) + 12 * Hour > start) return minute % (12 * Hour) + 12 * Hour; // 11h đến 1h
        return start >= 18 * Hour && end.Hour <= 6 ? minute + Day : null;
    }

    private static IReadOnlyList<int>? Starts(ClockWords clock, DayPart? part)
    {
        if (clock.Fixed || part is null)
        {
            var minute = clock.Hour * Hour + clock.Minute;
            if (minute < 0) minute += Day; // "0 giờ kém 5"
            return !clock.Fixed && clock.Hour is >= 1 and <= 5 ? [minute + 12 * Hour, minute] : [minute];
        }

        return InPart(clock, part.Value) is { } start ? [start] : null;
    }

    /// <summary>D14: hours 1–11 move into the part; null if it cannot hold the hour.</summary>
    private static int? InPart(ClockWords clock, DayPart part)
    {
        var h = clock.Hour;
        int? hour = part switch
        {
            DayPart.Morning => h <= 11 ? h : null,
            DayPart.Noon => h is >= 11 and <= 13 ? h : h == 1 ? 13 : null,
            DayPart.Afternoon => h is >= 12 and <= 18 ? h : h is >= 1 and <= 6 ? h + 12 : null,
            DayPart.Evening => h is >= 18 and <= 23 ? h : h is >= 6 and <= 11 ? h + 12 : null,
            DayPart.Night => h switch
            {
                >= 21 and <= 24 => h,
                >= 9 and <= 11 => h + 12,
                12 or 0 => 24, // midnight belongs to the next calendar day
                <= 3 => 24 + h,
                _ => null,
            },
            _ => null,
        };
        return hour * Hour + clock.Minute is >= 0 and var minute ? minute : null; // "0 giờ kém 5 sáng" is no morning
    }
}
