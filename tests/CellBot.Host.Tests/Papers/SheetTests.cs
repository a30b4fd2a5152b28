using System.Text;
using CellBot.Domain.Papers;
using CellBot.Host.Papers;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace CellBot.Host.Tests.Papers;

public sealed class SheetTests
{
    private static readonly Ledger Sample = new("Danh sach", ["TT", "Họ và tên", "Điện thoại", "Ngày gửi", "Ghi chú"],
    [
        [1L, "Võ Trọng An", "0912 345 678", new DateOnly(2026, 1, 20), "=HYPERLINK(\"http://x\")"],
        [2L, "Lê Thị Ánh", "0580 008 648", null, "có; dấu \"ngoặc\""],
    ]);

    [Fact]
    public void Phones_are_text_dates_are_days_and_nothing_calculates()
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(SheetWriter.Write(Sample)), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().ToArray()).ToArray();

        Assert.Empty(new OpenXmlValidator().Validate(book).Select(error => error.Description));
        Assert.Equal(["TT", "Họ và tên", "Điện thoại", "Ngày gửi", "Ghi chú"], rows[0].Select(cell => cell.InnerText));
        Assert.Equal((CellValues.InlineString, "0912 345 678"), (rows[1][2].DataType!.Value, rows[1][2].InnerText));
        Assert.Equal((CellValues.Number, "46042"), (rows[1][3].DataType!.Value, rows[1][3].InnerText)); // 20/01/2026 as spreadsheet programs count days
        Assert.Contains("dd/mm/yyyy", book.WorkbookPart.WorkbookStylesPart!.Stylesheet.OuterXml, StringComparison.Ordinal);
        Assert.Equal("'=HYPERLINK(\"http://x\")", rows[1][4].InnerText);
        Assert.Empty(book.WorkbookPart.WorksheetParts.Single().Worksheet.Descendants<CellFormula>());
    }

    [Fact]
    public void As_csv_it_has_the_mark_of_utf_8_and_semicolons()
    {
        var bytes = LedgerText.Write(Sample);

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal(
            [
                "TT;Họ và tên;Điện thoại;Ngày gửi;Ghi chú", "1;Võ Trọng An;0912 345 678;20/01/2026;\"'=HYPERLINK(\"\"http://x\"\")\"", "2;Lê Thị Ánh;0580 008 648;;\"có; dấu \"\"ngoặc\"\"\"", "",
            ], Encoding.UTF8.GetString(bytes[3..]).Split("\r\n"));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+84912345678", "'+84912345678")]
    [InlineData("-3", "'-3")]
    [InlineData("@nguoi", "'@nguoi")]
    [InlineData("Nguyễn Văn An", "Nguyễn Văn An")]
    public void What_a_program_would_calculate_begins_with_an_apostrophe(string text, string expected) => Assert.Equal(expected, LedgerText.Harmless(text));

    [Fact]
    public async Task The_lists_of_the_cell_name_who_is_missing_too()
    {
        await using var town = await PaperTown.Start();
        var file = await town.Compose(PaperTown.Ten.First(each => each.Order.Kind is PaperKind.PledgeList).Order);
        using var book = SpreadsheetDocument.Open(new MemoryStream(SheetWriter.Write(file.Ledger!)), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray()).ToArray();

        Assert.Equal(2, rows.Count(row => row[^1] == "chưa đăng ký"));
        Assert.Equal(1 + 30 + 2, rows.Length);
    }
}
