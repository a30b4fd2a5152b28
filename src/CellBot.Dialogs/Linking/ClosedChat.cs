using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;

namespace CellBot.Dialogs.Linking;

/// <summary>Nothing of a person remains in, or goes on to, an account that is theirs no more.</summary>
internal static class ClosedChat
{
    /// <summary>Ends the conversation and its drafts, gives up what still waits for the account, closes its lists and links.</summary>
    /// <param name="reason">For the record of what was given up.</param>
    public static async ValueTask Close(Effects effects, string accountId, string reason)
    {
        var desk = effects.Desk;
        if (await desk.Get<Chat>(accountId) is { } chat)
            desk.Put(chat with { ParticipantId = null, Active = null, Parked = [], Lists = [], Kept = null, Undo = null, LastChoice = null, SettlingId = null });
        await Recall(effects, accountId, reason);
        foreach (var row in await desk.Find(OutboxMessage.OpenLists, accountId + "/")) desk.Put(row with { ListClosed = true });
        var (now, last) = (effects.Now.UtcDateTime, (effects.Now + FileLink.Life).UtcDateTime);
        foreach (var link in await desk.Range(FileLink.ByExpiry, $"{now:yyyyMMddHHmmss}", $"{last:yyyyMMddHHmmss}", 10_000))
            if (link.AccountId == accountId && link.UsedAt is null)
                desk.Put(link with { UsedAt = effects.Now });
    }

    /// <summary>What still waits for a chat names people and duties: of a chat given up (the phone may be lost), or of someone who withdrew, only what this very cause writes goes there.</summary>
    public static async ValueTask Recall(Effects effects, string accountId, string reason)
    {
        var held = await effects.Desk.Find(OutboxMessage.HeldByAccount, accountId + "/");
        var waiting = (await effects.Desk.Find(OutboxMessage.ByQueue, OutboxMessage.BotOf(accountId) + "/", 10_000)).Where(row => row.AccountId == accountId && row.State is OutboxState.Waiting);
        foreach (var row in held.Concat(waiting).Where(row => !row.Id.StartsWith(effects.CauseId + "/", StringComparison.Ordinal)))
            effects.Desk.Put(row with { State = OutboxState.GivenUp, Reason = reason, SettledAt = effects.Now });
    }
}
