using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>Someone who may be invited.</summary>
/// <param name="IsOfficer">Of the unit that invites: its secretaries and committee.</param>
/// <param name="Reachable">Has an account and agreed to notices.</param>
internal sealed record Invitee(Participant Person, Affiliation Affiliation, IReadOnlyList<Exemption> Exemptions, bool IsOfficer, bool Reachable)
{
    /// <summary>Secretary or deputy of the own cell.</summary>
    public bool LeadsCell => Affiliation.Roles.Any(role => role is Role.Secretary or Role.DeputySecretary);

    public bool IsExemptAt(DateOnly day) => Exemptions.Any(exemption => exemption.Covers(ExemptionScope.Meetings, day));
}

/// <summary>Which of the people of a unit are invited.</summary>
internal enum Circle { Everyone, Officers, Secretaries }

/// <summary>What the composing of a notice may know: the unit, its people, its meetings of the last year and those ahead, and a stopped notice to begin from.</summary>
/// <param name="Clashing">Meetings ahead of the units above and below, to which the same people may be invited.</param>
internal sealed record ComposeView(OrgUnit Unit, HolidayCalendar Calendar, IReadOnlyList<Invitee> People, IReadOnlyList<Meeting> Meetings, IReadOnlyList<Meeting> Clashing, Notice? Stopped)
{
    public CellSettings Settings => Unit.Settings;

    /// <summary>A body above the cells: it invites the members of all of them.</summary>
    public bool IsBody => !Unit.IsCell;

    /// <summary>"Đảng ủy Sở" of "Đảng bộ Sở"; null for a cell, which speaks in its own name.</summary>
    public string? Organiser => IsBody ? OrganiserOf(Unit) : null;

    public static string OrganiserOf(OrgUnit body) => body.Name.Replace("Đảng bộ", "Đảng ủy", StringComparison.Ordinal);

    /// <summary>The newest meeting of a kind that was announced and not cancelled: what is not said is as it was then.</summary>
    public Meeting? Last(MeetingKind kind) => Meetings.LastOrDefault(meeting => meeting.Kind == kind && meeting.Status is not (MeetingStatus.Draft or MeetingStatus.Cancelled));

    public static async ValueTask<ComposeView?> Load(Opening opening, string? unitId)
    {
        var reader = opening.Reader;
        var stopped = opening.ArgOrNull("notice") is { } id ? await reader.Get<Notice>(id) : null;
        unitId = stopped?.Meeting.UnitId ?? unitId;
        if (unitId is null || opening.Me?.Leads(unitId) is not true || await reader.Get<OrgUnit>(unitId) is not { } unit) return null;
        var tree = await Trees.At(reader, opening.Today);
        var cells = unit.IsCell ? [unit] : tree.CellsBelow(unit.Id);
        string[] others = unit.IsCell ? [.. (await MeetingCircle.Of(reader, opening.Me)).Where(other => other != unit.Id)] : [.. cells.Select(cell => cell.Id)];
        var clashing = new List<Meeting>();
        foreach (var other in others)
            clashing.AddRange(await reader.Range(Meeting.ByUnit, KeyOf(other, opening.Now), KeyOf(other, opening.Now.AddDays(400)), 50));
        // What another one who leads the unit has confirmed a moment ago is not announced yet, but will be.
        clashing.AddRange((await reader.Range(Notice.ByDue, "0", "9", 1000)).Where(held => held.State is NoticeState.Held && held.Id != stopped?.Id && held.Meeting.UnitId == unit.Id).Select(held => held.Meeting with { Status = MeetingStatus.Announced }));
        return new ComposeView(unit, unit.Settings.Holidays(), await Invitees.Of(reader, unit, cells, opening.Today),
            await reader.Range(Meeting.ByUnit, KeyOf(unit.Id, opening.Now.AddDays(-400)), KeyOf(unit.Id, opening.Now.AddDays(400))), clashing, stopped);
    }

    /// <summary>Those invited to a meeting on that day, and how many members are exempt from it.</summary>
    public (IReadOnlyList<Invitee> Invited, int Exempt) Whom(DateOnly day, Circle circle)
    {
        var all = People.Where(one => one.Affiliation.HoldsAt(day) && one.Person.Kind is ParticipantKind.PartyMember
            && circle switch { Circle.Officers => one.IsOfficer, Circle.Secretaries => one.LeadsCell || one.IsOfficer, _ => true }).ToArray();
        var invited = all.Where(one => !one.IsExemptAt(day)).ToArray();
        return (invited, all.Length - invited.Length);
    }

    private static string KeyOf(string unitId, DateTimeOffset at) => $"{unitId}/{at.UtcDateTime:yyyyMMddHHmm}";
}

internal static class Invitees
{
    private const int Everybody = 100_000;

    /// <summary>Everybody of a cell, or of all cells below a body with the body's own officers; in the order of a Vietnamese list.</summary>
    public static async ValueTask<IReadOnlyList<Invitee>> Of(IReader reader, OrgUnit unit, IReadOnlyList<OrgUnit> cells, DateOnly today)
    {
        string[] units = [.. cells.Select(cell => cell.Id + "/"), .. unit.IsCell ? Array.Empty<string>() : [unit.Id + "/"]];
        await reader.ReadAhead(Affiliation.ByUnit, units);
        var places = new Dictionary<string, Affiliation>();
        var officers = new HashSet<string>();
        foreach (var key in units)
            foreach (var place in await reader.Find(Affiliation.ByUnit, key, Everybody))
            {
                if (unit.IsCell ? place.Roles.Any(role => role is Role.Secretary or Role.DeputySecretary or Role.CellCommitteeMember) : place.UnitId == unit.Id && Officers.IsOfficer(place) && place.HoldsAt(today))
                    officers.Add(place.ParticipantId);
                if (place.UnitId != unit.Id || unit.IsCell || officers.Contains(place.ParticipantId)) places.TryAdd(place.ParticipantId, place); // the cell's own, where there is one
            }
        var people = await reader.Get<Participant>([.. places.Keys]);
        var exemptions = new Dictionary<string, List<Exemption>>();
        foreach (var key in units)
            foreach (var exemption in await reader.Find(Exemption.ByPerson, key, Everybody))
                (exemptions.TryGetValue(exemption.ParticipantId, out var known) ? known : exemptions[exemption.ParticipantId] = []).Add(exemption);
        var reachable = await Reachable(reader, people);
        return [.. people.Select(person => new Invitee(person, places[person.Id], exemptions.GetValueOrDefault(person.Id) ?? [], officers.Contains(person.Id), reachable.Contains(person.Id)))
            .OrderBy(one => one.Person.FullName, PersonName.Order)];
    }

    /// <summary>Ids of those for whom a notice would leave: an account that works, and consent to notices.</summary>
    public static async ValueTask<IReadOnlySet<string>> Reachable(IReader reader, IReadOnlyList<Participant> people)
    {
        await reader.ReadAhead(ChannelAccount.ByParticipant, [.. people.Select(person => person.Id + "/")]);
        var reachable = new HashSet<string>();
        foreach (var person in people)
            if (await Post.AccountOf(reader, person) is not null)
                reachable.Add(person.Id);
        return reachable;
    }
}
