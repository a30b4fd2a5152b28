using System.Globalization;
using System.Text.RegularExpressions;

namespace CellBot.Host.People;

/// <summary>Dates as rosters write them, always day before month: 7/12/1994, 07-12-1994, 07.12.94, 1994-12-07, ngày 7 tháng 12 năm 1994.</summary>
internal static partial class RosterDates
{
    /// <summary>What became of one cell.</summary>
    internal enum Kind { Empty, Date, YearOnly, Impossible, Unreadable }

    /// <param name="latest">Two-digit years are read so that the date does not lie after this day: 94 is 1994, 05 is 2005.</param>
    public static (Kind Kind, DateOnly Date) Read(string cell, DateOnly latest)
    {
        if (cell.Length == 0) return (Kind.Empty, default);
        if (YearAlone().IsMatch(cell)) return (Kind.YearOnly, default);
        var match = DayFirst().Match(cell) is { Success: true } dayFirst ? dayFirst : YearFirst().Match(cell) is { Success: true } yearFirst ? yearFirst : InWords().Match(cell);
        if (!match.Success) return (Kind.Unreadable, default);
        var (day, month, year) = (Number(match, "day"), Number(match, "month"), Number(match, "year"));
        if (match.Groups["year"].Length == 2) year += latest.Year / 100 * 100 + year > latest.Year ? latest.Year / 100 * 100 - 100 : latest.Year / 100 * 100;
        return month is < 1 or > 12 || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month) ? (Kind.Impossible, default) : (Kind.Date, new DateOnly(year, month, day));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // A clock behind the date is what a spreadsheet adds to it.
    private const string Clock = @"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?";

    [GeneratedRegex(@"^(?<day>\d{1,2})\s*[/.\-]\s*(?<month>\d{1,2})\s*[/.\-]\s*(?<year>\d{4}|\d{2})" + Clock + "$")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<year>\d{4})\s*[/.\-]\s*(?<month>\d{1,2})\s*[/.\-]\s*(?<day>\d{1,2})" + Clock + "$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?:ngày\s+)?(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})(?:\s+năm|,)?\s+(?<year>\d{4})$", RegexOptions.IgnoreCase)]
    private static partial Regex InWords();

    [GeneratedRegex(@"^(?:(?:0?[1-9]|1[0-2])\s*[/.\-]\s*)?\d{4}$")]
    private static partial Regex YearAlone();
}
