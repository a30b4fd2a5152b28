using System.Text;
using CellBot.Host.People;
using static CellBot.Host.Tests.People.RosterText;

namespace CellBot.Host.Tests.People;

/// <summary>The file as a whole: encodings, delimiters, titles, blank rows.</summary>
public sealed class RosterFileTests
{
    [Fact]
    public void The_sample_cell_has_28_people_one_exempt_one_on_probation()
    {
        var (people, findings) = Read(Sample);

        Assert.Empty(findings.Problems);
        Assert.Empty(findings.Notes);
        Assert.Equal(28, people.Count);
        Assert.Equal("Hoàng Mỹ Yến", Assert.Single(people, person => person.Exemption is not null).FullName);
        Assert.Equal("Võ Trọng An", Assert.Single(people, person => person.Status is Domain.People.MembershipStatus.Probationary).FullName);
    }

    [Fact]
    public void The_sample_committee_has_652_people_in_34_cells()
    {
        var (people, findings) = Read(Embedded("roster-committee.csv"), cell: null);

        Assert.Empty(findings.Problems);
        Assert.Equal((652, 34, 13), (people.Count, people.Select(person => person.Cell).Distinct().Count(), people.Count(person => person.Exemption is not null)));
    }

    public static TheoryData<string, Encoding> Encodings => new()
    {
        { "UTF-8", new UTF8Encoding(false) }, { "UTF-8 with its mark", new UTF8Encoding(true) },
        { "UTF-16 little-endian", new UnicodeEncoding(false, true) }, { "UTF-16 big-endian", new UnicodeEncoding(true, true) },
        { "UTF-16 little-endian without its mark", new UnicodeEncoding(false, false) }, { "UTF-16 big-endian without its mark", new UnicodeEncoding(true, false) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_unicode_encoding_is_read(string name, Encoding encoding)
    {
        byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(string.Join("\r\n", Titles, Loan, Phong))];

        Assert.True(Read(file).People.Select(person => person.FullName).SequenceEqual(["Đinh Hồng Loan", "Hoàng Trọng Phong"]), name);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Every_delimiter_is_read(char delimiter) =>
        Assert.Equal(["Đinh Hồng Loan", "Hoàng Trọng Phong"], Good(Titles.Replace(',', delimiter), Loan.Replace(',', delimiter), Phong.Replace(',', delimiter)).Select(person => person.FullName));

    [Fact]
    public void Excel_may_name_its_delimiter_in_a_first_line_which_it_hides() =>
        Assert.Equal(2, Good("sep=;", Titles.Replace(',', ';'), Loan.Replace(',', ';')).Single().Row);

    [Fact]
    public void A_semicolon_file_may_have_commas_in_its_cells() =>
        Assert.Equal(2, Good("STT;Họ và tên;Chức vụ;Ghi chú", "1;Đinh Hồng Loan;Bí thư, Chi ủy viên;tổ 1, tổ 2, khu 3").Single().Roles.Count);

    [Fact]
    public void A_heading_blank_rows_and_a_total_stand_around_the_table()
    {
        var people = Good("ĐẢNG BỘ PHƯỜNG AN BÌNH,,,,,,,,", "DANH SÁCH ĐẢNG VIÊN NĂM 2026,,,,,,,,", ",,,,,,,,", Titles, Loan, "", ",,,,,,,,", Phong, ",Tổng cộng: 2 đồng chí,,,,,,,", "", "BÍ THƯ,,,,,,,,");

        Assert.Equal([5, 8], people.Select(person => person.Row));
    }

    [Theory]
    [InlineData("TT;Họ, tên đảng viên;Nam/Nữ;Ngày, tháng, năm sinh;SĐT;Chức vụ Đảng;Ngày kết nạp;Ngày công nhận chính thức;Ghi chú")]
    [InlineData("Số TT;HỌ TÊN;Phái;Ngày sinh (ngày/tháng/năm);Điện thoại di động;Chức danh;Vào Đảng;Chính thức;GC")]
    [InlineData("no;full name;sex;birth date;phone;role;admitted on;official on;notes")]
    [InlineData("  Stt ;Ho va ten;Gioi tinh;Ngay sinh;So dien thoai;Chuc vu;Ngay vao Dang;Ngay chinh thuc;Ghi chu")]
    public void Columns_may_have_other_titles(string titles)
    {
        var person = Good(titles, Loan.Replace(',', ';')).Single();

        Assert.Equal(("Đinh Hồng Loan", new DateOnly(1994, 12, 7), "+84700004375", new DateOnly(2022, 7, 4)), (person.FullName, person.BirthDate, person.Phone, person.AdmittedOn));
    }

    [Fact]
    public void A_name_may_stand_in_two_columns() => Assert.Equal("Đinh Hồng Loan", Good("STT,Họ và tên đệm,Tên,Chức vụ", "1,Đinh Hồng,Loan,Bí thư").Single().FullName);

    [Fact]
    public void A_title_may_be_broken_over_two_lines() => Assert.Equal("Đinh Hồng Loan", Good("STT,\"Họ và\r\ntên\",\"Ngày\nsinh\"", "1,Đinh Hồng Loan,7/12/1994").Single().FullName);

    [Fact]
    public void Unknown_columns_are_left_aside_and_named()
    {
        var (people, findings) = Read(File("STT,Họ và tên,Chức vụ,Nghề nghiệp", "1,Đinh Hồng Loan,Bí thư,Giáo viên"));

        Assert.Single(people);
        Assert.Equal("Dòng 1: không dùng cột “Nghề nghiệp”.", Assert.Single(findings.Notes).ToString());
    }

    [Fact]
    public void Without_a_column_for_names_nothing_is_read() => Assert.Equal(["Dòng 1: thiếu cột “Họ và tên”."], Problems("STT,Ngày sinh,Chức vụ", "1,07/12/1994,Bí thư"));

    [Fact]
    public void A_body_needs_the_column_for_cells() =>
        Assert.Contains("thiếu cột “Chi bộ”", Read(File(Titles, Loan), cell: null).Findings.Problems.Single().Text);

    [Fact]
    public void What_has_no_titles_is_no_roster() => Assert.StartsWith("Không tìm thấy dòng tiêu đề cột.", Problems("xin chào", "các đồng chí").Single());

    [Fact]
    public void An_empty_file_says_so() => Assert.Equal(["Tệp không có dữ liệu."], Problems(" ", ""));

    [Fact]
    public void Titles_alone_are_nobody() => Assert.Equal(["Danh sách chưa có ai."], Problems(Titles, ",,,,,,,,"));

    [Fact]
    public void An_old_windows_encoding_is_refused() => Assert.Contains("CSV UTF-8", Read([.. "STT,H"u8, 0xF7, .. " v"u8, 0xE0, .. " t"u8, 0xEA, .. "n"u8]).Findings.Problems.Single().Text);

    [Fact]
    public void An_unclosed_quote_is_named_and_swallows_no_row()
    {
        var problems = Problems(Titles, "1,\"Đinh Hồng Loan,Nữ,07/12/1994,0700004375,Bí thư,04/07/2022,04/07/2023,", "2,Hoàng Trọng Phong,Nam,31/02/1953,0940006550,Phó Bí thư,19/07/1984,19/07/1985,");

        Assert.Contains("Dòng 2: dấu ngoặc kép (\") mở mà không đóng.", problems);
        Assert.Contains(problems, problem => problem.StartsWith("Dòng 3: ngày sinh “31/02/1953” không có trong lịch", StringComparison.Ordinal));
    }
}
