using CellBot.Dialogs.Engine;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>Someone who may be invited.</summary>
/// <param name="Reachable">Has an account and agreed to notices.</param>
internal sealed record Invitee(Participant Person, Affiliation Affiliation, IReadOnlyList<Exemption> Exemptions, bool Reachable)
{
    public bool IsOfficer => Affiliation.Roles.Any(role => role is Role.Secretary or Role.DeputySecretary or Role.CellCommitteeMember);

    public bool IsExemptAt(DateOnly day) => Exemptions.Any(exemption => exemption.Covers(ExemptionScope.Meetings, day));
}

/// <summary>What the composing of a notice may know: the cell, its people, its meetings of the last year and those ahead, and a stopped notice to begin from.</summary>
internal sealed record ComposeView(OrgUnit Cell, HolidayCalendar Calendar, IReadOnlyList<Invitee> People, IReadOnlyList<Meeting> Meetings, Notice? Stopped)
{
    public CellSettings Settings => Cell.Settings;

    /// <summary>The newest meeting of a kind that was announced and not cancelled: what is not said is as it was then.</summary>
    public Meeting? Last(MeetingKind kind) => Meetings.LastOrDefault(meeting => meeting.Kind == kind && meeting.Status is not (MeetingStatus.Draft or MeetingStatus.Cancelled));

    public static async ValueTask<ComposeView?> Load(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell: { } cell }) return null;
        var stopped = opening.ArgOrNull("notice") is { } id ? await opening.Reader.Get<Notice>(id) : null;
        if (stopped is not null && stopped.Meeting.UnitId != cell.Id) return null;
        return new ComposeView(cell, cell.Settings.Holidays(), await Invitees.Of(opening.Reader, cell.Id),
            await opening.Reader.Range(Meeting.ByUnit, $"{cell.Id}/{opening.Now.AddDays(-400).UtcDateTime:yyyyMMddHHmm}", $"{cell.Id}/{opening.Now.AddDays(400).UtcDateTime:yyyyMMddHHmm}"), stopped);
    }

    /// <summary>Those invited to a meeting on that day, and how many members are exempt from it.</summary>
    public (IReadOnlyList<Invitee> Invited, int Exempt) Whom(DateOnly day, bool officersOnly)
    {
        var all = People.Where(one => one.Affiliation.HoldsAt(day) && one.Person.Kind is ParticipantKind.PartyMember && (!officersOnly || one.IsOfficer)).ToArray();
        var invited = all.Where(one => !one.IsExemptAt(day)).ToArray();
        return (invited, all.Length - invited.Length);
    }
}

internal static class Invitees
{
    private const int Everybody = 100_000;

    /// <summary>Everybody of a cell, in the order of a Vietnamese list.</summary>
    public static async ValueTask<IReadOnlyList<Invitee>> Of(Domain.Records.IReader reader, string cellId)
    {
        var affiliations = await reader.Find(Affiliation.ByUnit, cellId + "/", Everybody);
        var people = (await reader.Get<Participant>([.. affiliations.Select(one => one.ParticipantId)])).ToDictionary(person => person.Id);
        var exemptions = (await reader.Find(Exemption.ByPerson, cellId + "/", Everybody)).ToLookup(exemption => exemption.ParticipantId);
        var invitees = new List<Invitee>(affiliations.Count);
        foreach (var affiliation in affiliations)
            if (people.TryGetValue(affiliation.ParticipantId, out var person))
                invitees.Add(new Invitee(person, affiliation, [.. exemptions[person.Id]], await IsReachable(reader, person)));
        invitees.Sort((a, b) => PersonName.Order.Compare(a.Person.FullName, b.Person.FullName));
        return invitees;
    }

    /// <summary>Whether a notice would leave for this person: an account that works, and consent to notices.</summary>
    public static async ValueTask<bool> IsReachable(Domain.Records.IReader reader, Participant person) =>
        await Post.AccountOf(reader, person) is not null;
}
