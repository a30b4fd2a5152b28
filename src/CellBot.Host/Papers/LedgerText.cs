using System.Globalization;
using System.Text;
using CellBot.Domain.Dates;
using CellBot.Domain.Papers;

namespace CellBot.Host.Papers;

/// <summary>A list as plain text for spreadsheet programs: UTF-8 with its mark, so that they read the Vietnamese letters.</summary>
internal static class LedgerText
{
    /// <param name="separator">';' is what spreadsheet programs in Vietnam expect, where the comma is the decimal sign.</param>
    public static byte[] Write(Ledger ledger, char separator = ';')
    {
        var text = new StringBuilder();
        foreach (var row in ledger.Rows.Prepend([.. ledger.Columns]))
            text.AppendJoin(separator, row.Select(value => Quoted(value, separator))).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>What a spreadsheet program would calculate is marked as text.</summary>
    public static string Harmless(string text) => text.TrimStart() is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;

    private static string Quoted(object? value, char separator)
    {
        var text = value switch
        {
            null => "",
            DateOnly day => VietnameseDates.Short(day),
            long number => number.ToString(CultureInfo.InvariantCulture),
            _ => Harmless(value.ToString()!),
        };
        return text.Any(c => c == separator || c is '"' or '\n' or '\r') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
