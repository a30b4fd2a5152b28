using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Testing.Towns;

/// <summary>The demo committee: 34 cells, 652 invented people, 13 of them exempt; one of them is its officer.</summary>
public static class TownCommittee
{
    public const string BodyId = "u-db", BodyName = "Đảng bộ Sở", Officer = "Lương Phương Thủy";

    private static readonly IReadOnlyList<string[]> Roster = Read();

    /// <summary>In the order of the roster.</summary>
    public static IReadOnlyList<string> Cells { get; } = [.. Roster.Select(row => row[0]).Distinct()];

    public static IReadOnlyList<(string Name, string Cell)> People { get; } = [.. Roster.Select(row => (row[2], row[0]))];

    public static string CellOf(string cellName) => $"u-{Cells.ToList().IndexOf(cellName) + 1:D2}";

    /// <summary>The first of that name in the roster, or the one of a cell.</summary>
    public static string PersonOf(string fullName, string? cellName = null) => $"p-{People.ToList().FindIndex(person => person.Name == fullName && (cellName is null || person.Cell == cellName)) + 1:D3}";

    public static string AccountOf(string fullName) => AccountOfPerson(PersonOf(fullName));

    public static string AccountOfPerson(string personId) => $"zalo/0/{personId[2..]}";

    /// <summary>Everybody is linked and has agreed but those named (by person id).</summary>
    /// <param name="now">Local (+07:00).</param>
    public static void Seed(IDesk desk, DateTimeOffset now, IReadOnlyCollection<string> notLinked) => Seed(desk, now, person => notLinked.Contains(person) ? null : AccountOfPerson(person));

    /// <param name="accountOf">By person id; null: not linked.</param>
    public static void Seed(IDesk desk, DateTimeOffset now, Func<string, string?> accountOf)
    {
        desk.Put(new OrgUnit(BodyId) { Name = BodyName, Type = OrgUnitType.PartyBody });
        foreach (var cell in Cells) desk.Put(new OrgUnit(CellOf(cell)) { Name = cell, Type = OrgUnitType.Cell, ParentId = BodyId });
        for (var i = 0; i < Roster.Count; i++)
        {
            var row = Roster[i];
            var (person, cell) = ($"p-{i + 1:D3}", CellOf(row[0]));
            var account = accountOf(person);
            desk.Put(new Participant(person)
            {
                FullName = row[2], Sex = row[3] == "Nữ" ? Sex.Female : Sex.Male, Phone = "+84" + row[5][1..], CellId = cell,
                Status = row[9] == "dự bị" ? MembershipStatus.Probationary : MembershipStatus.Official,
                Consent = account is null ? null : new Consent { NoticeVersion = 1, GivenAt = now.AddDays(-30), AccountId = account },
            });
            desk.Put(new Affiliation(Affiliation.IdOf(cell, person))
            {
                UnitId = cell, ParticipantId = person, Number = int.Parse(row[1]), From = new DateOnly(2020, 1, 1),
                Roles = row[6] switch { "Bí thư" => [Role.Secretary], "Phó Bí thư" => [Role.DeputySecretary], "Chi ủy viên" => [Role.CellCommitteeMember], _ => [] },
            });
            if (row[9] == "miễn sinh hoạt") desk.Put(new Exemption($"{cell}/{person}/20200101") { UnitId = cell, ParticipantId = person, From = new DateOnly(2020, 1, 1) });
            if (account is not null) desk.Put(new ChannelAccount(account) { ParticipantId = person, LinkedAt = now.AddDays(-30) });
        }
        var officer = PersonOf(Officer);
        desk.Put(new Affiliation(Affiliation.IdOf(BodyId, officer)) { UnitId = BodyId, ParticipantId = officer, Kind = AffiliationKind.Dual, Number = 1, From = new DateOnly(2020, 1, 1), Roles = [Role.CommitteeMember] });
    }

    private static List<string[]> Read()
    {
        using var stream = typeof(TownCommittee).Assembly.GetManifestResourceStream("roster-committee.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.TrimEnd('\r').Split(';'))];
    }
}
