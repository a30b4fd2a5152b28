using CellBot.Host.Channels.Telegram;
using FsCheck;
using FsCheck.Fluent;

namespace CellBot.Host.Tests.Telegram;

public sealed class TextPartsTests
{
    [Fact]
    public void A_short_text_stays_whole() => Assert.Equal(["  xin chào\n"], TextParts.Split("  xin chào\n", 20));

    [Theory]
    [InlineData("đoạn một\n\nđoạn hai. câu ba", 20, "đoạn một", "đoạn hai. câu ba")]
    [InlineData("Câu một dài. Câu hai dài.", 20, "Câu một dài.", "Câu hai dài.")]
    [InlineData("một hai ba bốn năm", 10, "một hai ba", "bốn năm")]
    [InlineData("aaaaaaaaaaaaaaa", 10, "aaaaaaaaaa", "aaaaa")]
    public void It_is_cut_where_a_reader_would(string text, int most, params string[] parts) => Assert.Equal(parts, TextParts.Split(text, most));

    [Fact]
    public void A_pair_is_never_cut()
    {
        foreach (var part in TextParts.Split(string.Concat(Enumerable.Repeat("😀", 50)), 7))
            Assert.Equal(0, part.Length % 2);
    }

    [Fact]
    public void Nothing_but_blanks_is_lost_and_no_part_is_too_long()
    {
        var texts = Gen.Elements("ă", "😀", " ", "\n", "\n\n", ". ", "chữ", "ê\u0323", "👨‍👩‍👧").ArrayOf(300).Select(pieces => string.Concat(pieces));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var parts = TextParts.Split(text, 50);
            Assert.All(parts, part => Assert.InRange(part.Length, 0, 50));
            Assert.Equal(Bare(text), Bare(string.Concat(parts)));
        }).QuickCheckThrowOnFailure();

        static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }
}
