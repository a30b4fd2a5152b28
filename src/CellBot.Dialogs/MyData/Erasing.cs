using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.MyData;

/// <summary>
/// Erases a person: the key to everything written by or to them goes, and with it the words. What stays holds no words: duties and rolls by id (the counts), the audit trail, and for
/// someone who still belongs to a cell a bare line of its list, without phone, birth date or account.
/// </summary>
internal static class Erasing
{
    public static Tick Tick { get; } = new("mydata.erase",
        async (reader, now, most) => [.. (await reader.Range(ErasureRequest.ByDue, "", ErasureRequest.KeyOf(now), most)).Select(request => request.Id)],
        async run =>
        {
            if (await run.Desk.Get<ErasureRequest>(run.Id) is { IsOpen: true } request && request.DueAt <= run.Now) await Erase(run.Because(run.Id + "/done"), request, "clock");
        })
    {
        Next = async reader => (await reader.Range(ErasureRequest.ByDue, "", "9", 1)) is [var soonest] ? soonest.DueAt : null,
    };

    public static async ValueTask Asked(ErasureAsked fact, Effects effects)
    {
        var me = effects.Me;
        var request = new ErasureRequest(ErasureRequest.IdOf(me.Id, effects.Now)) { ParticipantId = me.Id, UnitId = me.Cell?.Id, AccountId = effects.AccountId!, AskedAt = effects.Now, DueAt = fact.DueAt };
        effects.Desk.Put(request);
        effects.Audit("erasure-asked", me.Id);
        await Withdrawal.Withdraw(effects);
        if (me.Cell is not { } cell || await Superior.Of(effects.Desk, me, effects.Today) is not { } reviewer) return;
        await effects.Post.Send(reviewer.Id, voice => voice.Screen("data.eraseToReviewer", [("FullName", me.Person.FullName), ("DueText", VietnameseDates.Short(QuietHours.Day(fact.DueAt)))],
            Start.Of(EraseNow.Name, ("request", request.Id)), Start.Of("later")) with { Topic = request.Id }, options: await Timing.Daytime(effects, cell.Id));
    }

    public static async ValueTask TakenBack(ErasureTakenBack fact, Effects effects)
    {
        var me = effects.Me;
        if (await effects.Desk.Get<ErasureRequest>(fact.RequestId) is not { IsOpen: true } request || request.ParticipantId != me.Id) return;
        effects.Desk.Put(request with { TakenBackAt = effects.Now });
        effects.Audit("erasure-taken-back", me.Id);
        if (me.Cell is { } cell && await Superior.Of(effects.Desk, me, effects.Today) is { } reviewer)
            await effects.Post.Send(reviewer.Id, voice => voice.Say("data.eraseTakenBackToReviewer", ("FullName", me.Person.FullName)), options: await Timing.Daytime(effects, cell.Id));
    }

    public static async ValueTask Ordered(ErasureOrdered fact, Effects effects)
    {
        if (await effects.Desk.Get<ErasureRequest>(fact.RequestId) is not { IsOpen: true, UnitId: { } unit } request || await Me.Load(effects.Desk, request.ParticipantId, effects.Today) is not { } person) return;
        if (await Superior.May(effects.Desk, effects.Me, person, unit, effects.Today)) await Erase(effects, request, effects.Me.Id);
    }

    private static async ValueTask Erase(Effects effects, ErasureRequest request, string by)
    {
        var desk = effects.Desk;
        var personId = request.ParticipantId;
        desk.Put(request with { DoneAt = effects.Now });
        effects.Audit("erase", personId, request.UnitId, actorId: by);
        if (await OwnRecords.Load(desk, personId) is not { } own) return;
        foreach (var file in own.Files) desk.ReleaseFile(file.FileId);
        foreach (var account in own.Accounts)
        {
            await DropUnsent(desk, account.Id, personId);
            desk.Put(account with { State = AccountState.Unlinked });
        }
        foreach (var code in await desk.Find(InviteCode.ByParticipant, personId + "/")) desk.Delete<InviteCode>(code.Id);
        foreach (var waiting in await desk.Find(Reminder.WaitingByPerson, personId + "/"))
            if (waiting.Stage is Stage.Draft or Stage.Safety)
                desk.Put(waiting with { State = ReminderState.Skipped, Reason = "erased", SettledAt = effects.Now });
        await CellPapers.HandOn(effects, own, request);
        desk.EraseKey(personId);
        if (own.Places.Any(place => place.Place.HoldsAt(effects.Today)))
            desk.Put(new Participant(personId) { FullName = own.Person.FullName, OwnGivenName = own.Person.OwnGivenName, Kind = own.Person.Kind, Status = own.Person.Status, CellId = own.Person.CellId });
        else desk.Delete<Participant>(personId);
        await LastWord(effects, request);
    }

    /// <summary>Deleted, not given up: written again, they would stand there in words under a new key.</summary>
    private static async ValueTask DropUnsent(IDesk desk, string account, string personId)
    {
        var held = await desk.Find(OutboxMessage.HeldByAccount, account + "/");
        var waiting = (await desk.Find(OutboxMessage.ByQueue, OutboxMessage.BotOf(account) + "/")).Where(row => row.AccountId == account && row.State is OutboxState.Waiting);
        foreach (var row in held.Concat(waiting).Where(row => row.ParticipantId == personId)) desk.Delete<OutboxMessage>(row.Id);
    }

    /// <summary>To the chat it was asked in, which is nobody's now.</summary>
    private static async ValueTask LastWord(Effects effects, ErasureRequest request)
    {
        var settings = request.UnitId is { } unit ? await Ladder.SettingsOf(effects.Desk, unit) : new CellSettings();
        effects.Desk.Put(new OutboxMessage(request.Id + "/erased")
        {
            AccountId = request.AccountId, Lane = Lane.Bulk, CreatedAt = effects.Now, NotBefore = settings.IsQuietAt(effects.Now) ? settings.AfterQuiet(effects.Now) : null,
            Text = new Voice(effects.Words, null).Say("data.erased", ("Date", $"{request.AskedAt:dd/MM/yyyy}")),
        });
    }
}
