using System.Text;
using CellBot.Domain.Text;

namespace CellBot.Domain.Tests.Text;

public sealed class VietnameseTextTests
{
    [Theory]
    [InlineData("  Đảng viên ", "Đảng viên")]
    [InlineData("Ðảng, ðồng chí", "Đảng, đồng chí")] // eth
    [InlineData("hai\u00A0mươi", "hai mươi")]
    [InlineData("a\u200Bb\uFEFFc\u00ADd", "abcd")]
    [InlineData("một\r\nhai\rba", "một\nhai\nba")]
    [InlineData("a\0b", "ab")]
    [InlineData("uỷ ban, ủy ban", "uỷ ban, ủy ban")] // the person's own spelling
    [InlineData("👨\u200D👩", "👨\u200D👩")]
    [InlineData("", "")]
    public void For_storage_only_what_keyboards_left_behind_goes(string typed, string stored) => Assert.Equal(stored, VietnameseText.ForStorage(typed));

    [Fact]
    public void A_broken_emoji_is_marked_as_such() => Assert.Equal("a\uFFFDb", VietnameseText.ForStorage("a\ud83db"));

    [Fact]
    public void For_storage_marks_are_composed() => Assert.Equal("thứ Năm", VietnameseText.ForStorage("thứ Năm".Normalize(NormalizationForm.FormD)));

    [Theory]
    [InlineData("Đồng ý!", "dong y")]
    [InlineData("  Quay   LẠI... ", "quay lai")]
    [InlineData("đ/c", "d c")]
    [InlineData("hòa", "hoa")]
    [InlineData("hoà", "hoa")]
    [InlineData("uỷ ban", "uy ban")]
    [InlineData("ủy ban", "uy ban")]
    [InlineData("1️⃣", "1")]
    [InlineData("９９", "99")] // full width
    [InlineData("ｍｅｎｕ", "menu")]
    [InlineData("٣", "3")]
    [InlineData("k0", "k0")]
    [InlineData("Nghị-quyết,số 35", "nghi quyet so 35")]
    [InlineData("#", "#")]
    [InlineData("*", "*")]
    [InlineData("?", "?")]
    [InlineData("/huy", "huy")]
    public void For_matching_case_marks_and_signs_go(string typed, string folded) => Assert.Equal(folded, VietnameseText.ForMatching(typed));

    [Fact]
    public void Both_forms_are_stable_and_never_throw()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => (char)random.Next(0x10000))]);
            var stored = VietnameseText.ForStorage(text);
            Assert.Equal(stored, VietnameseText.ForStorage(stored));
            var folded = VietnameseText.ForMatching(text);
            Assert.Equal(folded, VietnameseText.ForMatching(folded));
        }
    }

    [Theory]
    [InlineData("dong y", "dong y", 0, true)]
    [InlineData("dong y", "dogn y", 1, true)] // swapped
    [InlineData("dong y", "dog y", 1, true)]
    [InlineData("dong y", "doong y", 1, true)]
    [InlineData("dong y", "dang y", 1, true)]
    [InlineData("dong y", "dang i", 1, false)]
    [InlineData("dong y", "dang i", 2, true)]
    [InlineData("dang ky", "ky dang", 2, false)]
    [InlineData("", "ab", 2, true)]
    [InlineData("", "abc", 2, false)]
    public void Near_is_at_most_so_many_slips(string a, string b, int slips, bool near)
    {
        Assert.Equal(near, VietnameseText.IsNear(a, b, slips));
        Assert.Equal(near, VietnameseText.IsNear(b, a, slips));
    }

    [Theory]
    [InlineData("thứ Năm", "Thứ Năm")]
    [InlineData("đồng chí", "Đồng chí")]
    [InlineData("“ứng cử”", "“Ứng cử”")]
    [InlineData("14 giờ", "14 giờ")]
    [InlineData("", "")]
    public void A_sentence_begins_with_a_capital(string text, string sentence) => Assert.Equal(sentence, VietnameseText.Capitalise(text));

    [Fact] // an attribute cannot hold half a pair
    public void Half_of_a_surrogate_pair_is_replaced()
    {
        (string Typed, string Expected)[] texts = [("\uD83D", "\uFFFD"), ("một \uDE4F hai", "một \uFFFD hai"), ("🙏 một\uD83D", "🙏 một\uFFFD"), ("🙏 đủ cả đôi", "🙏 đủ cả đôi"), ("", "")];
        foreach (var (typed, expected) in texts)
        {
            Assert.Equal(expected, VietnameseText.WellFormed(typed));
            Assert.True(VietnameseText.WellFormed(typed).IsNormalized());
        }
    }
}
