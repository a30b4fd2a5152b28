using CellBot.Domain.Dates;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Obligations;

/// <summary>When a cell may be spoken to unasked (model section 3). Moments are local (+07:00).</summary>
public static class QuietHours
{
    /// <summary>From <see cref="CellSettings.QuietFrom"/> (inclusive) to <see cref="CellSettings.QuietTo"/> (exclusive), over midnight.</summary>
    public static bool IsQuietAt(this CellSettings settings, DateTimeOffset at)
    {
        var clock = TimeOnly.FromDateTime(at.DateTime);
        return settings.QuietFrom <= settings.QuietTo
            ? clock >= settings.QuietFrom && clock < settings.QuietTo
            : clock >= settings.QuietFrom || clock < settings.QuietTo;
    }

    /// <summary>This moment; inside the quiet hours the evening on which they began.</summary>
    public static DateTimeOffset BeforeQuiet(this CellSettings settings, DateTimeOffset at)
    {
        if (!settings.IsQuietAt(at)) return at;
        var day = Day(at);
        var beganTheDayBefore = settings.QuietFrom > settings.QuietTo && TimeOnly.FromDateTime(at.DateTime) < settings.QuietTo;
        return On(beganTheDayBefore ? day.AddDays(-1) : day, settings.EveningTime, at.Offset);
    }

    /// <summary>This moment; inside the quiet hours their end.</summary>
    public static DateTimeOffset AfterQuiet(this CellSettings settings, DateTimeOffset at)
    {
        if (!settings.IsQuietAt(at)) return at;
        var end = On(Day(at), settings.QuietTo, at.Offset);
        return end > at ? end : end.AddDays(1);
    }

    /// <summary>The next time of the day's reminding message, later than this moment.</summary>
    public static DateTimeOffset NextMorning(this CellSettings settings, DateTimeOffset after)
    {
        var morning = On(Day(after), settings.ReminderTime, after.Offset);
        return morning > after ? morning : morning.AddDays(1);
    }

    /// <summary>The reminder time of the day after this one.</summary>
    public static DateTimeOffset Tomorrow(this CellSettings settings, DateTimeOffset at) => On(Day(at).AddDays(1), settings.ReminderTime, at.Offset);

    /// <summary>The days off that this cell keeps.</summary>
    public static HolidayCalendar Holidays(this CellSettings settings) => HolidayCalendar.Default with { SaturdaysOff = settings.Office };

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);

    public static DateTimeOffset On(DateOnly day, TimeOnly clock, TimeSpan offset) => new(day.ToDateTime(clock), offset);
}
