using CellBot.Domain.People;

namespace CellBot.Domain.Tests.People;

public sealed class PartyBadgeTests
{
    [Theory]
    [InlineData("2026-11-20", "2027-02-03")]
    [InlineData("2027-02-03", "2027-02-03")]
    [InlineData("2027-02-04", "2027-05-19")]
    [InlineData("2027-05-20", "2027-09-02")]
    [InlineData("2027-09-03", "2027-11-07")]
    [InlineData("2027-11-08", "2028-02-03")]
    public void The_next_award_day_is_on_or_after_the_day(string day, string expected) => Assert.Equal(DateOnly.Parse(expected), PartyBadge.NextAwardDay(DateOnly.Parse(day)));

    [Theory]
    [InlineData("1977-01-20", 50)]
    [InlineData("1997-02-03", 30)] // full on the very day
    [InlineData("1997-02-04", null)] // a day too late
    [InlineData("1996-11-07", null)] // full on the award day before
    [InlineData("1996-11-08", 30)]
    [InlineData("1992-01-01", null)] // thirty-five is no badge
    [InlineData("1996-02-29", null)]
    [InlineData("1937-01-01", 90)]
    public void Years_count_for_the_first_award_day_on_which_they_are_full(string admitted, int? expected) =>
        Assert.Equal(expected, PartyBadge.YearsOn(new DateOnly(2027, 2, 3), DateOnly.Parse(admitted), PartyBadge.UsualYears));

    [Fact]
    public void Everybody_who_reaches_a_year_is_named_for_exactly_one_award_day()
    {
        for (var admitted = new DateOnly(1995, 1, 1); admitted < new DateOnly(1999, 1, 1); admitted = admitted.AddDays(1))
        {
            var named = 0;
            for (var award = PartyBadge.NextAwardDay(new DateOnly(2020, 1, 1)); award < new DateOnly(2032, 1, 1); award = PartyBadge.NextAwardDay(award.AddDays(1)))
                if (PartyBadge.YearsOn(award, admitted, [30]) is not null) named++;
            Assert.Equal(1, named);
        }
    }
}
