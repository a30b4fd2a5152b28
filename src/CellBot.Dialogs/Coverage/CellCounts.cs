using CellBot.Dialogs.Obligations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Coverage;

/// <summary>
/// Counts one campaign in one cell, duty by duty. In neither part of the figure are (model section 12) the waived; those exempt on the last day (on this day, while it is still to
/// come), done or not; and those exempt now who have not done it. What somebody did before moving away stays where it was done.
/// </summary>
internal static class CellCounts
{
    private const int Everyone = 100_000;

    /// <summary>As it stands now, changes of this decision included.</summary>
    public static async ValueTask<UnitCoverage> Of(IReader reader, string campaignId, string unitId, DateTimeOffset now)
    {
        var duties = await Counted(reader, campaignId, unitId, now);
        var done = duties.Where(duty => duty.FulfilledAt is not null).ToArray();
        return new UnitCoverage(unitId, done.Count(duty => !duty.Late), done.Count(duty => duty.Late), duties.Count - done.Length);
    }

    /// <summary>The duties that such a figure is made of.</summary>
    public static async ValueTask<IReadOnlyList<Obligation>> Counted(IReader reader, string campaignId, string unitId, DateTimeOffset now)
    {
        var counted = new List<Obligation>();
        foreach (var duty in await Duties(reader, campaignId, unitId))
            if (duty.WaivedAt is null && !await IsOut(reader, duty, now))
                counted.Add(duty);
        return counted;
    }

    private static async ValueTask<bool> IsOut(IReader reader, Obligation duty, DateTimeOffset now) =>
        IsOut(duty, await Exempt.Of(reader, duty.UnitId, duty.OwnerId), now);

    /// <param name="own">The owner's exemptions in the duty's unit.</param>
    public static bool IsOut(Obligation duty, IEnumerable<Exemption> own, DateTimeOffset now)
    {
        var (today, last, scope) = (QuietHours.Day(now), QuietHours.Day(duty.DueAt), Exempt.ScopeOf(duty.Kind));
        return own.Any(exemption => exemption.Covers(scope, today < last ? today : last) || (duty.FulfilledAt is null && exemption.Covers(scope, today)));
    }

    /// <summary>As it stood at a moment that has passed, whatever was handed in or forgiven since.</summary>
    public static async ValueTask<(int Done, int Eligible)> At(IReader reader, string campaignId, string unitId, DateTimeOffset moment)
    {
        var (done, open) = (0, 0);
        foreach (var duty in await Duties(reader, campaignId, unitId))
            if (duty.WaivedAt <= moment) continue;
            else if (await IsExempt(reader, duty, moment)) continue;
            else if (duty.FulfilledAt <= moment) done++;
            else open++;
        return (done, done + open);
    }

    public static ValueTask<bool> IsExempt(IReader reader, Obligation duty, DateTimeOffset at) => Exempt.Covers(reader, duty.UnitId, duty.OwnerId, duty.Kind, QuietHours.Day(at));

    private static ValueTask<IReadOnlyList<Obligation>> Duties(IReader reader, string campaignId, string unitId) => reader.Find(Obligation.BySource, $"{campaignId}/{unitId}/", Everyone);
}
