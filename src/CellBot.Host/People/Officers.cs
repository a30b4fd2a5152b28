using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;
using CellBot.Storage.Records;

namespace CellBot.Host.People;

/// <summary>What became of giving an office: done, or why not; Vietnamese.</summary>
internal sealed record OfficerReport(bool IsGiven, string Text);

/// <summary>Gives a person of a roster an office in a body above the cells: those see its figures (model section 13).</summary>
internal sealed class Officers(Store store, TimeProvider clock)
{
    private const int Everyone = 1_000_000;

    /// <param name="name">Of somebody in a roster; the whole name, marks may be left out.</param>
    /// <param name="cell">The cell of the one meant, where several have the name.</param>
    public Task<OfficerReport> Add(string name, string body, string role, string? cell = null, CancellationToken cancel = default) => store.Decide(async session =>
    {
        if (RoleNames.Read(role) is not { } office)
            return new(false, $"Chức vụ “{role}” không rõ. Các chức vụ: {string.Join(", ", Enum.GetValues<Role>().Select(each => $"{RoleNames.Of(each)} ({each})"))}.");
        var units = (await session.Find(OrgUnit.ByType, "", Everyone)).Where(unit => unit.ValidTo is null).ToList();
        var bodies = units.Where(unit => VietnameseText.ForMatching(unit.Name) == VietnameseText.ForMatching(body)).ToList();
        if (bodies.Count != 1)
            return new(false, bodies.Count == 0 ? $"Không có đơn vị nào tên “{body}”. Hiện có: {string.Join(", ", units.Where(unit => !unit.IsCell).Select(unit => unit.Name).DefaultIfEmpty("chưa có đảng bộ nào"))}."
                : $"Có {bodies.Count} đơn vị tên “{body}”.");
        var place = bodies[0];
        if (!place.IsCell && office is Role.Secretary) office = Role.CommitteeSecretary;
        if (!place.IsCell && office is Role.DeputySecretary) office = Role.CommitteeMember;
        if (place.IsCell && office is Role.Secretary or Role.DeputySecretary or Role.CellCommitteeMember)
            return new(false, $"Chức vụ trong chi bộ được ghi ở cột “Chức vụ” của danh sách. Xin sửa danh sách {place.Name} rồi nhập lại.");

        var (person, why) = await Find(session, units, name, cell);
        if (person is null) return new(false, why);
        var now = clock.LocalNow();
        var id = Affiliation.IdOf(place.Id, person.Id);
        var own = await session.Get<Affiliation>(id);
        if (own is { To: null } && own.Roles.Contains(office)) return new(true, $"{person.FullName} đã là {RoleNames.Of(office)} của {place.Name}.");
        if (office is Role.CommitteeSecretary)
            foreach (var other in await session.Find(Affiliation.ByOffice, place.Id + "/", Everyone))
                if (other.ParticipantId != person.Id && other.Roles.Contains(office))
                    return new(false, $"{place.Name} đã có {RoleNames.Of(office)}: {(await session.Get<Participant>(other.ParticipantId))?.FullName}.");

        var numbers = (await session.Find(Affiliation.ByUnit, place.Id + "/", Everyone)).Select(each => each.Number);
        session.Put((own ?? new Affiliation(id) { UnitId = place.Id, ParticipantId = person.Id, From = now.LocalDay(), Kind = AffiliationKind.Dual, Number = numbers.DefaultIfEmpty().Max() + 1 }) with
        {
            Roles = own is { To: null } ? [.. own.Roles.Append(office).Order()] : [office], To = null,
        });
        await session.AuditOperator("role", person.Id, place.Id, now);
        return new OfficerReport(true, $"Đã ghi {person.FullName} là {RoleNames.Of(office)} của {place.Name}.");
    }, cancel);

    private static async Task<(Participant? Person, string Why)> Find(Session session, List<OrgUnit> units, string name, string? cell)
    {
        var inCell = cell is null ? null : units.Where(unit => unit.IsCell && VietnameseText.ForMatching(unit.Name) == VietnameseText.ForMatching(cell)).Select(unit => unit.Id).ToHashSet();
        var folded = VietnameseText.ForMatching(name);
        var found = (await session.Find(Participant.ByCell, "", Everyone)).Where(person => VietnameseText.ForMatching(person.FullName) == folded && (inCell is null || inCell.Contains(person.CellId!))).ToList();
        if (found.Count > 1) found = found.Where(person => person.FullName == name) is var exact && exact.Count() == 1 ? [.. exact] : found;
        return found.Count switch
        {
            1 => (found[0], ""),
            0 => (null, $"Không có ai tên “{name}” trong danh sách{(cell is null ? "" : $" {cell}")}."),
            _ => (null, $"Có {found.Count} người tên “{name}”: {string.Join(", ", found.Select(person => units.FirstOrDefault(unit => unit.Id == person.CellId)?.Name))}. Xin thêm --cell."),
        };
    }
}
