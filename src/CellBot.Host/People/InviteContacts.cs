using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;
using CellBot.Host.Papers;
using CellBot.Storage.Records;

namespace CellBot.Host.People;

/// <summary>The secretary of each cell, as cards name them. A number stands there only if its owner has agreed that members are told it.</summary>
internal static class InviteContacts
{
    public static async Task<IReadOnlyDictionary<string, InviteContact>> Read(Store store, CancellationToken cancel)
    {
        var contacts = new Dictionary<string, InviteContact>();
        var reading = store.Open(cancel);
        foreach (var cell in (await reading.Find(OrgUnit.ByType, "", 1_000_000)).Where(unit => unit.IsCell && unit.ValidTo is null))
            if ((await reading.Find(Affiliation.ByOffice, cell.Id + "/")).FirstOrDefault(place => place.Roles.Contains(Role.Secretary)) is { } office && await reading.Get<Participant>(office.ParticipantId) is { } secretary)
                contacts[cell.Name] = new InviteContact(secretary.FormalName, secretary is { Phone: { } phone, ShowsPhone: true } ? new PhoneNumber(phone).Shown : Domain.Papers.PaperWords.Dots);
        return contacts;
    }
}
