using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.People;
using static CellBot.Host.Tests.People.RosterText;

namespace CellBot.Host.Tests.People;

/// <summary>One row in all its badness.</summary>
public sealed class RosterRowTests
{
    private static string Row(string name = "Đinh Hồng Loan", string sex = "Nữ", string birth = "07/12/1994", string phone = "0700004375", string role = "Bí thư", string admitted = "04/07/2022", string official = "04/07/2023", string note = "", string number = "1") =>
        $"{number},\"{name}\",{sex},{birth},\"{phone}\",\"{role}\",{admitted},{official},\"{note}\"";

    private static RosterPerson Person(string row) => Good(Titles, row).Single();

    private static string Problem(string row) => Problems(Titles, row).Single();

    [Theory]
    [InlineData("7/12/1994")]
    [InlineData("07-12-1994")]
    [InlineData("07.12.94")]
    [InlineData("1994-12-07")]
    [InlineData("1994/12/7")]
    [InlineData("07/12/1994 00:00:00")]
    [InlineData("7 / 12 / 1994")]
    [InlineData("ngày 7 tháng 12 năm 1994")]
    [InlineData("07/12/1994\u00A0")]
    public void A_date_is_day_month_year(string birth) => Assert.Equal(new DateOnly(1994, 12, 7), Person(Row(birth: birth)).BirthDate);

    [Theory]
    [InlineData("01/02/50", 1950)]
    [InlineData("01/02/99", 1999)]
    [InlineData("01/02/04", 2004)]
    [InlineData("01/02/27", 1927)]
    public void Two_digits_of_a_birth_year_are_a_grown_up(string birth, int year) => Assert.Equal(new DateOnly(year, 2, 1), Person(Row(birth: birth, admitted: "", official: "")).BirthDate);

    [Theory]
    [InlineData("31/02/1994", "không có trong lịch")]
    [InlineData("29/02/1995", "không có trong lịch")]
    [InlineData("12/25/1994", "không có trong lịch")]
    [InlineData("0/12/1994", "không có trong lịch")]
    [InlineData("hôm qua", "không đọc được")]
    [InlineData("34675", "không đọc được")]
    [InlineData("07/12/2094", "ở tương lai")]
    [InlineData("07/12/1794", "quá xa")]
    public void An_impossible_date_is_named_with_its_row(string birth, string why)
    {
        var problem = Problem(Row(birth: birth, admitted: "", official: ""));

        Assert.StartsWith("Dòng 2: ngày sinh ", problem);
        Assert.Contains(why, problem);
    }

    [Theory]
    [InlineData("1950")]
    [InlineData("12/1950")]
    public void A_year_alone_is_said_and_left_out(string birth)
    {
        var (people, findings) = Read(File(Titles, Row(birth: birth)));

        Assert.Null(people.Single().BirthDate);
        Assert.Equal($"Dòng 2: ngày sinh “{birth}” chưa đủ ngày, tháng, nên chưa được ghi.", findings.Notes.Single().ToString());
        Assert.Empty(findings.Problems);
    }

    [Theory]
    [InlineData("0700004375")]
    [InlineData("+84 700 004 375")]
    [InlineData("84700004375")]
    [InlineData("0084700004375")]
    [InlineData("0700.004.375")]
    [InlineData("0700-004-375")]
    [InlineData("700004375")]
    [InlineData("01200004375")]
    [InlineData("0700004375 / 0912345678")]
    public void A_phone_comes_in_many_shapes(string phone) => Assert.Equal("+84700004375", Person(Row(phone: phone)).Phone);

    [Theory]
    [InlineData("12345")]
    [InlineData("7,0E+08")]
    [InlineData("gọi vợ")]
    [InlineData("0112345678")]
    public void A_phone_that_is_none_is_named(string phone) => Assert.Equal($"Dòng 2: số điện thoại “{phone}” không đọc được, ví dụ: 0912 345 678.", Problem(Row(phone: phone)));

    [Theory]
    [InlineData("Ðinh Hồng Loan")]
    [InlineData("Đinh\u00A0Hồng\u00A0\u00A0Loan")]
    [InlineData("  Đinh Hồng\u200B Loan ")]
    [InlineData("ĐINH HỒNG LOAN")]
    [InlineData("Đinh Ho\u0302\u0300ng Loan")]
    public void A_name_is_cleaned(string name) => Assert.Equal("Đinh Hồng Loan", Person(Row(name)).FullName);

    [Theory]
    [InlineData("H'Hen Niê")]
    [InlineData("K’Brể")]
    [InlineData("Nguyễn Văn An (B)")]
    [InlineData("Y Blok-Ê Ban")]
    public void Names_of_every_people_are_taken(string name) => Assert.Equal(name, Person(Row(name)).FullName);

    [Theory]
    [InlineData("", "thiếu họ và tên")]
    [InlineData("Đinh H?ng Loan", "có chữ bị hỏng")]
    [InlineData("Đinh Hồng 123", "có ký tự không phải là chữ")]
    [InlineData("<b>Loan</b>", "có ký tự không phải là chữ")]
    [InlineData("😀😀", "có ký tự không phải là chữ")]
    public void A_name_that_is_none_is_named(string name, string why) => Assert.Contains(why, Problem(Row(name)));

