namespace CellBot.Domain.Dates.Reading;

/// <summary>From what was said to what it means now: joins day and clock, finds what is past or has two meanings (D15, D16, D20–D22).</summary>
/// <param name="minuteNow">Minutes since midnight, a begun minute counted as passed.</param>
internal sealed class DateResolver(DateOnly today, int minuteNow, DateReadingOptions options)
{
    public DateTimeReading Resolve(DateSlots slots, bool impossible)
    {
        if (!slots.HasDay && !slots.HasTime) return Error(impossible ? ReadingReason.Invalid : ReadingReason.None);
        if (slots.FromNow is { } later) return later.TotalDays > 3660 ? Error(ReadingReason.Invalid) : Found(Moment(today, minuteNow + (int)later.TotalMinutes), ReadingPrecision.Exact);

        IReadOnlyList<ClockOption> clocks = [];
        if (slots.Clock is not null)
        {
            (clocks, var wrong) = ClockMeaning.Of(slots.Clock, slots.ClockEnd, slots.Part);
            if (wrong is { } reason) return Error(reason);
        }
        else if (slots.Part is { } part)
        {
            clocks = [new(ClockMeaning.Usual(part), null)];
        }

        var precision = slots.Clock is not null ? ReadingPrecision.Exact : slots.Part is not null ? ReadingPrecision.PartOfDay : ReadingPrecision.DateOnly;
        if (slots.Every is not null) return Recurrence(slots, clocks, precision);

        var passed = clocks.Count > 0 && clocks.All(clock => clock.Start < minuteNow);
        var resolver = new DayResolver(today, options.FutureOnly, passed);
        var choice = resolver.Resolve(slots);
        if (choice is null) return clocks.Count == 0 ? Error(ReadingReason.None) : ClockAlone(slots, clocks, precision);
        if (choice.IsError) return Error(choice.Reason!.Value);
        if (slots.Until is not null) return Range(slots, choice, resolver);
        if (choice.Days.Count == 0) return Ambiguous([], ReadingReason.WhichDay, precision);

        var moments = new List<ReadMoment>();
        foreach (var day in choice.Days)
        {
            if (clocks.Count == 0) moments.Add(new(day));
            foreach (var clock in clocks) moments.Add(Moment(day, clock) with { Proposed = clock.Proposed });
        }

        return Judge(moments, choice, precision);
    }

    private DateTimeReading Judge(List<ReadMoment> moments, DayChoice choice, ReadingPrecision precision)
    {
        var reason = choice.Reason ?? (moments.Count > 1 ? ReadingReason.SmallHour : null);
        if (reason is null) return Found(moments[0], precision);

        // D8 and D11 show what is past and say so; elsewhere a past meaning is none.
        var keepsPast = reason is ReadingReason.JustPassed or ReadingReason.WeekdayDisagrees or ReadingReason.EitherOr || !options.FutureOnly;
        var possible = keepsPast ? moments.ConvertAll(Marked) : moments.FindAll(moment => !IsPast(moment));
        if (possible.Count == 0) return Past(moments[^1]);
        if (possible.Count == 1 && reason is ReadingReason.SmallHour) return Found(possible[0] with { Proposed = false }, precision);
        return Ambiguous(possible, reason.Value, precision) with { TypedWeekday = choice.Typed };
    }

    /// <summary>D16.</summary>
    private DateTimeReading ClockAlone(DateSlots slots, IReadOnlyList<ClockOption> clocks, ReadingPrecision precision)
    {
        if (clocks.Count > 1)
        {
            var next = clocks.Select(clock => Moment(clock.Start >= minuteNow ? today : today.AddDays(1), clock) with { Proposed = clock.Proposed });
            return Ambiguous([.. next], ReadingReason.SmallHour, precision);
        }

        var only = clocks[0];
        if (only.Start >= minuteNow || !options.FutureOnly) return Found(Moment(today, only), precision);
        var candidates = new List<ReadMoment> { Moment(today.AddDays(1), only) };
        var halfDayLater = only with { Start = only.Start + 720, End = only.End + 720 };
        if (slots is { Part: null, Clock: { Part: null, Fixed: false, Hour: >= 1 and < 12 } } && halfDayLater.Start >= minuteNow) candidates.Add(Moment(today, halfDayLater));
        return Ambiguous(candidates, ReadingReason.ClockPassed, precision);
    }

    private DateTimeReading Range(DateSlots slots, DayChoice choice, DayResolver resolver)
    {
        if (choice.Days.Count == 0) return Ambiguous([], ReadingReason.WhichDay, ReadingPrecision.DateOnly);
        if (slots.Until is { Day: null, Weekday: { } weekday })
        {
            var from = choice.Days[0];
            var to = from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);
            return to > from ? Found(new(from) { End = new(to) }, ReadingPrecision.DateOnly) : Error(ReadingReason.Contradiction);
        }

