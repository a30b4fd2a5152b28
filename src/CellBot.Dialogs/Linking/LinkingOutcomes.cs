using CellBot.Dialogs.Engine;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Linking;

/// <summary>Who may is read again here: an office may have ended since the list was shown.</summary>
internal static class LinkingOutcomes
{
    public static async ValueTask Issued(InviteIssued fact, Effects effects)
    {
        if (await OfOwnCell(effects, fact.PersonId) is not { } person) return;
        await DropCodes(effects, person);
        foreach (var code in InviteCode.Pair(fact.Digits, fact.Token, person.Id, effects.Me.Cell!.Id, fact.ExpiresAt))
        {
            _ = await effects.Desk.Get<InviteCode>(code.Id);
            effects.Desk.Put(code);
        }
        effects.Audit("invite", person.Id);
    }

    public static async ValueTask Revoked(InviteRevoked fact, Effects effects)
    {
        if (await OfOwnCell(effects, fact.PersonId) is not { } person) return;
        await DropCodes(effects, person);
        effects.Audit("invite-revoked", person.Id);
    }

    /// <summary>By the secretary, or by the person about another of their own accounts. What was agreed to, or asked to be erased, in that account is void: it may have been somebody else.</summary>
    public static async ValueTask Unlinked(AccountUnlinked fact, Effects effects)
    {
        var desk = effects.Desk;
        var person = fact.PersonId == effects.Me.Id ? await desk.Get<Participant>(fact.PersonId) : await OfOwnCell(effects, fact.PersonId);
        if (person is null || fact.AccountId == effects.AccountId) return;
        if (await desk.Get<ChannelAccount>(fact.AccountId) is not { State: not AccountState.Unlinked } account || account.ParticipantId != person.Id) return;
        desk.Put(account with { State = AccountState.Unlinked });
        await ClosedChat.Close(effects, account.Id, "unlinked");
        var isOwn = person.Id == effects.Me.Id;
        desk.Put(person with
        {
            Consent = person.Consent?.AccountId == account.Id && !isOwn ? null : person.Consent,
            PreferredAccountId = person.PreferredAccountId == account.Id ? null : person.PreferredAccountId,
        });
        if (!isOwn)
            foreach (var request in await desk.Find(ErasureRequest.OpenByPerson, person.Id + "/"))
                if (request.AccountId == account.Id) desk.Put(request with { TakenBackAt = effects.Now });
        effects.Audit("unlink", person.Id);
    }

    public static async ValueTask Preferred(AccountPreferred fact, Effects effects)
    {
        if (await effects.Desk.Get<Participant>(effects.Me.Id) is not { } person || await effects.Desk.Get<ChannelAccount>(fact.AccountId) is not { State: not AccountState.Unlinked } account || account.ParticipantId != person.Id) return;
        effects.Desk.Put(person with { PreferredAccountId = account.Id });
    }

    private static async ValueTask<Participant?> OfOwnCell(Effects effects, string personId) =>
        effects.Me is { LeadsCell: true, Cell: { } cell } && await effects.Desk.Get<Participant>(personId) is { } person && person.CellId == cell.Id && !(effects.Me.IsStandIn && personId == effects.Me.Secretary?.Id) ? person : null;

    private static async ValueTask DropCodes(Effects effects, Participant person)
    {
        foreach (var code in await effects.Desk.Find(InviteCode.ByParticipant, person.Id + "/")) effects.Desk.Delete<InviteCode>(code.Id);
    }
}
