using CellBot.Dialogs.Obligations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Coverage;

/// <summary>Counts one campaign in one cell, duty by duty. The waived, and those exempt who have not done it, are in neither part of the figure (model section 12).</summary>
internal static class CellCounts
{
    private const int Everyone = 100_000;

    /// <summary>As it stands now, changes of this decision included.</summary>
    public static async ValueTask<UnitCoverage> Of(IReader reader, string campaignId, string unitId, DateTimeOffset now)
    {
        var (onTime, late, open) = (0, 0, 0);
        foreach (var duty in await Duties(reader, campaignId, unitId))
            if (duty.WaivedAt is not null) continue;
            else if (duty.FulfilledAt is null) open += await IsExempt(reader, duty, now) ? 0 : 1;
            else if (duty.Late) late++;
            else onTime++;
        return new UnitCoverage(unitId, onTime, late, open);
    }

    /// <summary>As it stood at a moment that has passed, whatever was handed in or forgiven since.</summary>
    public static async ValueTask<(int Done, int Eligible)> At(IReader reader, string campaignId, string unitId, DateTimeOffset moment)
    {
        var (done, open) = (0, 0);
        foreach (var duty in await Duties(reader, campaignId, unitId))
            if (duty.WaivedAt <= moment) continue;
            else if (duty.FulfilledAt <= moment) done++;
            else if (!await IsExempt(reader, duty, moment)) open++;
        return (done, done + open);
    }

    public static ValueTask<bool> IsExempt(IReader reader, Obligation duty, DateTimeOffset at) => Exempt.Covers(reader, duty.UnitId, duty.OwnerId, duty.Kind, QuietHours.Day(at));

    private static ValueTask<IReadOnlyList<Obligation>> Duties(IReader reader, string campaignId, string unitId) => reader.Find(Obligation.BySource, $"{campaignId}/{unitId}/", Everyone);
}
