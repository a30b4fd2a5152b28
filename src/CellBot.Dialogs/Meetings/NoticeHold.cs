using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <summary>The minute between "Gửi" and sending.</summary>
internal static class NoticeHold
{
    public static void Say(IChat chat, string noticeId, int reachable, DateTimeOffset sendAt)
    {
        var at = VietnameseDates.Clock(sendAt) + (sendAt.Date == chat.Now.Date ? "" : $", ngày {sendAt:dd/MM}");
        chat.Say(chat.Voice.Say("broadcast.holding", ("Reachable", reachable), ("Time", at)));
        chat.OfferUndo(Start.Of(StopNotice.Name, ("notice", noticeId)), sendAt);
    }

    public static async ValueTask Confirmed(NoticeConfirmed fact, Effects effects)
    {
        var me = effects.Me;
        if (!me.Leads(fact.Meeting.UnitId)) throw new InvalidOperationException("Only those who lead a unit announce its meetings.");
        var id = Notice.IdOf(fact.Meeting.Id, fact.Meeting.NoticeVersion);
        if (await effects.Desk.Get<Notice>(id) is { State: not NoticeState.Stopped }) return; // sent already: a second notice would be a double
        var before = await effects.Desk.Get<Meeting>(fact.Meeting.Id);
        effects.Desk.Put(new Notice(id)
        {
            MeetingId = fact.Meeting.Id, Kind = fact.Kind, SenderId = me.Id, SenderAccountId = effects.AccountId!, Meeting = fact.Meeting, Before = before, SendAt = fact.SendAt,
        });
        effects.Audit("broadcast", id);
    }

    public static async ValueTask Stopped(NoticeStopped fact, Effects effects)
    {
        if (await effects.Desk.Get<Notice>(fact.NoticeId) is not { State: NoticeState.Held } notice || !effects.Me.Leads(notice.Meeting.UnitId)) return;
        effects.Desk.Put(notice with { State = NoticeState.Stopped });
        effects.Audit("broadcast-stop", notice.Id);
    }

    /// <summary>"dừng" right after "Gửi", where "0" would take it back; elsewhere it means what it always means.</summary>
    public static Start? SaysStop(string folded, string text, Me me) =>
        (me.LeadsCell || me.IsOfficer) && text.Trim().ToLowerInvariant().TrimEnd('.', '!') is "dừng" or "dung" or "dừng lại" or "dung lai" or "dừng gửi" or "dung gui" or "đừng gửi" ? Start.Of(StopNotice.Name) : null;
}

/// <summary>"0" or "dừng" within the minute: nobody gets it, and what was written is kept.</summary>
/// <param name="notice">null when nothing is held.</param>
internal sealed class StopNotice(Notice? notice) : IDialog
{
    public const string Name = "meeting.stop";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        switch (notice?.State)
        {
            case NoticeState.Held or NoticeState.Stopped:
                if (notice.State is NoticeState.Held) chat.Record(new NoticeStopped(notice.Id));
                var edit = notice.Kind is NoticeKind.Announce ? Start.Of(ComposeMeeting.Name, ("notice", notice.Id)) : Start.Of(ChangeMeeting.Name, ("meeting", notice.MeetingId));
                chat.Say(voice.Screen("broadcast.stopped", [], edit, Start.Of(ResendNotice.Name, ("notice", notice.Id))) with { Topic = notice.MeetingId + "/draft" });
                break;
            case NoticeState.Spreading or NoticeState.Spread:
                chat.Say(voice.Say("broadcast.tooLate", ("Time", VietnameseDates.Clock(notice.SendAt))));
                break;
            default:
                chat.Say(voice.Say("cancel.nothing"));
                break;
        }
        return Task.CompletedTask;
    }

    /// <summary>The notice named in the start, or the one that "0" would stop now.</summary>
    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var id = opening.ArgOrNull("notice") ?? (opening.Chat.Undo is { Start: { Dialog: Name } held, Until: var until } && opening.Now <= until ? held.Args.GetValueOrDefault("notice") : null);
        var notice = id is null ? null : await opening.Reader.Get<Notice>(id);
        return new StopNotice(notice is not null && opening.Me!.Leads(notice.Meeting.UnitId) ? notice : null);
    }
}

/// <summary>"Gửi lại" after it was stopped: as it was, for another minute.</summary>
internal sealed class ResendNotice(Notice? notice, int reachable, CellSettings settings) : IDialog
{
    public const string Name = "meeting.resend";

    public async Task Run(IChat chat)
    {
        if (notice is not { State: NoticeState.Stopped })
        {
            chat.Say(chat.Voice.Say("stale.nothing"));
            return;
        }
        if (MeetingCheck.Block(notice.Meeting, chat.Now) is not null) await chat.GoTo(Start.Of(ComposeMeeting.Name, ("notice", notice.Id)));
        var sendAt = chat.Now.AddSeconds(settings.HoldSeconds);
        if (notice.Kind is NoticeKind.Announce && settings.AfterQuiet(sendAt) is var morning && morning > sendAt && morning < notice.Meeting.StartsAt) sendAt = morning;
        chat.Record(new NoticeConfirmed(notice.Kind, notice.Meeting, sendAt));
        NoticeHold.Say(chat, notice.Id, reachable, sendAt);
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        var notice = await opening.Reader.Get<Notice>(opening.Arg("notice"));
        if (notice is not null && !me.Leads(notice.Meeting.UnitId)) notice = null;
        return new ResendNotice(notice, notice is null ? 0 : await NoticeLedger.Reachable(opening.Reader, notice.Meeting),
            notice is null ? new() : await Ladder.SettingsOf(opening.Reader, notice.Meeting.UnitId));
    }
}
