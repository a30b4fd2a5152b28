using CellBot.Domain.Text;

namespace CellBot.Domain.Tests.Text;

public sealed class PhoneAndFigureTests
{
    [Theory]
    [InlineData("0912345678", "+84912345678")]
    [InlineData("84912345678", "+84912345678")]
    [InlineData("+84912345678", "+84912345678")]
    [InlineData("0084912345678", "+84912345678")]
    [InlineData("0912 345 678", "+84912345678")]
    [InlineData("0912.345.678", "+84912345678")]
    [InlineData("(+84) 912-345-678", "+84912345678")]
    [InlineData("+84 (0)912 345 678", "+84912345678")]
    [InlineData("912345678", "+84912345678")] // a spreadsheet ate the zero
    [InlineData("0843456789", "+84843456789")] // a mobile that begins like the country's code
    [InlineData("843456789", "+84843456789")]
    [InlineData("01682345678", "+84382345678")]
    [InlineData("01202345678", "+84702345678")]
    [InlineData("+841292345678", "+84822345678")]
    [InlineData("01862345678", "+84562345678")]
    [InlineData("01882345678", "+84582345678")]
    [InlineData("01992345678", "+84592345678")]
    [InlineData("02438221234", "+842438221234")]
    [InlineData("+84 24 3822 1234", "+842438221234")]
    public void Numbers_are_stored_in_one_form(string typed, string stored)
    {
        Assert.True(PhoneNumber.TryRead(typed, out var number));
        Assert.Equal(stored, number.E164);
        Assert.Equal(stored.StartsWith("+842", StringComparison.Ordinal), number.IsLandline);
    }

    [Theory] // the whole plan of 2018
    [InlineData("0162", "32"), InlineData("0163", "33"), InlineData("0164", "34"), InlineData("0165", "35"), InlineData("0166", "36"), InlineData("0167", "37"), InlineData("0168", "38"), InlineData("0169", "39")]
    [InlineData("0120", "70"), InlineData("0121", "79"), InlineData("0122", "77"), InlineData("0126", "76"), InlineData("0128", "78")]
    [InlineData("0123", "83"), InlineData("0124", "84"), InlineData("0125", "85"), InlineData("0127", "81"), InlineData("0129", "82")]
    [InlineData("0186", "56"), InlineData("0188", "58"), InlineData("0199", "59")]
    public void Eleven_digits_become_ten(string old, string now)
    {
        Assert.True(PhoneNumber.TryRead(old + "1234567", out var number));
        Assert.Equal("+84" + now + "1234567", number.E164);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("không có")]
    [InlineData("0612345678")]
    [InlineData("091234567")]
    [InlineData("09123456789")]
    [InlineData("01612345678")] // never a prefix
    [InlineData("0912345678 0987654321")]
    [InlineData("09+12345678")]
    [InlineData("+1 202 555 0100")]
    [InlineData("4827 1936")] // an invite code
    public void What_is_no_number_is_refused(string? typed) => Assert.False(PhoneNumber.TryRead(typed, out _));

    [Theory]
    [InlineData("+84912345678", "0912 345 678")]
    [InlineData("02438221234", "024 3822 1234")]
    [InlineData("02923821234", "0292 382 1234")]
    public void Numbers_are_shown_as_they_are_read_out(string typed, string shown)
    {
        Assert.True(PhoneNumber.TryRead(typed, out var number));
        Assert.Equal(shown, number.Shown);
    }

    [Theory]
    [InlineData(197, 200, "98,5%")]
    [InlineData(1, 2, "50%")]
    [InlineData(1, 3, "33,3%")]
    [InlineData(2, 3, "66,7%")]
    [InlineData(1, 16, "6,3%")] // 6,25 half up
    [InlineData(25, 25, "100%")]
    [InlineData(9999, 10000, "99,9%")]
    [InlineData(1, 10000, "0,1%")]
    [InlineData(0, 25, "0%")]
    [InlineData(0, 0, "không có đối tượng")]
    [InlineData(long.MaxValue - 1, long.MaxValue, "99,9%")]
    public void Percentages_never_round_to_all_or_none(long n, long of, string printed) => Assert.Equal(printed, Figures.Percent(n, of));

    [Theory]
    [InlineData(197, 200, "trên 98%")]
    [InlineData(1, 2, "50%")]
    [InlineData(9999, 10000, "trên 99%")]
    [InlineData(98_04, 100_00, "trên 98%")] // prints as 98%, and is more
    public void Over_is_said_only_of_what_is_over(long n, long of, string printed) => Assert.Equal(printed, Figures.OverPercent(n, of));

    [Fact]
    public void A_part_is_not_larger_than_its_whole()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.Percent(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.Percent(-1, 2));
    }

    [Theory]
    [InlineData(2230, "2.230", "2.230")]
    [InlineData(7, "7", "07")]
    [InlineData(0, "0", "00")]
    [InlineData(1234567, "1.234.567", "1.234.567")]
    public void Large_numbers_have_dots_small_ones_in_documents_a_zero(long value, string chat, string document) =>
        Assert.Equal((chat, document), (Figures.Number(value), Figures.DocumentNumber(value)));
}
