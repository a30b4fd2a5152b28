using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <param name="Reachable">Of the invited.</param>
/// <param name="Coming">How many said they would come, also late.</param>
/// <param name="Pending">A notice of this meeting that has not gone out yet.</param>
/// <param name="Settings">Of the unit that invites.</param>
internal sealed record ChangeView(Meeting Meeting, int Reachable, int Coming, Notice? Pending, CellSettings Settings);

/// <summary>"đổi địa điểm: hội trường phường", "đổi giờ: 20h", "hoãn họp": what changes, then one preview, then a minute in which it can still be stopped.</summary>
/// <param name="what">"time", "venue", "agenda", "cancel"; null: asked.</param>
/// <param name="typed">The new value as typed with the command.</param>
internal sealed class ChangeMeeting(IReadOnlyList<ChangeView> meetings, string? what, string? typed) : IDialog
{
    public const string Name = "meeting.change";
    private static readonly TimeSpan AtOnce = TimeSpan.FromHours(12);

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meetings.Count == 0)
        {
            chat.Say(voice.Say("meeting.change.none"));
            return;
        }
        var view = meetings.Count == 1 ? meetings[0] : await WhichMeeting(chat);
        if (view.Pending is { } pending)
        {
            chat.Say(voice.Say("meeting.change.pending", ("Time", VietnameseDates.Clock(pending.SendAt))));
            return;
        }
        var part = what ?? await chat.Ask(Questions.Choice("what",
            voice.Screen("meeting.change.ask", [("MeetingTitle", view.Meeting.Title), ("When", MeetingWords.When(view.Meeting))], "time", "venue", "agenda", "cancel"),
            ("gio", "time"), ("dia diem", "venue"), ("noi dung", "agenda"), ("huy hop", "cancel"), ("hoan hop", "cancel")));
        var settings = view.Settings;
        var changed = await Changed(chat, view.Meeting, part, settings) with { NoticeVersion = view.Meeting.NoticeVersion + 1 };
        var cancels = part == "cancel";
        if (!cancels && NoticeWords.Changes(view.Meeting, changed).Length == 0)
        {
            chat.Say(voice.Say("meeting.change.same"));
            return;
        }
        if (await chat.Ask(Questions.Choice("preview", Preview(voice, view, changed, cancels), ("sua", "edit"), ("gui", "send"), ("dong y", "send"))) == "edit")
            await chat.Rewrite(new() { Forget = ["preview", "night"], Revise = ["time", "hour", "venue", "agenda", "reason"], Set = [("again", "yes")] });

        var sendAt = chat.Now.AddSeconds(settings.HoldSeconds);
        if (settings.AfterQuiet(sendAt) is var morning && morning > sendAt && Soonest(view.Meeting, changed) - chat.Now > AtOnce)
        {
            if (await chat.Ask(ComposeQuestions.Night(voice, morning, chat.Now)) == "later") { chat.Say(voice.Say("meeting.change.dropped")); return; }
            sendAt = morning;
        }
        chat.Record(new NoticeConfirmed(cancels ? NoticeKind.Cancel : NoticeKind.Change, changed, sendAt));
        NoticeHold.Say(chat, Notice.IdOf(changed.Id, changed.NoticeVersion), view.Reachable, sendAt);
    }

    private async Task<ChangeView> WhichMeeting(IChat chat)
    {
        var id = await chat.Ask(Questions.Choice("which", chat.Voice.Screen("meeting.which", [],
            Pick.Many(meetings.Select(one => new Choice(one.Meeting.Id, $"{Voice.Capital(one.Meeting.Title)}, {MeetingWords.When(one.Meeting)}"))))));
        return meetings.First(one => one.Meeting.Id == id);
    }

    private async Task<Meeting> Changed(IChat chat, Meeting meeting, string part, CellSettings settings)
    {
        var voice = chat.Voice;
        var given = chat.Has("again") ? null : typed;
        switch (part)
        {
            case "venue":
                if (given is { Length: >= 2 and <= 200 }) return meeting with { Venue = given, OnlineUrl = null };
                var venue = await chat.Ask(ComposeQuestions.Venue(voice, meeting.Venue));
                if (venue.ChoiceId == "online") return meeting with { Venue = null, OnlineUrl = (await chat.Ask(ComposeQuestions.OnlineUrl(voice))).Text };
                return venue.Text is null ? meeting : meeting with { Venue = venue.Text, OnlineUrl = null };
            case "agenda":
                if (given is not null && ComposeQuestions.Items(given) is { Count: > 0 } items) return meeting with { Agenda = items };
                return meeting with { Agenda = await chat.Ask(ComposeQuestions.Agenda(voice, MeetingDefaults.Usual(meeting.StartsAt, settings))) };
            case "cancel":
                if (given is { Length: >= 5 and <= 500 }) return meeting with { CancelReason = given };
                var reason = await chat.Ask(Questions.Words("reason", voice.Say("meeting.cancel.reason", ("MeetingTitle", meeting.Title), ("When", MeetingWords.When(meeting))),
                    voice, "meeting.cancel.reasonShort", title: "lý do"));
                return meeting with { CancelReason = reason.Text };
            default:
                return Moved(meeting, await NewTime(chat, meeting, given), chat.Now);
        }
    }

    private static Meeting Moved(Meeting meeting, MeetingTime time, DateTimeOffset now)
    {
        var start = time.StartsAt!.Value;
        if (start == meeting.StartsAt) return meeting;
        var end = time.Until is { } until ? new DateTimeOffset(time.Day.ToDateTime(until), start.Offset) : start + (meeting.EndsAt - meeting.StartsAt);
        return meeting with { StartsAt = start, EndsAt = end, TimeVersion = meeting.TimeVersion + 1, AbsenceReportBefore = MeetingDefaults.AbsenceBefore(start, now) };
    }

    private static async Task<MeetingTime> NewTime(IChat chat, Meeting meeting, string? given)
    {
        var voice = chat.Voice;
        var usual = TimeOnly.FromDateTime(meeting.StartsAt.DateTime);
        var day = DateOnly.FromDateTime(meeting.StartsAt.DateTime);
        Screen prompt = voice.Say("meeting.change.time", ("When", MeetingWords.When(meeting)));
        MeetingTime? known = null;
        if (given is not null)
        {
            var reading = MeetingTime.Read(given, chat.StartedAt, day);
            if (reading.Value is { } value && MeetingTime.Of(value, reading.Precision, usual) is var time && (time.StartsAt is not { } start || start > chat.Now)) known = time;
            else prompt = MeetingTime.Offered(voice, given, reading, usual) ?? prompt.After(MeetingTime.Why(reading, given, voice, chat.StartedAt));
        }
        known ??= await chat.Ask(MeetingTime.Ask("time", prompt, voice, chat.Now, usual, day));
        return known.Clock is null ? known with { Clock = await chat.Ask(MeetingTime.AskHour("hour", known, voice, chat.Now)) } : known;
    }

    private static Screen Preview(Voice voice, ChangeView view, Meeting changed, bool cancels)
    {
        var asks = changed.TimeVersion != view.Meeting.TimeVersion && view.Coming > 0;
        return voice.Screen("meeting.change.preview",
        [
            ("Changes", cancels ? voice.Say("meeting.cancel.preview", ("MeetingTitleCap", Voice.Capital(changed.Title)), ("When", MeetingWords.When(changed)), ("Reason", changed.CancelReason))
                : NoticeWords.Changes(view.Meeting, changed)),
            ("Reachable", view.Reachable), ("Count", changed.AttendeeIds.Count),
            ("AskText", cancels ? "" : asks ? $"{view.Coming} đồng chí đã báo dự sẽ được hỏi lại." : "Không ai phải trả lời lại."),
        ], "edit", "send");
    }

    private static DateTimeOffset Soonest(Meeting before, Meeting after) => before.StartsAt < after.StartsAt ? before.StartsAt : after.StartsAt;

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is not { Led: { Count: > 0 } led }) return new NotForYou();
        var views = new List<ChangeView>();
        foreach (var meeting in await UpcomingMeetings.OfUnits(opening.Reader, led, opening.Now))
        {
            if (opening.ArgOrNull("meeting") is { } wanted && wanted != meeting.Id) continue;
            var settings = await Ladder.SettingsOf(opening.Reader, meeting.UnitId);
            var answers = await opening.Reader.Find(Rsvp.ByMeeting, meeting.Id + "/", 100_000);
            var notices = await opening.Reader.Find(Notice.ByMeeting, meeting.Id + "/");
            views.Add(new ChangeView(meeting, await NoticeLedger.Reachable(opening.Reader, meeting),
                answers.Count(answer => answer.ParticipantId != opening.Me.Id && meeting.Standing(answer) is RsvpAnswer.Attend or RsvpAnswer.Late),
                notices.FirstOrDefault(notice => notice.State is NoticeState.Held or NoticeState.Spreading), settings));
        }
        return new ChangeMeeting(views, opening.ArgOrNull("what"), opening.ArgOrNull("typed"));
    }
}
