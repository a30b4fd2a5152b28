using System.Text;
using CellBot.Domain.Text;
using CsvHelper;

namespace CellBot.Host.People;

/// <summary>One row of a table file, its cells cleaned of what office programs leave behind.</summary>
/// <param name="Number">As a spreadsheet shows it: the first row is 1, blank rows count.</param>
internal sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    public bool IsBlank => Cells.All(cell => cell.Length == 0);
}

/// <summary>A table file as rows of text, whatever program wrote it: an xlsx workbook, or csv in UTF-8 or UTF-16, with or without a mark; comma, semicolon or tab.</summary>
internal static class RosterTable
{
    /// <summary>A roster of 2,000 people is about 300 kilobytes.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>The rows; null, with the reason among the findings, for what is neither a workbook nor a csv file in a readable encoding.</summary>
    /// <param name="score">How well rows cut by one delimiter look like the table that is wanted; the best delimiter is taken.</param>
    public static IReadOnlyList<TableRow>? Read(ReadOnlySpan<byte> file, Func<IReadOnlyList<TableRow>, int> score, RosterFindings findings)
    {
        if (file.Length > LargestFile)
        {
            findings.Problem(null, $"Tệp lớn hơn {LargestFile / 1024 / 1024} MB, không phải danh sách.");
            return null;
        }
        if (file.StartsWith("PK\u0003\u0004"u8)) return RosterWorkbook.Read(file, score, findings);
        if (Decode(file, findings) is not { } text) return null;
        if (text.AsSpan().Trim().IsEmpty)
        {
            findings.Problem(null, "Tệp không có dữ liệu.");
            return null;
        }

        // Excel may say which delimiter it used in a first line of its own, which it then hides.
        var said = text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && Delimiters.Contains(text[4]) ? text[4] : (char?)null;
        var (rows, unclosed) = (said is { } one ? [one] : Delimiters).Select(delimiter => Split(text, delimiter)).MaxBy(split => score(split.Rows));
        foreach (var row in unclosed) findings.Problem(row, "dấu ngoặc kép (\") mở mà không đóng.");
        return rows;
    }

    private static string? Decode(ReadOnlySpan<byte> file, RosterFindings findings)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            findings.Problem(null, "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Xin lưu lại dạng .xlsx không đặt mật khẩu, hoặc “CSV UTF-8”, rồi nhập lại.");
            return null;
        }

        var encoding = file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : LooksLikeUtf16(file, zeroAt: 1) ? Encoding.Unicode
            : LooksLikeUtf16(file, zeroAt: 0) ? Encoding.BigEndianUnicode
            : new UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            var text = encoding.GetString(file).TrimStart('\uFEFF');
            if (!text.Contains('\0')) return text;
        }
        catch (DecoderFallbackException)
        {
            // Said below: an old Windows encoding, most often.
        }
        findings.Problem(null, "Chữ trong tệp không đọc được. Xin lưu lại dạng “CSV UTF-8” rồi nhập lại.");
        return null;
    }

    /// <summary>UTF-16 without a mark: every second byte of its first Latin letters, digits and delimiters is zero.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> file, int zeroAt)
    {
        var (zeros, others) = (0, 0);
        for (var i = 0; i + 1 < Math.Min(file.Length, 400); i += 2)
        {
            if (file[i + zeroAt] == 0) zeros++;
            if (file[i + 1 - zeroAt] == 0) others++;
        }
        return zeros >= 4 && others == 0;
    }

    private static (List<TableRow> Rows, List<int> Unclosed) Split(string text, char delimiter)
    {
        var rows = new List<TableRow>();
        var unclosed = new List<int>();
        // A quote that is never closed would swallow all rows below it: then each line is a row, and the one with the quote is named.
        var options = new CsvReaderOptions { Separator = delimiter, HasHeader = false, SkipEmptyLines = false, OnMalformedRecord = broken =>
        {
            if (broken.Reason is CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes) unclosed.Add((int)broken.RecordNumber);
        } };
        Read(options);
        if (unclosed.Count == 0) return (rows, unclosed);
        rows.Clear();
        unclosed.Clear();
        Read(options with { AllowLineBreaksInQuotes = false });
        return (rows, unclosed);

        void Read(CsvReaderOptions how)
        {
            using var reader = CsvReader.FromText(text, how);
            while (reader.Read()) rows.Add(new TableRow(rows.Count + 1, [.. reader.Current.ToArray().Select(Clean)]));
        }
    }

    /// <summary>Without what office programs leave behind: breaks, no-break spaces, spaces twice.</summary>
    public static string Clean(string cell) =>
        string.Join(' ', VietnameseText.ForStorage(cell).Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
