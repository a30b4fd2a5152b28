using System.Globalization;
using CellBot.Host.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace CellBot.Host.Tests.Channels;

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

    [Theory]
    [InlineData("👨‍👩‍👧", 50)]
    [InlineData("🇻🇳", 11)]
    [InlineData("ê\u0323", 7)]
    [InlineData("👍🏽", 2000)]
    public void What_a_reader_sees_as_one_character_is_never_cut(string character, int most)
    {
        var parts = TextParts.Split(string.Concat(Enumerable.Repeat(character, 4097)), most);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, most));
        Assert.All(parts, part => Assert.Equal(part.Length / character.Length, new StringInfo(part).LengthInTextElements));
        Assert.Equal(4097, parts.Sum(part => new StringInfo(part).LengthInTextElements));
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
