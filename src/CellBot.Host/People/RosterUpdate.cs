using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Host.People;

/// <summary>Numbers of a cell's roster: a person keeps the first one for good, since receipts are made of it, and nobody gets one that another had.</summary>
internal sealed class RosterNumbers
{
    private readonly HashSet<int> used;
    private int highest;

    public RosterNumbers(IEnumerable<int> everUsed, IEnumerable<RosterPerson> rows)
    {
        used = [.. everUsed];
        highest = Math.Max(used.DefaultIfEmpty().Max(), rows.Select(row => row.Number ?? 0).DefaultIfEmpty().Max());
    }

    /// <summary>The STT of the file if nobody ever had it, else the next free one.</summary>
    public int Take(int? wanted)
    {
        var number = wanted is { } free && used.Add(free) ? free : ++highest;
        used.Add(number);
        return number;
    }
}

/// <summary>What one row changes about one person.</summary>
internal static class RosterUpdate
{
    public static RosterChange Of(RosterPerson row, RosterMember? member, OrgUnit unit, RosterNumbers numbers, RosterKnown known, HashSet<string> taken, DateOnly today)
    {
        var isNew = member is null;
        var id = member?.Person.Id ?? NewId(row, unit, taken);
        var before = member?.Person;
        var after = (before ?? new Participant(id) { FullName = row.FullName }) with
        {
            // A column that the file lacks, or leaves empty, takes nothing away.
            FullName = row.FullName, CellId = unit.Id, Kind = row.TellsRole || before is null ? row.Kind : before.Kind, Status = row.TellsNote || before is null ? row.Status : before.Status,
            Sex = row.Sex ?? before?.Sex, BirthDate = row.BirthDate ?? before?.BirthDate, Phone = row.Phone ?? before?.Phone,
            AdmittedOn = row.AdmittedOn ?? before?.AdmittedOn, OfficialOn = row.OfficialOn ?? before?.OfficialOn, Note = row.TellsNote ? row.Note : before?.Note,
        };

        var affiliations = new List<Affiliation>();
        var own = member is not null && member.Affiliation.UnitId == unit.Id ? member.Affiliation
            : known.InUnit(unit.Id).FirstOrDefault(affiliation => affiliation.ParticipantId == id);
        var wasHere = own is { To: null };
        if (member is { IsHere: true } && member.Affiliation.UnitId != unit.Id) affiliations.Add(member.Affiliation with { To = today });
        var belongs = (own ?? new Affiliation(Affiliation.IdOf(unit.Id, id)) { UnitId = unit.Id, ParticipantId = id, From = today, Number = numbers.Take(row.Number) }) with { To = null };
        if (!wasHere && own is not null) belongs = belongs with { From = today, Delegation = null };
        var sameRoles = !row.TellsRole || belongs.Roles.SequenceEqual(row.Roles);
        if (!sameRoles) belongs = belongs with { Roles = row.Roles };
        if (belongs != own) affiliations.Add(belongs);

        var exemptions = Exemptions(row, id, unit, known, today);
        var moves = member is { IsHere: true } && member.Affiliation.UnitId != unit.Id;
        var changed = before != after || affiliations.Count > 0 || exemptions.Count > 0;
        return new RosterChange(id, row.FullName, isNew ? RosterChangeKind.Added : moves ? RosterChangeKind.Moved : changed ? RosterChangeKind.Changed : RosterChangeKind.Unchanged)
        {
            Unit = unit.Name, FromUnit = moves ? known.Unit(member!.Affiliation.UnitId)?.Name : null,
            Person = before != after ? after : null, Affiliations = affiliations, Exemptions = exemptions,
            RolesChangedIn = !sameRoles && !(isNew && row.Roles.Count == 0) ? [unit.Id] : [],
            Differences = isNew ? [] : RosterDifferences.Of(before!, after, wasHere || moves, (moves ? member!.Affiliation : own)?.Roles ?? [], belongs.Roles, exemptions, today),
        };
    }

    /// <summary>Who is in no roster any more: belongs to the cell until today, and owes nothing from now on.</summary>
    public static RosterChange Leaves(RosterMember member, OrgUnit unit, DateOnly today) => new(member.Person.Id, member.Person.FullName, RosterChangeKind.Retired)
    {
        Unit = unit.Name,
        Person = member.Person with { CellId = null },
        Affiliations = [member.Affiliation with { To = today, Delegation = null }],
        RolesChangedIn = member.Affiliation.Roles.Count > 0 ? [member.Affiliation.UnitId] : [],
    };

    /// <summary>The roster's fields of <paramref name="planned"/>; the rest as the person has it now.</summary>
    public static Participant Onto(Participant? now, Participant planned) => now is null ? planned : planned with
    {
        OwnGivenName = now.OwnGivenName, OwnHonorific = now.OwnHonorific, Consent = now.Consent, PreferredAccountId = now.PreferredAccountId, RemindersPausedTo = now.RemindersPausedTo,
    };

    private static string NewId(RosterPerson row, OrgUnit unit, HashSet<string> taken)
    {
        for (var nth = 0; ; nth++)
            if (RosterIds.Person(unit.Id, row.FoldedName, row.BirthDate, nth) is var id && taken.Add(id))
                return id;
    }

    /// <summary>Begins an exemption that the note speaks of, and ends one that it no longer does.</summary>
    private static List<Exemption> Exemptions(RosterPerson row, string id, OrgUnit unit, RosterKnown known, DateOnly today)
    {
        var now = known.Exemptions.Where(exemption => exemption.UnitId == unit.Id && exemption.ParticipantId == id && (exemption.To is null || today < exemption.To)).ToList();
        if (!row.TellsNote) return [];
        if (row.Exemption is { } wanted)
        {
            var kind = wanted.To is null ? ExemptionKind.Permanent : ExemptionKind.Temporary;
            if (now.Any(exemption => exemption.Kind == kind && exemption.To == wanted.To)) return [];
            var exemptionId = $"{unit.Id}/{id}/{today:yyyyMMdd}";
            return
            [
                .. now.Where(exemption => exemption.Id != exemptionId).Select(exemption => exemption with { To = today }),
                new Exemption(exemptionId) { UnitId = unit.Id, ParticipantId = id, Kind = kind, From = today, To = wanted.To, Scope = ExemptionScope.All },
            ];
        }
        // Only what a roster began is a roster's to end.
        return [.. now.Where(exemption => exemption.Scope == ExemptionScope.All && exemption.DecidedBy is null).Select(exemption => exemption with { To = today })];
    }
}