        if (resolver.Resolve(slots.Until!) is not { Days.Count: > 0 } until) return Error(ReadingReason.Invalid);
        var start = choice.Days[^1];
        var end = until.Days[^1];
        if (end < start && start.Year > end.Year) start = start.AddYears(-1); // 15/11 đến 30/11, begun already
        if (end <= start) return Error(ReadingReason.Contradiction);
        var interval = new ReadMoment(start) { End = new(end) };
        return options.FutureOnly && end < today ? Past(interval) : new(ReadingKind.Interval) { Value = interval };
    }

    /// <summary>D20.</summary>
    private DateTimeReading Recurrence(DateSlots slots, IReadOnlyList<ClockOption> clocks, ReadingPrecision precision)
    {
        if (slots.Invalid == true || slots.Day is 0 or > 31 || slots.Month is 0 or > 12) return Error(ReadingReason.Invalid);
        var clock = clocks.Count > 0 ? clocks[0] : default;
        var rule = RuleOf(slots) with { Clock = clocks.Count > 0 ? Moment(today, clock).Clock : null };
        var from = clocks.Count > 0 && clocks.All(each => each.Start < minuteNow) ? today.AddDays(1) : today;
        if (rule.NextOnOrAfter(from) is not { } day)
            return rule is { Day: null, Weekday: null } or { Weekday: not null, Ordinal: null } ? Ambiguous([], ReadingReason.WhichDay, precision) with { Rule = rule } : Error(ReadingReason.Invalid);

        if (clocks.Count > 1)
        {
            var moments = clocks.Select(each => Moment(day, each) with { Proposed = each.Proposed }).Where(moment => !IsPast(moment)).ToList();
            if (moments.Count > 1) return Ambiguous(moments, ReadingReason.SmallHour, precision) with { Rule = rule };
        }

        var value = clocks.Count > 0 ? Moment(day, clock) : new ReadMoment(day);
        return new(ReadingKind.Recurrence) { Value = value, Rule = rule, Precision = precision };
    }

    private static RecurrenceRule RuleOf(DateSlots slots)
    {
        var every = slots.Every!.Value;
        var lastDay = slots.Edge is Edge.End or Edge.LastDay;
        var ordinal = slots.Ordinal ?? (slots is { Weekday: not null, EdgeOf: Stretch.Month } ? lastDay ? RecurrenceRule.LastDay : slots.Edge == Edge.Start ? 1 : null : null);
        // "hàng tuần thứ Hai đầu tiên" makes no sense; a weekly rule keeps its weekday only.
        if (every is RecurrenceUnit.Week) return new(every) { Weekday = slots.Weekday };
        if (every is RecurrenceUnit.Day) return new(every);
        return new(every)
        {
            Day = slots.Weekday is null ? slots.Day ?? (lastDay ? RecurrenceRule.LastDay : slots.Edge == Edge.FirstDay ? 1 : null) : null,
            Month = every is RecurrenceUnit.Year ? slots.Month ?? (slots.EdgeOf == Stretch.Year ? 12 : null) : null,
            Weekday = slots.Weekday,
            Ordinal = ordinal,
            Lunar = slots.Lunar == true,
        };
    }

    private DateTimeReading Found(ReadMoment moment, ReadingPrecision precision)
    {
        if (options.FutureOnly && IsPast(moment)) return Past(moment);
        var kind = moment.End is not null ? ReadingKind.Interval : moment.Clock is null ? ReadingKind.Date : ReadingKind.DateTime;
        return new(kind) { Value = moment, Precision = precision };
    }

    private bool IsPast(ReadMoment moment) => moment.Day < today || (moment.Day == today && moment.Clock is { } clock && clock.Hour * 60 + clock.Minute < minuteNow);

    private ReadMoment Marked(ReadMoment moment) => moment with { Past = IsPast(moment) };

    private static ReadMoment Moment(DateOnly day, ClockOption clock) =>
        Moment(day, clock.Start) with { End = clock.End is { } end ? Moment(day, end) : null };

    private static ReadMoment Moment(DateOnly day, int minute) => new(day.AddDays(minute / 1440), new TimeOnly(minute % 1440 / 60, minute % 60));

    private static DateTimeReading Error(ReadingReason reason) => new(ReadingKind.Error) { Reason = reason };

    private static DateTimeReading Past(ReadMoment moment) => Error(ReadingReason.Past) with { PastMoment = moment with { Past = true } };

    private static DateTimeReading Ambiguous(IReadOnlyList<ReadMoment> candidates, ReadingReason reason, ReadingPrecision precision) =>
        new(ReadingKind.Ambiguous) { Candidates = candidates, Reason = reason, Precision = precision };
}
