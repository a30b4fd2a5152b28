using CellBot.Domain.Papers;

namespace CellBot.Domain.Tests.Papers;

public sealed class PaperRulesTests
{
    [Theory]
    [InlineData(5, 12, "Cần Thơ, ngày 05 tháng 12 năm 2026")]
    [InlineData(3, 3, "Cần Thơ, ngày 03 tháng 3 năm 2026")]
    [InlineData(5, 2, "Cần Thơ, ngày 05 tháng 02 năm 2026")]
    [InlineData(31, 1, "Cần Thơ, ngày 31 tháng 01 năm 2026")]
    public void Days_below_ten_and_the_first_two_months_have_a_zero(int day, int month, string expected) =>
        Assert.Equal(expected, PaperWords.PlaceAndDate("Cần Thơ", new DateOnly(2026, month, day)));

    [Theory]
    [InlineData(null, "Số   -BC/CB")]
    [InlineData("05", "Số 05-BC/CB")]
    public void A_number_is_left_blank_until_a_person_gives_it(string? given, string expected) => Assert.Equal(expected, PaperWords.Number(given, "BC", "CB"));

    [Fact]
    public void A_file_name_has_no_marks_and_no_blanks() =>
        Assert.Equal("dangky-2027-chibo-khuvuc3-20261120", PaperWords.FileName("dangky", "2027", "chibo", PaperWords.CodeOf("Chi bộ Khu vực 3"), "20261120"));

    [Theory]
    [InlineData("Tôi viết {Addr}", false, PaperProblem.Hole)]
    [InlineData("Kết quả: null", false, PaperProblem.Hole)]
    [InlineData("Người ta viết {Addr}", true, null)]
    [InlineData("Báo cáo\nTỐI MẬT\nnội dung", true, PaperProblem.Secret)]
    [InlineData("Quan hệ mật thiết với nhân dân", true, null)]
    public void A_document_with_a_hole_or_a_secret_stamp_does_not_leave(string text, bool isOwn, PaperProblem? expected)
    {
        Assert.Equal(expected, PaperCheck.Problem(File(new Para(new Words(text, IsOwn: isOwn)))));
        Assert.Equal(expected, PaperCheck.Problem(File(new Grid([new("Nội dung", 1)], [new GridRow([new GridCell(text) { IsOwn = isOwn }])]))));
    }

    [Theory]
    [InlineData("gọi 0912 345 678 nhé", "gọi …… nhé")]
    [InlineData("gọi +84 912.345.678", "gọi ……")]
    [InlineData("số 123/2026, 30 hộ, 12.000.000 đồng", "số 123/2026, 30 hộ, 12.000.000 đồng")]
    public void Telephone_numbers_in_peoples_words_do_not_reach_a_wider_circle(string words, string shown)
    {
        string Written(PaperReader reader) => ((Para)PaperCheck.WithoutPhones(File(new Para(Words.Own(words)), reader)).Sheets[0].Blocks[0]).Words[0].Text;

        Assert.Equal(shown, Written(PaperReader.Everyone));
        Assert.Equal(words, Written(PaperReader.Person));
    }

    private static PaperFile File(Block block, PaperReader reader = PaperReader.Secretary) => new("tep",
        [new Paper { Head = new Letterhead("ĐẢNG BỘ", "CHI BỘ", null, "Cần Thơ", new DateOnly(2026, 12, 5)), Title = "BÁO CÁO", Blocks = [block], For = reader }]);
}
