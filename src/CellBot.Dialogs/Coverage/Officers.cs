using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Coverage;

/// <summary>Who acts for a unit: the secretary of a cell, the officers of the body above it.</summary>
internal static class Officers
{
    public static bool IsOfficer(Affiliation affiliation) => affiliation.Roles.Contains(Role.CommitteeSecretary) || affiliation.Roles.Contains(Role.CommitteeMember);

    /// <summary>Officers of every body from the cell's parent up to <paramref name="upTo"/>.</summary>
    public static async ValueTask<IReadOnlyList<Affiliation>> Above(IReader reader, OrgUnit cell, string upTo, DateOnly today)
    {
        var officers = new List<Affiliation>();
        for (var (above, steps) = (cell.ParentId, 0); above is not null && steps < 20; steps++)
        {
            officers.AddRange((await reader.Find(Affiliation.ByOffice, above + "/")).Where(officer => officer.HoldsAt(today) && IsOfficer(officer)));
            if (above == upTo) break;
            above = (await reader.Get<OrgUnit>(above))?.ParentId;
        }
        return officers;
    }

    /// <summary>Who follows the cells below a body for it: its secretary, else the first of its committee. Nobody watches over the own.</summary>
    public static async ValueTask<Participant?> WatcherOf(IReader reader, string bodyId, DateOnly today, string except)
    {
        var officers = (await reader.Find(Affiliation.ByOffice, bodyId + "/")).Where(officer => officer.HoldsAt(today) && officer.ParticipantId != except).ToArray();
        var watcher = officers.FirstOrDefault(officer => officer.Roles.Contains(Role.CommitteeSecretary)) ?? officers.FirstOrDefault(officer => officer.Roles.Contains(Role.CommitteeMember));
        return watcher is null ? null : await reader.Get<Participant>(watcher.ParticipantId);
    }

    /// <summary>The secretary of a cell on that day; null in a vacancy.</summary>
    public static async ValueTask<Affiliation?> SecretaryOf(IReader reader, string cellId, DateOnly today) =>
        (await reader.Find(Affiliation.ByOffice, cellId + "/")).FirstOrDefault(officer => officer.Roles.Contains(Role.Secretary) && officer.HoldsAt(today));

    /// <summary>To whom a cell's affairs go: who stands in for the secretary, else the secretary; null in a vacancy.</summary>
    public static async ValueTask<string?> InCharge(IReader reader, string cellId, DateOnly today)
    {
        var officers = await reader.Find(Affiliation.ByOffice, cellId + "/");
        return (Delegation.StandIn(officers, today) ?? officers.FirstOrDefault(officer => officer.Roles.Contains(Role.Secretary) && officer.HoldsAt(today)))?.ParticipantId;
    }

    /// <summary>Who stands in for the secretary, the secretary, or in a vacancy the deputy; and whether a message reaches that person.</summary>
    public static async ValueTask<(Participant Person, bool IsReachable)?> LeaderOf(IReader reader, string cellId, DateOnly today)
    {
        var officers = (await reader.Find(Affiliation.ByOffice, cellId + "/")).Where(officer => officer.HoldsAt(today)).ToArray();
        (Participant, bool)? unreachable = null;
        Affiliation?[] inOrder = [Delegation.StandIn(officers, today), .. new[] { Role.Secretary, Role.DeputySecretary }.Select(role => officers.FirstOrDefault(officer => officer.Roles.Contains(role)))];
        foreach (var candidate in inOrder)
            if (candidate is { } holder && await reader.Get<Participant>(holder.ParticipantId) is { } person)
            {
                if (await Post.AccountOf(reader, person) is not null) return (person, true);
                unreachable ??= (person, false);
            }
        return unreachable;
    }

    /// <summary>As the governing body is spoken of to a cell.</summary>
    public static string NameOf(OrgUnit body) => body.Type is OrgUnitType.SectionalBody ? "Đảng ủy bộ phận" : "Đảng ủy";
}
