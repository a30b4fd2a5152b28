using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Records;

namespace CellBot.Domain.Tests.Coverage;

public sealed class CampaignCoverageTests
{
    [Fact]
    public void A_body_sums_its_units_and_names_the_missing_one_first()
    {
        var coverage = CampaignCoverage.Of(
            [new("r/u1/Done", 12), new("r/u2/Done", 8), new("r/u2/Late", 1), new("r/u2/Open", 1), new("r/u2/Waived", 3), new("r/u3/Open", 4), new("r/else/Done", 100)],
            ["u1", "u2", "u3", "u4"]);
        Assert.Equal((21, 26, 1, 3), (coverage.Done, coverage.Eligible, coverage.CompleteUnits, coverage.CountedUnits));
        Assert.Equal(["u3", "u2"], coverage.Missing.Select(unit => unit.UnitId));
        Assert.Equal("80,8%", coverage.Percent);
        Assert.True(coverage.Units.Single(unit => unit.UnitId == "u4").HasNobody);
    }

    [Fact]
    public void It_equals_a_count_of_the_duties_one_by_one()
    {
        var random = new Random(7);
        var at = new DateTimeOffset(2027, 1, 31, 23, 59, 59, TimeSpan.FromHours(7));
        for (var round = 0; round < 200; round++)
        {
            var duties = Enumerable.Range(0, random.Next(60)).Select(i => new Obligation($"s/{i}")
            {
                Kind = ObligationKind.Pledge, OwnerId = $"p{i}", UnitId = $"u{random.Next(5)}", SourceId = "s", RootId = "r", Item = "x", OpensAt = at.AddDays(-30), DueAt = at,
                FulfilledAt = random.Next(2) == 0 ? at : null, Late = random.Next(3) == 0, WaivedAt = random.Next(6) == 0 ? at : null,
            }).ToArray();
            var counts = duties.GroupBy(duty => Obligation.ByRoot.KeyOf(duty)!).Select(group => new KeyCount(group.Key, group.Count()));
            var coverage = CampaignCoverage.Of(counts, Enumerable.Range(0, 5).Select(i => $"u{i}"));
            var counted = duties.Where(duty => duty.WaivedAt is null).ToArray();
            Assert.Equal(counted.Length, coverage.Eligible);
            Assert.Equal(counted.Count(duty => duty.FulfilledAt is not null), coverage.Done);
            Assert.Equal(counted.GroupBy(duty => duty.UnitId).Count(unit => unit.All(duty => duty.FulfilledAt is not null)), coverage.CompleteUnits);
        }
    }
}