    [Fact]
    public void A_name_of_300_letters_is_refused() => Assert.StartsWith("Dòng 2: họ và tên dài 300 chữ, nhiều nhất 80", Problem(Row(new string('A', 300))));

    [Theory]
    [InlineData("=HYPERLINK(\"\"http://x\"\")", 2, '=')]
    [InlineData("+cmd|' /C calc'!A0", 2, '+')]
    [InlineData("-2+3+cmd", 2, '-')]
    [InlineData("@SUM(A1)", 2, '@')]
    public void What_a_spreadsheet_would_run_is_refused(string name, int column, char sign) =>
        Assert.Contains($"Dòng 2: ô ở cột {column} bắt đầu bằng “{sign}”, bảng tính sẽ hiểu là công thức. Xin bỏ dấu này.", Problems(Titles, Row(name)));

    [Fact]
    public void A_formula_in_a_note_is_refused_as_well() => Assert.Contains("ô ở cột 9 bắt đầu bằng “=”", Problem(Row(note: "=1+1")));

    [Fact]
    public void A_dash_is_an_empty_cell() => Assert.Equal((null, null, 0), Person(Row(phone: "-", birth: "–", role: "-", admitted: "-", official: "-")) is var person ? (person.Phone, person.BirthDate, person.Roles.Count) : default);

    [Theory]
    [InlineData("Bí thư", Role.Secretary)]
    [InlineData("bi thu", Role.Secretary)]
    [InlineData("BT", Role.Secretary)]
    [InlineData("Bí thư chi bộ", Role.Secretary)]
    [InlineData("Phó bí thư", Role.DeputySecretary)]
    [InlineData("P. Bí thư", Role.DeputySecretary)]
    [InlineData("CUV", Role.CellCommitteeMember)]
    [InlineData("Chi uỷ viên", Role.CellCommitteeMember)]
    public void Offices_are_read_in_words_and_abbreviations(string role, Role expected) => Assert.Equal([expected], Person(Row(role: role)).Roles);

    [Fact]
    public void Two_offices_may_stand_in_one_cell() => Assert.Equal([Role.Secretary, Role.CellCommitteeMember], Person(Row(role: "Chi ủy viên kiêm Bí thư")).Roles);

    [Fact]
    public void An_almost_known_office_is_asked_about() => Assert.Equal("Dòng 2: chức vụ “Bí thưu” không rõ. Có phải Bí thư?", Problem(Row(role: "Bí thưu")));

    [Fact]
    public void An_office_of_another_life_is_noted_only() =>
        Assert.Contains("Dòng 2: chức vụ “Tổ trưởng tổ dân phố” không phải chức vụ trong chi bộ, ghi nhận là đảng viên.", Read(File(Titles, Row(role: "Tổ trưởng tổ dân phố"))).Findings.Notes.Select(note => note.ToString()));

    [Fact]
    public void A_sex_that_is_none_is_named() => Assert.Equal("Dòng 2: giới tính “?x” không đọc được, xin ghi Nam hoặc Nữ.", Problem(Row(sex: "?x")));

    [Theory]
    [InlineData("dự bị")]
    [InlineData("Đảng viên dự bị")]
    [InlineData("du bi tu 2026")]
    public void Probation_is_read_from_the_note(string note) => Assert.Equal(MembershipStatus.Probationary, Person(Row(official: "", note: note)).Status);

    [Fact]
    public void Exemption_is_read_from_the_note() => Assert.Equal(new RosterExemption(null), Person(Row(note: "Được miễn sinh hoạt, tuổi cao")).Exemption);

    [Fact]
    public void A_temporary_exemption_has_its_last_day() => Assert.Equal(new RosterExemption(new DateOnly(2027, 7, 1)), Person(Row(note: "tạm miễn sinh hoạt đến 30/06/2027")).Exemption);

    [Theory]
    [InlineData("tạm miễn sinh hoạt")]
    [InlineData("tạm miễn đến 30/06/2029")]
    public void A_temporary_exemption_without_an_end_within_a_year_is_named(string note) => Assert.Contains("cần ngày kết thúc trong vòng 12 tháng", Problem(Row(note: note)));

    [Fact]
    public void Official_comes_a_year_after_admission() => Assert.Equal("Dòng 2: ngày chính thức 03/07/2023 phải sau ngày vào Đảng 04/07/2022 ít nhất 12 tháng.", Problem(Row(official: "03/07/2023")));

    [Fact]
    public void Nobody_is_admitted_under_18() => Assert.Contains("khi chưa đủ 18 tuổi", Problem(Row(admitted: "04/07/2010", official: "")));

    [Fact]
    public void All_problems_of_a_row_and_of_all_rows_are_said_at_once() => Assert.Equal(
        [
            "Dòng 2: giới tính “?” không đọc được, xin ghi Nam hoặc Nữ.", "Dòng 2: ngày sinh “31/02/1994” không có trong lịch (ngày/tháng/năm).", "Dòng 2: số điện thoại “1” không đọc được, ví dụ: 0912 345 678.",
            "Dòng 3: thiếu họ và tên.", "Dòng 4: ngày vào Đảng “abc” không đọc được, ví dụ: 07/12/1994.",
        ],
        Problems(Titles, Row(birth: "31/02/1994", sex: "?", phone: "1", admitted: "", official: ""), "2,,Nam,10/01/1953,,,,,", "3,Hoàng Trọng Phong,Nam,10/01/1953,,,abc,,").Order());
}
