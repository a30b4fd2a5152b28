using CellBot.Domain.Text;

namespace CellBot.Domain.Tests.Text;

public sealed class PersonNameTests
{
    private static readonly string[] Cell =
        ["Đinh Hồng Loan", "Hoàng Trọng Phong", "Tô Diệu Diễm", "Cao Thị Diễm", "Nguyễn Thu Diễm", "Trương Mỹ Ánh", "Võ Trọng An", "Nguyễn Quốc Ái", "Lê Văn Điềm", "Trần Thị Hoà", "Võ Văn Chí", "Nguyễn Thị Bá"];

    [Fact]
    public void A_list_is_in_the_order_of_given_names()
    {
        string[] sorted = ["Trần Văn An", "Lê Thị Ánh", "Phạm Ngọc Ân", "Võ Văn Bé", "Nguyễn Tiến Dũng", "Lê Văn Đạt", "Đỗ Thị Yến"];
        Assert.Equal(sorted, sorted.Reverse().Order(PersonName.Order));
    }

    [Theory] // letters a ă â b c d đ e ê …; tones none, huyền, hỏi, ngã, sắc, nặng
    [InlineData("Lê An", "Lê Ăn")]
    [InlineData("Lê Ăn", "Lê Ân")]
    [InlineData("Lê Dũng", "Lê Đạt")]
    [InlineData("Lê Em", "Lê Êm")]
    [InlineData("Lê Oanh", "Lê Ôn")]
    [InlineData("Lê Ôn", "Lê Ơn")]
    [InlineData("Lê Uyên", "Lê Ưng")]
    [InlineData("Lê Be", "Lê Bè")]
    [InlineData("Lê Bè", "Lê Bẻ")]
    [InlineData("Lê Bẻ", "Lê Bẽ")]
    [InlineData("Lê Bẽ", "Lê Bé")]
    [InlineData("Lê Bé", "Lê Bẹ")]
    [InlineData("Cao Văn An", "Đỗ Văn An")]
    [InlineData("Đinh Văn An", "Đỗ Văn An")]
    [InlineData("Lê An", "Lê Văn An")]
    [InlineData("", "Lê An")]
    public void Order_follows_the_alphabet_and_its_tones(string first, string second)
    {
        Assert.True(PersonName.Order.Compare(first, second) < 0);
        Assert.True(PersonName.Order.Compare(second, first) > 0);
    }

    [Theory]
    [InlineData("Đinh Hồng Loan", "Loan")]
    [InlineData("  Đinh  Hồng  Ánh ", "Ánh")]
    [InlineData("Y Thông", "Thông")]
    [InlineData("", "")]
    public void The_given_name_is_the_last_word(string name, string given) => Assert.Equal(given, PersonName.Given(name));

    [Theory]
    [InlineData("Loan", "Đinh Hồng Loan")]
    [InlineData("loan", "Đinh Hồng Loan")]
    [InlineData("dinh hong loan", "Đinh Hồng Loan")]
    [InlineData("đ/c Loan", "Đinh Hồng Loan")]
    [InlineData("đồng chí Hồng Loan", "Đinh Hồng Loan")]
    [InlineData("chị Loan", "Đinh Hồng Loan")]
    [InlineData("Diễm", "Tô Diệu Diễm|Cao Thị Diễm|Nguyễn Thu Diễm")]
    [InlineData("Diễm ", "Tô Diệu Diễm|Cao Thị Diễm|Nguyễn Thu Diễm")]
    [InlineData("diem", "Tô Diệu Diễm|Cao Thị Diễm|Nguyễn Thu Diễm|Lê Văn Điềm")]
    [InlineData("Điềm", "Lê Văn Điềm")]
    [InlineData("Diệu Diễm", "Tô Diệu Diễm")]
    [InlineData("cao diem", "Cao Thị Diễm")]
    [InlineData("Thu", "Nguyễn Thu Diễm")]
    [InlineData("phomg", "Hoàng Trọng Phong")] // a slip
    [InlineData("an", "Võ Trọng An")]
    [InlineData("Hòa", "Trần Thị Hoà")] // the tone's place makes no difference
    [InlineData("Chí", "Võ Văn Chí")] // a name that is a title too
    [InlineData("bá", "Nguyễn Thị Bá")]
    [InlineData("Minh", "")]
    [InlineData("", "")]
    [InlineData("một hai ba bốn năm", "")]
    public void A_person_is_found_by_part_of_the_name(string typed, string found) =>
        Assert.Equal(found, string.Join("|", PersonName.Find(Cell, name => name, typed)));
}
