using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Linking;

/// <summary>"In thẻ mời": a card with a new code for everyone of the cell who has not joined, made in the commit that sends the file.</summary>
internal static class InviteCards
{
    /// <returns>Null: nobody is left to invite, or the one who asked leads the cell no more.</returns>
    public static async ValueTask<PaperFile?> Compose(PaperOrder order, TickRun run)
    {
        var desk = run.Desk;
        if (await Me.Load(desk, order.AskedBy, run.Today) is not { LeadsCell: true, Cell: { } cell } me || cell.Id != order.ObjectId) return null;
        var effects = run.Because(order.Id);
        var cards = new List<InvitationCard>();
        foreach (var person in (await desk.Find(Participant.ByCell, cell.Id + "/")).OrderBy(person => person.FullName, PersonName.Order))
        {
            // Who does not want the assistant gets no card; with one for the secretary a stand-in would become the secretary.
            if (person.Consent is { WithdrawnAt: not null } || me.IsStandIn && person.Id == me.Secretary?.Id || (await CellRoll.Of(desk, person)).HasJoined) continue;
            foreach (var open in await desk.Find(InviteCode.ByParticipant, person.Id + "/")) desk.Delete<InviteCode>(open.Id);
            var code = await NewCode.For(run.Guide, desk, $"card/{order.Id}/{person.Id}");
            foreach (var record in InviteCode.Pair(code.Digits, code.Token, person.Id, cell.Id, run.Now.AddDays(cell.Settings.InviteDays))) desk.Put(record);
            effects.Audit("invite", person.Id, cell.Id, order.AskedBy);
            cards.Add(new InvitationCard(person.FullName, InviteCode.Shown(code.Digits), code.Url));
        }
        return cards.Count == 0 ? null : new PaperFile(string.Create(CultureInfo.InvariantCulture, $"the-moi-{run.Now:yyyyMMdd}"), [])
        {
            Cards = new InvitationCards(cell.Name, me.Secretary?.FormalName, me.Secretary is { Phone: { } phone, ShowsPhone: true } ? new PhoneNumber(phone).Shown : null, cards),
        };
    }
}
