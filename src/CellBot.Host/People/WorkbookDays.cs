using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CellBot.Host.People;

/// <summary>Which numbers of a workbook are days: those that it shows as days.</summary>
internal sealed partial class WorkbookDays
{
    // Formats that every office program knows by number (ECMA-376, part 1, section 18.8.30): days, and days of the Asian editions.
    private static readonly HashSet<uint> Known = [.. Enumerable.Range(14, 4).Append(22).Concat(Enumerable.Range(27, 10)).Concat(Enumerable.Range(50, 9)).Select(format => (uint)format)];

    private readonly bool[] styles;
    private readonly int begin;

    public WorkbookDays(WorkbookPart book)
    {
        // Day 1 is 1 January 1900; 1900 is taken for a leap year, so days from March 1900 count from 30 December 1899. Workbooks of old Macintoshes begin in 1904.
        begin = (book.Workbook?.WorkbookProperties?.Date1904?.Value is true ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30)).DayNumber;
        var sheet = book.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>().Where(format => format.NumberFormatId?.Value is not null)
            .GroupBy(format => format.NumberFormatId!.Value).ToDictionary(same => same.Key, same => IsDay(same.First().FormatCode?.Value ?? "")) ?? [];
        styles = [.. sheet?.CellFormats?.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value is { } id && (own.TryGetValue(id, out var day) ? day : Known.Contains(id))) ?? []];
    }

    /// <returns>07/12/1994; null for a number that is no day.</returns>
    public string? Read(double number, uint? style) =>
        style < styles.Length && styles[(int)style.Value] && number is >= 1 and < 2_958_466
            ? DateOnly.FromDayNumber(begin + (int)number).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : null;

    /// <summary>A format with a day, a month and a year in it, whatever stands in quotes or brackets aside.</summary>
    private static bool IsDay(string format)
    {
        var bare = Aside().Replace(format, "");
        return bare.Contains('d', StringComparison.OrdinalIgnoreCase) && bare.Contains('m', StringComparison.OrdinalIgnoreCase) && bare.Contains('y', StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("""
        "[^"]*"|\[[^\]]*\]|\\.
        """)]
    private static partial Regex Aside();
}
