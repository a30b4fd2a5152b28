using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Domain.Dates;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Meetings;

/// <summary>What a notice of a meeting need not say, because the cell always does it so. Times are local (+07:00).</summary>
public static partial class MeetingDefaults
{
    /// <summary>In the middle of a sentence: "sinh hoạt thường kỳ tháng 12".</summary>
    public static string Title(MeetingKind kind, DateTimeOffset startsAt) => kind switch
    {
        MeetingKind.Thematic => $"sinh hoạt chuyên đề tháng {startsAt.Month}",
        MeetingKind.RegularWithThematic => $"sinh hoạt thường kỳ kết hợp chuyên đề tháng {startsAt.Month}",
        MeetingKind.CellCommittee => $"họp chi ủy tháng {startsAt.Month}",
        MeetingKind.Extraordinary => string.Create(CultureInfo.InvariantCulture, $"hội nghị đột xuất ngày {startsAt:dd/MM}"),
        _ => $"sinh hoạt thường kỳ tháng {startsAt.Month}",
    };

    /// <summary>The same of a body above the cells: "hội nghị toàn đảng bộ ngày 03/12".</summary>
    /// <param name="committeeOnly">Only the body's own officers are invited.</param>
    public static string TitleOfBody(MeetingKind kind, bool committeeOnly, DateTimeOffset startsAt) =>
        committeeOnly ? $"họp đảng ủy tháng {startsAt.Month}"
        : kind is MeetingKind.Thematic or MeetingKind.RegularWithThematic ? $"sinh hoạt chuyên đề toàn đảng bộ tháng {startsAt.Month}"
        : string.Create(CultureInfo.InvariantCulture, $"hội nghị toàn đảng bộ ngày {startsAt:dd/MM}");

    /// <summary>How long such a meeting lasts where no end is said.</summary>
    public static TimeSpan Duration(MeetingKind kind, CellSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return TimeSpan.FromMinutes(kind is MeetingKind.RegularWithThematic ? settings.CombinedMinutes : settings.RegularMinutes);
    }

    /// <summary>The agenda of <paramref name="last"/> with its months moved on ("đánh giá tháng 10" becomes "đánh giá tháng 11"); else the cell's usual one.</summary>
    public static IReadOnlyList<string> Agenda(Meeting? last, DateTimeOffset startsAt, CellSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (last is not { Agenda.Count: > 0 }) return Usual(startsAt, settings);
        return [.. last.Agenda.Select(line => Month().Replace(line, match => match.Groups[1].Value + " " + Moved(int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))))];

        int Moved(int month) => month == last.StartsAt.Month ? startsAt.Month : month == Before(last.StartsAt.Month) ? Before(startsAt.Month) : month;
    }

    /// <summary>The cell's usual agenda with the months filled in.</summary>
    public static IReadOnlyList<string> Usual(DateTimeOffset startsAt, CellSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. settings.UsualAgenda.Select(line => line
            .Replace("{LastMonth}", Before(startsAt.Month).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{Month}", startsAt.Month.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))];
    }

    /// <summary>Until when absence should be reported: noon of an evening meeting's day, else five o'clock on the day before; the start itself when that has passed.</summary>
    public static DateTimeOffset AbsenceBefore(DateTimeOffset startsAt, DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(startsAt.Date, startsAt.Offset);
        var wished = startsAt.Hour >= 16 ? midnight.AddHours(12) : midnight.AddHours(-7);
        return wished > now ? wished : startsAt;
    }

    /// <summary>The next regular meeting by the cell's habit: its day of the month, moved to a working day, in the first month that has no regular meeting yet.</summary>
    /// <param name="clock">Where the habit names no hour.</param>
    /// <param name="taken">Starts of regular meetings that are announced.</param>
    public static DateTimeOffset NextRegular(DateTimeOffset now, TimeOnly clock, CellSettings settings, HolidayCalendar calendar, IEnumerable<DateTimeOffset> taken) =>
        NextStanding(now, clock, settings, calendar, taken).StartsAt;

    /// <summary>The same with the day that the habit names; another one where that is a day off.</summary>
    public static (DateTimeOffset StartsAt, DateOnly Nominal) NextStanding(DateTimeOffset now, TimeOnly clock, CellSettings settings, HolidayCalendar calendar, IEnumerable<DateTimeOffset> taken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(calendar);
        var months = taken.Select(start => (start.Year, start.Month)).ToHashSet();
        var rule = settings.MeetingRule is { Every: RecurrenceUnit.Month } set ? set : new RecurrenceRule(RecurrenceUnit.Month) { Day = Math.Clamp(settings.MeetingDay, 1, 28) };
        // A meeting that was moved over the end of the month is still to come.
        var from = new DateOnly(now.Year, now.Month, 1);
        while (rule.NextOnOrAfter(from) is { } nominal)
        {
            var day = calendar.Name(nominal) is null ? nominal : calendar.WorkingDayFrom(nominal);
            var start = new DateTimeOffset(day.ToDateTime(rule.Clock ?? clock), now.Offset);
            if (start > now && !months.Contains((nominal.Year, nominal.Month))) return (start, nominal);
            from = nominal.AddDays(1);
        }
        throw new InvalidOperationException($"{rule} names no day.");
    }

    private static int Before(int month) => month == 1 ? 12 : month - 1;

    [GeneratedRegex(@"([Tt]háng) ([0-9]{1,2})\b")]
    private static partial Regex Month();
}
