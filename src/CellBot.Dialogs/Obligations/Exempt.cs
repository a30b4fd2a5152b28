using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>Whether a person is exempt: inside the scope no reminder, no nudge, not in a denominator.</summary>
internal static class Exempt
{
    public static async ValueTask<bool> Covers(IReader reader, string unitId, string personId, ObligationKind kind, DateOnly day)
    {
        var scope = ScopeOf(kind);
        // All of the unit's at once: one list that the store remembers, instead of one for each of its people.
        foreach (var exemption in await reader.Find(Exemption.ByPerson, unitId + "/"))
            if (exemption.ParticipantId == personId && exemption.Covers(scope, day))
                return true;
        return false;
    }

    /// <summary>Whether the person need not come to the unit's meetings on that day.</summary>
    public static async ValueTask<bool> FromMeetings(IReader reader, string unitId, string personId, DateOnly day)
    {
        foreach (var exemption in await reader.Find(Exemption.ByPerson, $"{unitId}/{personId}"))
            if (exemption.ParticipantId == personId && exemption.Covers(ExemptionScope.Meetings, day))
                return true;
        return false;
    }

    public static ExemptionScope ScopeOf(ObligationKind kind) => kind switch
    {
        ObligationKind.Pledge or ObligationKind.QuarterlyCheck => ExemptionScope.Pledges,
        ObligationKind.Reflection => ExemptionScope.Reflections,
        _ => ExemptionScope.All,
    };
}
