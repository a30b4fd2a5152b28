using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Papers;

/// <summary>A unit on paper: what stands at the head and foot of its documents, who signs them, who is in it.</summary>
/// <param name="Above">The direct superior body; null: not known here.</param>
/// <param name="Roll">Everyone who belongs to it on the day, in the order of lists.</param>
/// <param name="Now">When it is printed, local (+07:00).</param>
internal sealed record PaperScene(OrgUnit Unit, OrgUnit? Above, IReadOnlyList<Seat> Roll, DateTimeOffset Now)
{
    private const string DraftFoot = "Bản do trợ lý chi bộ lập, có giá trị sau khi ký";

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public Seat? Secretary => Holder(Role.Secretary) ?? Holder(Role.CommitteeSecretary);

    public Seat? Deputy => Holder(Role.DeputySecretary);

    public bool HasCommittee => Roll.Any(seat => seat.Place.Roles.Contains(Role.CellCommitteeMember));

    /// <param name="code">BC, TB …; null: a personal document, without a number.</param>
    public Letterhead Head(string? code, string? number = null) => Head(code is null ? null : PaperWords.Number(number, code, Unit.IsCell ? "CB" : "ĐU"), isList: false);

    /// <summary>Of a list: it has no type code.</summary>
    public Letterhead ListHead() => Head(PaperWords.NumberOfList, isList: true);

    private Letterhead Head(string? number, bool isList) =>
        new(Above is null ? PaperWords.Dots : PaperWords.Capitals(Above.Name), PaperWords.Capitals(Unit.Name), number, Unit.Settings.SignedAt ?? Above?.Settings.SignedAt ?? PaperWords.Dots, Today);

    /// <summary>At the foot of each page; null where the cell has switched it off and nothing else is to be said.</summary>
    public string? Foot(string? also = null) => (also, Unit.Settings.DraftFoot) switch
    {
        (null, false) => null,
        (null, true) => DraftFoot,
        ({ } words, false) => VietnameseText.Capitalise(words),
        ({ } words, true) => $"{VietnameseText.Capitalise(words)}. {DraftFoot}",
    };

    /// <summary>"T/M CHI BỘ", "BÍ THƯ" and the name; the deputy signs where there is no secretary, and for the secretary's own papers.</summary>
    public SignatureBlock Leader(string? papersOf = null)
    {
        var body = Unit.IsCell ? "T/M CHI BỘ" : "T/M ĐẢNG ỦY";
        var deputySigns = Deputy is not null && (Secretary is null || Secretary.Person.Id == papersOf);
        return deputySigns ? new([body, "PHÓ BÍ THƯ"], Deputy!.Person.FullName)
            : new([body, "BÍ THƯ"], Secretary is null || Secretary.Person.Id == papersOf ? null : Secretary.Person.FullName);
    }

    /// <summary>The leader to the right, who gets the document to the left.</summary>
    public Signing Signing(params IReadOnlyList<string> recipients) => new(new SignatureBlock([], null) { Recipients = [.. recipients, "Lưu CB."] }, Leader());

    /// <summary>"Đảng ủy phường Ninh Kiều (để báo cáo)" as a recipient.</summary>
    public string Superior => Above is null ? "Cấp ủy cấp trên" : Above.Name.Replace("Đảng bộ", "Đảng ủy", StringComparison.Ordinal);

    /// <summary>Full names; someone of the unit no longer is still named.</summary>
    public string NameOf(string? personId) => Roll.FirstOrDefault(seat => seat.Person.Id == personId)?.Person.FullName ?? PaperWords.Dots;

    public string NamesOf(IEnumerable<string> personIds) => string.Join(", ", personIds.Select(NameOf));

    public Seat? SeatOf(string personId) => Roll.FirstOrDefault(seat => seat.Person.Id == personId);

    private Seat? Holder(Role role) => Roll.FirstOrDefault(seat => seat.Place.Roles.Contains(role));

    public static async ValueTask<PaperScene?> Load(IReader reader, string unitId, DateTimeOffset now)
    {
        if (await reader.Get<OrgUnit>(unitId) is not { } unit) return null;
        var above = unit.ParentId is null ? null : await reader.Get<OrgUnit>(unit.ParentId);
        var today = DateOnly.FromDateTime(now.DateTime);
        var places = (await reader.Find(Affiliation.ByUnit, unitId + "/", 10_000)).Where(place => place.HoldsAt(today)).ToDictionary(place => place.ParticipantId);
        var seats = new List<Seat>();
        foreach (var person in await reader.Get<Participant>([.. places.Keys]))
        {
            var exemptions = await reader.Find(Exemption.ByPerson, $"{unitId}/{person.Id}");
            seats.Add(new Seat(person, places[person.Id], exemptions.Where(each => each.Covers(ExemptionScope.None, today)).Aggregate(ExemptionScope.None, (all, each) => all | each.Scope)));
        }
        return new PaperScene(unit, above, [.. seats.OrderBy(seat => seat.Person.FullName, PersonName.Order)], now);
    }
}

/// <summary>One person of a unit.</summary>
/// <param name="Exempt">From what, on the day.</param>
internal sealed record Seat(Participant Person, Affiliation Place, ExemptionScope Exempt)
{
    public bool IsMember => Person.Kind is ParticipantKind.PartyMember;

    /// <summary>"Bí thư", "Đảng viên".</summary>
    public string Position => Place.Roles switch
    {
        var roles when roles.Contains(Role.Secretary) => "Bí thư chi bộ",
        var roles when roles.Contains(Role.CommitteeSecretary) => "Bí thư đảng ủy",
        var roles when roles.Contains(Role.DeputySecretary) => "Phó Bí thư chi bộ",
        var roles when roles.Contains(Role.CellCommitteeMember) => "Chi ủy viên",
        var roles when roles.Contains(Role.CommitteeMember) => "Đảng ủy viên",
        _ when !IsMember => "",
        _ => Person.Status is MembershipStatus.Probationary ? "Đảng viên dự bị" : "Đảng viên",
    };
}
