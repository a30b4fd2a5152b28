using System.Globalization;
using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CellBot.Host.Papers;

/// <summary>Writes a list as xlsx: text as text (telephone numbers keep their zero), figures as numbers, days as days shown dd/MM/yyyy, the head row fixed.</summary>
internal static class SheetWriter
{
    private const uint Plain = 0, Bold = 1, Day = 2, Wrapped = 3;

    public static byte[] Write(Ledger ledger)
    {
        using var stream = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = package.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheet = book.AddNewPart<WorksheetPart>();
            var rows = new SheetData(Row(ledger.Columns, _ => Bold));
            foreach (var row in ledger.Rows) rows.Append(Row(row, value => value is DateOnly ? Day : value is string ? Wrapped : Plain));
            var columns = new Columns(ledger.Columns.Select((_, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = WidthOf(ledger, i), CustomWidth = true }));
            sheet.Worksheet = new Worksheet(
                new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }), columns, rows);
            book.Workbook = new Workbook(new Sheets(new Sheet { Name = ledger.Name, SheetId = 1, Id = book.GetIdOfPart(sheet) }));
        }
        return stream.ToArray();
    }

    private static Row Row(IEnumerable<object?> values, Func<object?, uint> style) => new(values.Select(value => Cell(value, style(value))));

    private static Cell Cell(object? value, uint style) => value switch
    {
        null => new Cell { StyleIndex = style },
        long number => new Cell(new CellValue(number.ToString(CultureInfo.InvariantCulture))) { StyleIndex = style, DataType = CellValues.Number },
        DateOnly day => new Cell(new CellValue((day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture))) { StyleIndex = style, DataType = CellValues.Number },
        _ => new Cell(new InlineString(new Text(LedgerText.Harmless(value.ToString()!)) { Space = SpaceProcessingModeValues.Preserve })) { StyleIndex = style, DataType = CellValues.InlineString },
    };

    private static double WidthOf(Ledger ledger, int column) =>
        Math.Clamp(ledger.Rows.Select(row => row[column] is DateOnly ? 10 : row[column]?.ToString()?.Length ?? 0).Append(ledger.Columns[column].Length).Max() + 2, 6, 60);

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy" }),
        new Fonts(Face(new FontSize { Val = 12 }), Face(new Bold(), new FontSize { Val = 12 })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat { FontId = 0, ApplyFont = true },
            new CellFormat(Wrap()) { FontId = 1, ApplyFont = true, ApplyAlignment = true },
            new CellFormat { FontId = 0, ApplyFont = true, NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat(Wrap()) { FontId = 0, ApplyFont = true, ApplyAlignment = true, NumberFormatId = 49, ApplyNumberFormat = true }));

    private static Font Face(params OpenXmlElement[] look)
    {
        var font = new Font(look);
        font.Append(new FontName { Val = "Times New Roman" });
        return font;
    }

    private static Alignment Wrap() => new() { WrapText = true, Vertical = VerticalAlignmentValues.Top };
}
