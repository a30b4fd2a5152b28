using System.IO.Compression;
using System.Text;
using CellBot.Domain.People;
using CellBot.Host.Papers;
using CellBot.Host.People;
using static CellBot.Host.Tests.People.RosterText;

namespace CellBot.Host.Tests.People;

public sealed class RosterWorkbookTests
{
    private static readonly object?[] Head = ["STT", "Họ và tên", "Ngày sinh", "Số điện thoại", "Chức vụ"];

    [Fact]
    public void A_workbook_says_the_same_as_the_csv()
    {
        var csv = Read(Sample).People;
        var (people, findings) = Read(new RosterBook().Sheet("Danh sách", RosterBook.FromCsv(Sample, ',')).ToArray());

        Assert.Empty(findings.Problems);
        Assert.Equal(csv.Select(Said), people.Select(Said));
    }

    [Fact]
    public async Task A_committee_with_its_34_cells_is_imported_from_a_workbook_and_the_csv_then_changes_nothing()
    {
        await using var store = await RosterStore.Open();
        var csv = Embedded("roster-committee.csv");
        var book = new RosterBook().Sheet("DS", RosterBook.FromCsv(csv, ';')).ToArray();

        Assert.Equal("Đảng bộ Sở, 34 chi bộ: thêm 652, sửa 0, giữ nguyên 0.", (await store.Import(book, body: "Đảng bộ Sở")).Lines().First());
        Assert.Equal("Đảng bộ Sở, 34 chi bộ: danh sách không có gì thay đổi (652 người).", (await store.Import(csv, body: "Đảng bộ Sở")).Lines().First());
    }

    [Fact]
    public void Rows_keep_the_numbers_that_the_program_shows()
    {
        var book = new RosterBook().Sheet("DS", [Head, [1, "Đinh Hồng Loan", new DateOnly(1994, 12, 7), 700004375, "Bí thư"], [], [2, "Hoàng Trọng Phong", "31/02/1953"]], firstRow: 4).ToArray();

        Assert.Equal("Dòng 7: ngày sinh “31/02/1953” không có trong lịch (ngày/tháng/năm).", Read(book).Findings.Problems.Single().ToString());
    }

    [Fact]
    public void A_cell_written_once_beside_its_people_is_theirs()
    {
        var book = new RosterBook().Sheet("DS",
        [
            ["Chi bộ", "STT", "Họ và tên", "Chức vụ"], ["Chi bộ Một", 1, "Đinh Hồng Loan", "Bí thư"], [null, 2, "Tô Diệu Diễm"], ["Chi bộ Hai", 1, "Hoàng Trọng Phong", "Bí thư"],
        ], merged: ["A2:A3"]).ToArray();

        Assert.Equal([("Chi bộ Một", "Đinh Hồng Loan"), ("Chi bộ Một", "Tô Diệu Diễm"), ("Chi bộ Hai", "Hoàng Trọng Phong")], Read(book, cell: null).People.Select(person => (person.Cell, person.FullName)));
    }

    [Fact]
    public void Of_several_sheets_the_roster_is_read_and_the_others_are_named()
    {
        var book = new RosterBook()
            .Sheet("Bìa", [["DANH SÁCH ĐẢNG VIÊN"]])
            .Sheet("Năm 2025", [["Họ và tên", "Ngày sinh", "Chức vụ"], ["Tô Diệu Diễm", "06/01/1990", "Bí thư"]])
            .Sheet("Cũ", [Head, [1, "Hoàng Mỹ Yến"]], hidden: true)
            .Sheet("Năm 2026", [Head, [1, "Đinh Hồng Loan", new DateOnly(1994, 12, 7), null, "Bí thư"]]).ToArray();

        var (people, findings) = Read(book);

        Assert.Equal("Đinh Hồng Loan", Assert.Single(people).FullName);
        Assert.Contains("đọc trang “Năm 2026”, không đọc trang “Năm 2025”.", findings.Notes.Select(note => note.Text));
    }

    [Fact]
    public void Of_a_formula_the_result_is_read()
    {
        var book = new RosterBook().Sheet("DS", [Head, [new RosterBook.Formula("ROW()-1", "1"), "Đinh Hồng Loan", new DateOnly(1994, 12, 7), new RosterBook.Formula("\"0\"&700004375", "0700004375"), "Bí thư"]]).ToArray();

        var person = Assert.Single(Read(book).People);
        Assert.Equal((1, "+84700004375"), (person.Number, person.Phone));
    }

    [Fact]
    public void The_list_that_the_program_itself_prints_can_be_read_back()
    {
        var list = SheetWriter.Write(new("DS", ["STT", "Họ và tên", "Ngày sinh"], [[1L, "Đinh Hồng Loan", new DateOnly(1994, 12, 7)]]));

        Assert.Equal(new DateOnly(1994, 12, 7), Assert.Single(Read(list).People).BirthDate);
    }

    [Fact]
    public void What_is_no_workbook_or_an_empty_one_is_said_so()
    {
        Assert.StartsWith("Tệp Excel không đọc được.", Problem([.. "PK\u0003\u0004"u8, 1, 2, 3]));
        Assert.StartsWith("Tệp Excel không đọc được.", Problem(Zip("word/document.xml", "<document/>")));
        Assert.Equal("Tệp không có dữ liệu.", Problem(new RosterBook().Sheet("DS", []).ToArray()));
        Assert.StartsWith("Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu.", Problem([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]));
    }

    [Fact]
    public void A_small_file_that_unpacks_to_a_giant_is_refused()
    {
        var book = new RosterBook().Sheet("DS", [Head, [1, "Đinh Hồng Loan", new string('x', 70_000_000)]]).ToArray();

        Assert.InRange(book.Length, 1, 1_000_000);
        Assert.StartsWith("Tệp Excel không đọc được.", Problem(book));
    }

    private static string Problem(byte[] file) => Read(file).Findings.Problems.Single().Text;

    private static (int Row, int? Number, string Name, string Roles, DateOnly?, string? Phone, DateOnly?, DateOnly?, Sex?, MembershipStatus?, RosterExemption?) Said(RosterPerson person) =>
        (person.Row, person.Number, person.FullName, string.Join('+', person.Roles), person.BirthDate, person.Phone, person.AdmittedOn, person.OfficialOn, person.Sex, person.Status, person.Exemption);

    private static byte[] Zip(string name, string text)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = zip.CreateEntry(name).Open())
            part.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }
}
