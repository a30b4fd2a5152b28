using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;
using CellBot.Host.Demo;
using CellBot.Host.People;
using CellBot.Storage.Records;

namespace CellBot.Host.Web;

/// <summary>Somebody who can be picked.</summary>
/// <param name="Role">"Bí thư", "Chi ủy viên" … "Đảng viên".</param>
/// <param name="Unread">Messages of the assistant that nobody has looked at.</param>
public sealed record WebPerson(string Id, string Name, string Role, string Cell, int Number, int Unread)
{
    /// <summary>For the search box: without marks.</summary>
    public string Folded { get; } = VietnameseText.ForMatching($"{Name} {Role}");
}

/// <summary>The people of the demo cell, by their number in the roster.</summary>
internal sealed class WebPeople(Store store, WebChats chats)
{
    public async Task<IReadOnlyList<WebPerson>> All()
    {
        var session = store.Open();
        var people = new List<WebPerson>();
        foreach (var cell in await session.Find(OrgUnit.ByType, OrgUnitType.Cell.ToString()))
            foreach (var affiliation in await session.Find(Affiliation.ByUnit, cell.Id + "/"))
                if (await session.Get<Participant>(affiliation.ParticipantId) is { } person)
                    people.Add(new WebPerson(person.Id, person.FullName, RoleOf(person, affiliation), cell.Name, affiliation.Number, await chats.Unread(DemoCell.AccountOf(person.Id))));
        return [.. people.OrderBy(person => person.Number)];
    }

    public async Task<WebPerson?> Find(string id) => (await All()).FirstOrDefault(person => person.Id == id);

    private static string RoleOf(Participant person, Affiliation affiliation) =>
        affiliation.Roles.Count > 0 ? string.Join(", ", affiliation.Roles.Select(RoleNames.Of))
        : person.Status is MembershipStatus.Probationary ? "Đảng viên dự bị"
        : person.Kind is ParticipantKind.PartyMember ? "Đảng viên" : "Quần chúng";
}
