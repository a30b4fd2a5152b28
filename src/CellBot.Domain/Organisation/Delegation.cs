namespace CellBot.Domain.Organisation;

/// <summary>
/// "Ủy quyền": a secretary lets a member of the same cell do the secretary's work for some days. It is worth nothing once somebody else is secretary, and gives no right
/// over what is the secretary's own.
/// </summary>
/// <param name="By">The secretary who gave it.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
public sealed record Delegation(string By, DateTimeOffset GivenAt, DateOnly From, DateOnly To)
{
    public bool HoldsAt(DateOnly day) => From <= day && day <= To;

    /// <summary>Of a cell's officers, the one who stands in for its secretary on that day.</summary>
    public static Affiliation? StandIn(IEnumerable<Affiliation> officers, DateOnly day)
    {
        var held = officers.Where(officer => officer.HoldsAt(day)).ToArray();
        return held.FirstOrDefault(officer => officer.Roles.Contains(Role.Secretary)) is { } secretary
            ? held.FirstOrDefault(officer => officer.Delegation is { } delegation && delegation.HoldsAt(day) && delegation.By == secretary.ParticipantId && officer != secretary)
            : null;
    }
}
