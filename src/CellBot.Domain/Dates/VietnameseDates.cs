using System.Globalization;
using CellBot.Domain.Text;

namespace CellBot.Domain.Dates;

/// <summary>Dates and times as members read them. Moments are local times of the cell (+07:00); offsets are not converted here.</summary>
public static class VietnameseDates
{
    private static readonly string[] Weekdays = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
    private static readonly string[] LunarMonths = ["Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười một", "Chạp"];

    /// <summary>"thứ Năm", "Chủ nhật".</summary>
    public static string Weekday(DayOfWeek day) => Weekdays[(int)day];

    /// <summary>"thứ Năm, ngày 26/11/2026".</summary>
    public static string Long(DateOnly day) => $"{Weekday(day.DayOfWeek)}, ngày {Short(day)}";

    /// <summary>"14 giờ 30, thứ Năm, ngày 26/11/2026".</summary>
    public static string When(DateOnly day, TimeOnly clock) => $"{Hour(clock)}, {Long(day)}";

    /// <inheritdoc cref="When(DateOnly, TimeOnly)"/>
    public static string When(DateTimeOffset at) => When(DateOnly.FromDateTime(at.DateTime), TimeOnly.FromDateTime(at.DateTime));

    /// <summary>"26/11/2026".</summary>
    public static string Short(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>"31/01".</summary>
    public static string DayMonth(DateOnly day) => day.ToString("dd/MM", CultureInfo.InvariantCulture);

    /// <summary>"08:36", as on a receipt.</summary>
    public static string Clock(TimeOnly clock) => clock.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Clock(TimeOnly)"/>
    public static string Clock(DateTimeOffset at) => Clock(TimeOnly.FromDateTime(at.DateTime));

    /// <summary>"14 giờ 30", "8 giờ 05", "20 giờ".</summary>
    public static string Hour(TimeOnly clock) => clock.Minute == 0 ? $"{clock.Hour} giờ" : string.Create(CultureInfo.InvariantCulture, $"{clock.Hour} giờ {clock.Minute:00}");

    /// <summary>"tháng Giêng", "tháng Sáu nhuận", "tháng Chạp".</summary>
    public static string LunarMonth(int month, bool leap = false) => $"tháng {LunarMonths[month - 1]}{(leap ? " nhuận" : "")}";

    /// <summary>"25 tháng Mười", "mùng 3 tháng Giêng", "15 tháng Sáu nhuận".</summary>
    public static string Lunar(DateOnly day)
    {
        var lunar = LunarCalendar.FromSolar(day);
        return $"{(lunar.Day <= 10 ? "mùng " : "")}{lunar.Day} {LunarMonth(lunar.Month, lunar.IsLeap)}";
    }

    /// <summary>" (25 tháng Mười âm lịch)", to follow a date; with its leading space.</summary>
    public static string LunarSuffix(DateOnly day) => $" ({Lunar(day)} âm lịch)";

    /// <summary>How a reading is repeated to its writer: "14 giờ 30, thứ Năm, ngày 26/11/2026", "14 giờ 30 đến 16 giờ, …", or the day alone.</summary>
    public static string Echo(ReadMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        return (moment.Clock, moment.End) switch
        {
            (null, null) => Long(moment.Day),
            (null, { } end) => $"từ {Long(moment.Day)} đến {Long(end.Day)}",
            ({ } clock, null) => When(moment.Day, clock),
            ({ } clock, { Clock: { } until } end) when end.Day == moment.Day => $"{Hour(clock)} đến {Hour(until)}, {Long(moment.Day)}",
            ({ } clock, { } end) => $"từ {When(moment.Day, clock)} đến {(end.Clock is { } until ? When(end.Day, until) : Long(end.Day))}",
        };
    }

    /// <summary>A line of a list of choices: the echo with a capital, "đã qua" behind what is past.</summary>
    public static string Choice(ReadMoment moment) => VietnameseText.Capitalise(Echo(moment)) + (moment.Past ? " (đã qua)" : "");

    /// <summary>"hôm nay", "ngày mai", "còn 3 ngày"; after the day "quá 3 ngày". Counted in calendar days.</summary>
    public static string DaysLeft(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        0 => "hôm nay",
        1 => "ngày mai",
        > 1 and var days => $"còn {Figures.Number(days)} ngày",
        var late => $"quá {Figures.Number(-late)} ngày",
    };
}
