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
    public static Affiliation? StandIn(IReadOnlyList<Affiliation> officers, DateOnly day)
    {
        foreach (var officer in officers) // asked in every turn, and nearly always there is none
            if (officer.Delegation is { } delegation && delegation.HoldsAt(day) && officer.HoldsAt(day)
                && officers.Any(other => other.ParticipantId == delegation.By && other.ParticipantId != officer.ParticipantId && other.HoldsAt(day) && other.Roles.Contains(Role.Secretary)))
                return officer;
        return null;
    }
}
