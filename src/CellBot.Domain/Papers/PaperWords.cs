using System.Globalization;
using CellBot.Domain.Text;

namespace CellBot.Domain.Papers;

/// <summary>Turns of phrase of official documents.</summary>
public static class PaperWords
{
    /// <summary>What nobody has entered: to be written by hand, never invented.</summary>
    public const string Dots = "……";

    /// <summary>"Cần Thơ, ngày 05 tháng 12 năm 2026": days below ten and the first two months with a zero, months 3–9 without.</summary>
    public static string PlaceAndDate(string place, DateOnly day) => $"{place}, {Day(day)}";

    /// <summary>"ngày 03 tháng 3 năm 2026", "ngày 05 tháng 02 năm 2026".</summary>
    public static string Day(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"ngày {day.Day:D2} tháng {(day.Month < 3 ? day.Month.ToString("D2", CultureInfo.InvariantCulture) : day.Month.ToString(CultureInfo.InvariantCulture))} năm {day.Year}");

    /// <summary>The number is left blank until a person gives it: "Số   -BC/CB".</summary>
    /// <param name="code">NQ, KH, BC, TB, BB …</param>
    /// <param name="issuer">CB for a cell, ĐU for a committee.</param>
    public static string Number(string? given, string code, string issuer) => string.IsNullOrWhiteSpace(given) ? $"Số   -{code}/{issuer}" : $"Số {given}-{code}/{issuer}";

    /// <summary>Of a list, which has no type code.</summary>
    public const string NumberOfList = "Số   ";

    /// <summary>In the middle of running text: "03 đồng chí".</summary>
    public static string Count(long count, string what) => $"{Figures.DocumentNumber(count)} {what}";

    public static string Capitals(string text) => text.ToUpper(CultureInfo.GetCultureInfo("vi-VN"));

    /// <summary>The last name of a file: small letters and figures without diacritics, parts joined by hyphens.</summary>
    public static string FileName(params ReadOnlySpan<string> parts)
    {
        var name = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            var plain = string.Concat(VietnameseText.ForMatching(part).Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
            if (plain.Length == 0) continue;
            if (name.Length > 0) name.Append('-');
            name.Append(plain);
        }
        return name.ToString();
    }

    /// <summary>"khuvuc3" of "Chi bộ Khu vực 3".</summary>
    public static string CodeOf(string unitName)
    {
        var plain = VietnameseText.ForMatching(unitName);
        foreach (var kind in new[] { "chi bo ", "dang bo ", "dang uy " })
            if (plain.StartsWith(kind, StringComparison.Ordinal)) plain = plain[kind.Length..];
        return string.Concat(plain.Where(char.IsAsciiLetterOrDigit));
    }
}
