using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>Whether a person is exempt: inside the scope no reminder, no nudge, not in a denominator.</summary>
internal static class Exempt
{
    private const int Everything = 100_000;

    public static async ValueTask<bool> Covers(IReader reader, string unitId, string personId, ObligationKind kind, DateOnly day)
    {
        var scope = ScopeOf(kind);
        return (await Of(reader, unitId, personId)).Any(exemption => exemption.Covers(scope, day));
    }

    /// <summary>Whether the person need not come to the unit's meetings on that day.</summary>
    public static async ValueTask<bool> FromMeetings(IReader reader, string unitId, string personId, DateOnly day) =>
        (await Of(reader, unitId, personId)).Any(exemption => exemption.Covers(ExemptionScope.Meetings, day));

    /// <summary>The person's exemptions in the unit. All of the unit's are read at once: one list that the store remembers, instead of one for each of its people.</summary>
    public static async ValueTask<IReadOnlyList<Exemption>> Of(IReader reader, string unitId, string personId) =>
        [.. (await reader.Find(Exemption.ByPerson, unitId + "/", Everything)).Where(exemption => exemption.ParticipantId == personId)];

    public static ExemptionScope ScopeOf(ObligationKind kind) => kind switch
    {
        ObligationKind.Pledge or ObligationKind.QuarterlyCheck => ExemptionScope.Pledges,
        ObligationKind.Reflection => ExemptionScope.Reflections,
        _ => ExemptionScope.All,
    };
}
