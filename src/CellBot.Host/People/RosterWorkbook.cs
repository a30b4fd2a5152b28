using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CellBot.Host.People;

/// <summary>An xlsx workbook as rows of text: days as day/month/year, numbers as they are written, of a formula its last result, of cells merged downwards the same in each row.</summary>
internal static partial class RosterWorkbook
{
    /// <summary>Letters of one part when it is unpacked: 20,000 people take about ten millions. A small file can unpack to any size.</summary>
    private const long LargestPart = 60_000_000;
    private const int MostRows = 20_000, MostColumns = 60;

    /// <summary>Rows of the sheet that looks most like the table that is wanted; null, with the reason among the findings, for what is no workbook.</summary>
    public static IReadOnlyList<TableRow>? Read(ReadOnlySpan<byte> file, Func<IReadOnlyList<TableRow>, int> score, RosterFindings findings)
    {
        try
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            using var package = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = LargestPart });
            if (package.WorkbookPart is not { } book) return Unreadable(findings);
            var sheets = Sheets(book, findings);
            if (sheets is null) return null;
            if (sheets.All(sheet => sheet.Rows.All(row => row.IsBlank)))
            {
                findings.Problem(null, "Tệp không có dữ liệu.");
                return null;
            }
            var best = sheets.MaxBy(sheet => score(sheet.Rows));
            foreach (var other in sheets)
                if (other != best && score(other.Rows) > 2)
                    findings.Note(null, $"đọc trang “{best.Name}”, không đọc trang “{other.Name}”.");
            return best.Rows;
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or XmlException or InvalidDataException or FileFormatException or InvalidOperationException or FormatException or OverflowException or KeyNotFoundException or ArgumentException)
        {
            return Unreadable(findings);
        }
    }

    private static List<TableRow>? Unreadable(RosterFindings findings)
    {
        findings.Problem(null, "Tệp Excel không đọc được. Xin mở ra, lưu lại dạng .xlsx hoặc “CSV UTF-8” rồi nhập lại.");
        return null;
    }

    private static List<(string Name, List<TableRow> Rows)>? Sheets(WorkbookPart book, RosterFindings findings)
    {
        var texts = SharedTexts(book);
        var days = new WorkbookDays(book);
        var sheets = new List<(string Name, List<TableRow> Rows)>();
        foreach (var sheet in book.Workbook?.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.State is { } state && state != SheetStateValues.Visible || sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part) continue;
            if (Rows(part, texts, days) is { } rows) sheets.Add((sheet.Name?.Value ?? "", rows));
            else
            {
                findings.Problem(null, $"Trang “{sheet.Name?.Value}” có hơn {MostRows} dòng, không phải danh sách.");
                return null;
            }
        }
        return sheets;
    }

    private static List<string> SharedTexts(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part) return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                texts.Add(TextOf(reader.LoadCurrentElement()));
        return texts;
    }

    /// <summary>All of it but readings that Asian editions put above the letters.</summary>
    private static string TextOf(OpenXmlElement? item) =>
        item is null ? "" : string.Concat(item.Descendants<Text>().Where(text => text.Parent is not PhoneticRun).Select(text => text.Text));

    /// <returns>Null: too many rows for a roster.</returns>
    private static List<TableRow>? Rows(WorksheetPart part, List<string> texts, WorkbookDays days)
    {
        var rows = new SortedDictionary<int, string[]>();
        var merged = new List<string>();
        using (var reader = OpenXmlReader.Create(part))
            while (reader.Read())
            {
                if (!reader.IsStartElement) continue;
                if (reader.ElementType == typeof(MergeCell) && reader.LoadCurrentElement() is MergeCell { Reference.Value: { } area }) merged.Add(area);
                if (reader.ElementType != typeof(Row) || reader.LoadCurrentElement() is not Row row) continue;
                var number = (int?)row.RowIndex?.Value ?? rows.Keys.LastOrDefault() + 1;
                var cells = Cells(row, texts, days);
                if (cells.All(cell => cell.Length == 0)) continue; // a sheet may be formatted down to its last row
                if (number > MostRows) return null;
                rows[number] = cells;
            }
        foreach (var area in merged) FillDown(rows, area);
        var last = rows.Keys.LastOrDefault();
        return [.. Enumerable.Range(1, last).Select(number => new TableRow(number, rows.GetValueOrDefault(number) ?? []))];
    }

    private static string[] Cells(Row row, List<string> texts, WorkbookDays days)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var place = cell.CellReference?.Value is { } reference ? Place(reference) : cells.Count;
            if (place >= MostColumns) continue;
            while (cells.Count <= place) cells.Add("");
            cells[place] = RosterTable.Clean(ValueOf(cell, texts, days));
        }
        return [.. cells];
    }

    private static string ValueOf(Cell cell, List<string> texts, WorkbookDays days)
    {
        var raw = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value ?? CellValues.Number;
        if (type == CellValues.SharedString) return int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Count ? texts[index] : "";
        if (type == CellValues.InlineString) return TextOf(cell.InlineString);
        if (type != CellValues.Number || raw.Length == 0 || !double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return raw;
        // 912345678, never 9.12345678E8.
        return days.Read(number, cell.StyleIndex?.Value) ?? number.ToString("0.##########", CultureInfo.InvariantCulture);
    }

    /// <summary>"Chi bộ Một" written once beside its people, in cells merged into one.</summary>
    private static void FillDown(SortedDictionary<int, string[]> rows, string area)
    {
        if (Area().Match(area) is not { Success: true } match || match.Groups["from"].Value != match.Groups["to"].Value) return;
        var (top, bottom, place) = (int.Parse(match.Groups["top"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["bottom"].Value, CultureInfo.InvariantCulture), Place(match.Groups["from"].Value));
        if (!rows.TryGetValue(top, out var first) || place >= first.Length) return;
        foreach (var number in rows.Keys.Where(number => number > top && number <= bottom).ToList())
        {
            var cells = rows[number];
            if (cells.Length <= place) rows[number] = cells = [.. cells, .. Enumerable.Repeat("", place + 1 - cells.Length)];
            cells[place] = first[place];
        }
    }

    /// <summary>From 0, of "C12" or "C".</summary>
    private static int Place(string reference)
    {
        var place = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetterUpper(letter) || place > MostColumns) break;
            place = place * 26 + letter - 'A' + 1;
        }
        return place - 1;
    }

    [GeneratedRegex(@"^\$?(?<from>[A-Z]{1,3})\$?(?<top>\d{1,7}):\$?(?<to>[A-Z]{1,3})\$?(?<bottom>\d{1,7})$")]
    private static partial Regex Area();
}
