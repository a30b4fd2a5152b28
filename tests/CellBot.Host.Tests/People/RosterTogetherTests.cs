using static CellBot.Host.Tests.People.RosterText;

namespace CellBot.Host.Tests.People;

/// <summary>Rows that do not go together.</summary>
public sealed class RosterTogetherTests
{
    [Fact]
    public void A_number_used_twice_is_named_with_both_rows() =>
        Assert.Equal(["Dòng 3: STT 1 ghi 2 lần (dòng 2, 3)."], Problems("STT,Họ và tên,Chức vụ", "1,Đinh Hồng Loan,Bí thư", "1,Hoàng Trọng Phong,"));

    [Theory]
    [InlineData("Bí thư")]
    [InlineData("Phó Bí thư")]
    public void An_office_held_twice_is_named_with_both_rows(string role) => Assert.Equal(
        [$"Dòng 3: chức vụ {role} ghi cho 2 người (dòng 2, 3)."],
        Problems("STT,Họ và tên,Ngày sinh,Chức vụ", $"1,Đinh Hồng Loan,07/12/1994,{role}", $"2,Hoàng Trọng Phong,10/01/1953,{role}", $"3,Tô Diệu Diễm,06/01/1990,{(role == "Bí thư" ? "" : "Bí thư")}"));

    [Fact]
    public void Two_cells_have_a_secretary_each() => Assert.Empty(
        Read(File("Chi bộ,STT,Họ và tên,Chức vụ", "Chi bộ Một,1,Đinh Hồng Loan,Bí thư", "Chi bộ Hai,1,Hoàng Trọng Phong,Bí thư"), cell: null).Findings.Problems);

    [Theory]
    [InlineData("Đinh Hồng Loan")]
    [InlineData("ĐINH HỒNG LOAN")]
    [InlineData("Ðinh Hồng  Loan")]
    [InlineData("Dinh Hong Loan")]
    public void The_same_person_twice_is_named(string name) => Assert.Equal(
        ["Dòng 3: Đinh Hồng Loan, cùng ngày sinh, có 2 lần (dòng 2, 3)."],
        Problems("STT,Họ và tên,Ngày sinh,Chức vụ", "1,Đinh Hồng Loan,07/12/1994,Bí thư", $"2,{name},7-12-94,"));

    [Fact]
    public void The_same_person_in_two_cells_is_named() => Assert.Contains("Đinh Hồng Loan, cùng ngày sinh, có 2 lần (dòng 2, 3).",
        Read(File("Chi bộ,Họ và tên,Ngày sinh,Chức vụ", "Chi bộ Một,Đinh Hồng Loan,07/12/1994,Bí thư", "Chi bộ Hai,Đinh Hồng Loan,07/12/1994,Bí thư"), cell: null).Findings.Problems.Select(problem => problem.Text));

    [Fact]
    public void Two_people_of_one_name_need_their_birth_dates()
    {
        Assert.Equal(["Dòng 3: Đinh Hồng Loan có 2 lần mà không có ngày sinh để phân biệt (dòng 2, 3)."], Problems("STT,Họ và tên,Chức vụ", "1,Đinh Hồng Loan,Bí thư", "2,Đinh Hồng Loan,"));
        Assert.Equal(2, Good("STT,Họ và tên,Ngày sinh,Chức vụ", "1,Đinh Hồng Loan,07/12/1994,Bí thư", "2,Đinh Hồng Loan,08/12/1994,").Count);
    }

    [Fact]
    public void A_shared_phone_is_noted_only()
    {
        var (people, findings) = Read(File("STT,Họ và tên,Số điện thoại,Chức vụ", "1,Đinh Hồng Loan,0700004375,Bí thư", "2,Hoàng Trọng Phong,0700004375,"));

        Assert.Equal((2, 0), (people.Count, findings.Problems.Count));
        Assert.Equal("Dòng 3: cùng số điện thoại với dòng 2.", findings.Notes.Single().ToString());
    }

    [Fact]
    public void A_cell_without_a_secretary_is_noted() => Assert.Equal("Chi bộ Khu vực 3 chưa có bí thư.", Read(File(Titles, Phong)).Findings.Notes.Single().ToString());

    [Fact]
    public void A_row_of_another_cell_is_named() => Assert.Equal("Dòng 3: ghi “Chi bộ Hai”, không phải “Chi bộ Một”. Danh sách của nhiều chi bộ thì nhập với --body.",
        Read(File("Chi bộ,Họ và tên,Chức vụ", "Một,Đinh Hồng Loan,Bí thư", "Chi bộ Hai,Hoàng Trọng Phong,"), cell: "Chi bộ Một").Findings.Problems.Single().ToString());

    [Fact]
    public void A_row_without_its_cell_is_named() => Assert.Equal("Dòng 3: thiếu tên chi bộ.",
        Read(File("Chi bộ,Họ và tên,Chức vụ", "Chi bộ Một,Đinh Hồng Loan,Bí thư", ",Hoàng Trọng Phong,"), cell: null).Findings.Problems.Single().ToString());
}
