using CellBot.Domain.Text;

namespace CellBot.Domain.Coverage;

/// <summary>How one unit stands in one campaign. Waived duties have left the denominator (model section 12).</summary>
/// <param name="OnTime">Fulfilled by the due date.</param>
/// <param name="Late">Fulfilled after it.</param>
/// <param name="Open">Not fulfilled yet.</param>
public sealed record UnitCoverage(string UnitId, int OnTime, int Late, int Open)
{
    public int Done => OnTime + Late;

    public int Eligible => OnTime + Late + Open;

    /// <summary>No one in it is asked: listed apart, and out of the count of units.</summary>
    public bool HasNobody => Eligible == 0;

    public bool IsComplete => Open == 0 && !HasNobody;
}

/// <summary>
/// A campaign over the units of a tree. A body sums numerators and denominators of its units; it never averages percentages
/// (model section 12).
/// </summary>
public sealed record CampaignCoverage(IReadOnlyList<UnitCoverage> Units)
{
    public int Done => Units.Sum(unit => unit.Done);

    public int Eligible => Units.Sum(unit => unit.Eligible);

    public int CompleteUnits => Units.Count(unit => unit.IsComplete);

    /// <summary>Units with somebody to ask.</summary>
    public int CountedUnits => Units.Count(unit => !unit.HasNobody);

    /// <summary>Units that are not complete, the one with most missing first.</summary>
    public IReadOnlyList<UnitCoverage> Missing => [.. Units.Where(unit => unit.Open > 0).OrderByDescending(unit => unit.Open).ThenBy(unit => unit.UnitId, StringComparer.Ordinal)];

    /// <summary>"98,5%": 100% only if all, 0% only if none.</summary>
    public string Percent => Figures.Percent(Done, Eligible);

    /// <param name="counts">Per "{root}/{unit}/{Open|Done|Late|Waived}", as <see cref="Obligations.Obligation.ByRoot"/> tallies them.</param>
    /// <param name="units">All units asked about, so that those with nobody are listed too.</param>
    /// <param name="standing">The unit that a closed one was merged into; null: each for itself.</param>
    public static CampaignCoverage Of(IEnumerable<Records.KeyCount> counts, IEnumerable<string> units, Func<string, string>? standing = null)
    {
        var byUnit = units.ToDictionary(unit => unit, _ => (OnTime: 0, Late: 0, Open: 0));
        foreach (var (key, count) in counts)
        {
            var state = key.LastIndexOf('/');
            var unit = key[(key.LastIndexOf('/', state - 1) + 1)..state];
            if (standing is not null) unit = standing(unit);
            if (!byUnit.TryGetValue(unit, out var sums)) continue;
            byUnit[unit] = key[(state + 1)..] switch
            {
                "Done" => sums with { OnTime = sums.OnTime + count },
                "Late" => sums with { Late = sums.Late + count },
                "Open" => sums with { Open = sums.Open + count },
                _ => sums,
            };
        }
        return new CampaignCoverage([.. byUnit.Select(unit => new UnitCoverage(unit.Key, unit.Value.OnTime, unit.Value.Late, unit.Value.Open))]);
    }
}
