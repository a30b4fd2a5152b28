using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Meetings;

/// <summary>"họp mùng 3 tháng sau 19h30", or "thông báo họp": what is not said is as last time, then one preview, then a minute in which it can still be stopped.</summary>
/// <param name="typed">The command as typed; null when only the command was given.</param>
/// <param name="sends">The preview was seen already, where this was begun from (the standing meeting's question).</param>
internal sealed class ComposeMeeting(ComposeView view, string? typed, bool sends = false) : IDialog, IDraft
{
    public const string Name = "meeting.compose";
    internal const string Everyone = "toàn thể đảng viên";

    /// <summary>From this many on the preview says how long it takes: a bot writes to some 30 people a second.</summary>
    private const int Many = 60, ASecond = 28;

    public string Title => "Thông báo họp";

    private MeetingKind Kind => (typed is null ? null : MeetingCommand.KindOf(typed)) ?? view.Stopped?.Meeting.Kind ?? (view.IsBody ? MeetingKind.Extraordinary : MeetingKind.Regular);
    private Meeting? Last => view.Last(Kind);
    private TimeOnly UsualClock => Last is { } last ? TimeOnly.FromDateTime(last.StartsAt.DateTime) : view.Settings.MeetingTime;

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var time = await When(chat);
        var (venue, url, asBefore) = await Where(chat);
        var agenda = await What(chat, time.StartsAt!.Value);
        var (invited, exempt, text) = await Whom(chat, time.Day);
        var guests = chat.Has("ask-guests") ? await chat.Ask(ComposeQuestions.Guests(voice)) : view.Stopped?.Meeting.Guests ?? [];
        var (materials, posted) = chat.Has("ask-materials") ? await Materials(chat) : (view.Stopped?.Meeting.Materials ?? [], view.Stopped?.Meeting.MaterialsPosted ?? false);
        var meeting = Draft(chat, time, venue, url, agenda, [.. invited.Select(one => one.Person.Id)], text) with { Guests = guests, Materials = materials, MaterialsPosted = posted };

        if (MeetingCheck.Block(meeting, chat.Now) is { } block)
        {
            chat.Say(voice.Say(Why(block)));
            return;
        }
        var warnings = MeetingCheck.Warnings(meeting, [.. view.Meetings, .. view.Clashing], view.Settings, view.Calendar, chat.Now);
        if ((!sends || chat.Has("preview")) && await chat.Ask(ComposeQuestions.Preview(voice, Preview(voice, meeting, asBefore, invited, exempt, warnings), () => Test(voice, meeting))) == "edit")
            await Edit(chat);

        var sendAt = chat.Now.AddSeconds(view.Settings.HoldSeconds);
        if (view.Settings.AfterQuiet(sendAt) is var morning && morning > sendAt && morning < meeting.StartsAt)
        {
            if (await chat.Ask(ComposeQuestions.Night(voice, morning, chat.Now)) == "later")
                await chat.Park(voice.Say("draft.kept", ("Date", VietnameseDates.Short(DateOnly.FromDateTime(chat.StartedAt.DateTime).AddDays(view.Settings.DraftDays)))));
            sendAt = morning;
        }
        chat.Record(new NoticeConfirmed(NoticeKind.Announce, meeting, sendAt));
        NoticeHold.Say(chat, Domain.Meetings.Notice.IdOf(meeting.Id, meeting.NoticeVersion), invited.Count(one => one.Reachable), sendAt);
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation) => (typed is null && conversation.Answers.Count == 0 ? "mới mở" : "đã có thời gian họp", 1);

    /// <summary>From the command's own words, from a stopped notice, or asked.</summary>
    private async Task<MeetingTime> When(IChat chat)
    {
        var voice = chat.Voice;
        MeetingTime? known = null;
        Screen? instead = null;
        if (!chat.Has("ask-time") && typed is not null)
        {
            var reading = VietnameseDateReader.Read(typed, chat.StartedAt);
            if (reading.Value is { } value) known = MeetingTime.Of(value, reading.Precision, UsualClock);
            else if (MeetingTime.Offered(voice, typed, reading, UsualClock) is { } offer) instead = offer;
            else if (reading.Spans.Count > 0) instead = AskTime(chat).Prompt.After(MeetingTime.Why(reading, typed, voice, chat.StartedAt));
        }
        if (!chat.Has("ask-time") && view.Stopped is { Meeting: var stopped })
            known = new MeetingTime(DateOnly.FromDateTime(stopped.StartsAt.DateTime), TimeOnly.FromDateTime(stopped.StartsAt.DateTime), null,
                stopped.EndsAt.Date == stopped.StartsAt.Date ? TimeOnly.FromDateTime(stopped.EndsAt.DateTime) : null);
        if (known?.StartsAt is { } start && start <= chat.Now)
        {
            instead = AskTime(chat).Prompt.After(voice.Say("date.past", ("When", VietnameseDates.When(start)), ("Now", VietnameseDates.When(chat.Now))));
            known = null;
        }
        var time = known ?? await chat.Ask(AskTime(chat, instead));
        return time.Clock is null ? time with { Clock = await chat.Ask(MeetingTime.AskHour("hour", time, voice, chat.Now)) } : time;
    }

    private Question<MeetingTime> AskTime(IChat chat, Screen? instead = null) => ComposeQuestions.Time(chat.Voice, instead, chat.Now, UsualClock,
        MeetingDefaults.NextRegular(chat.Now, UsualClock, view.Settings, view.Calendar, view.Meetings.Where(meeting => meeting.Kind is MeetingKind.Regular or MeetingKind.RegularWithThematic && meeting.Status is not MeetingStatus.Cancelled).Select(meeting => meeting.StartsAt)));

    private async Task<(string? Venue, string? Url, bool AsBefore)> Where(IChat chat)
    {
        var before = Last?.Venue ?? view.Settings.Venue;
        if (!chat.Has("ask-venue"))
        {
            if (view.Stopped is { Meeting: var stopped }) return (stopped.Venue, stopped.OnlineUrl, false);
            if (before is not null) return (before, null, Last?.Venue is not null);
        }
        var venue = await chat.Ask(ComposeQuestions.Venue(chat.Voice, before));
        if (venue.ChoiceId == "online") return (null, (await chat.Ask(ComposeQuestions.OnlineUrl(chat.Voice))).Text, false);
        return (venue.Text ?? before, null, venue.Text is null && Last?.Venue is not null);
    }

    private async Task<IReadOnlyList<string>> What(IChat chat, DateTimeOffset startsAt)
    {
        if (!chat.Has("ask-agenda"))
        {
            if (view.Stopped is { Meeting: var stopped }) return stopped.Agenda;
            if (!view.IsBody && (Kind is MeetingKind.Regular or MeetingKind.RegularWithThematic || Kind is MeetingKind.CellCommittee && Last is not null)) return MeetingDefaults.Agenda(Last, startsAt, view.Settings);
        }
        return await chat.Ask(ComposeQuestions.Agenda(chat.Voice, MeetingDefaults.Usual(startsAt, view.Settings)));
    }

    private async Task<(IReadOnlyList<Invitee> Invited, int Exempt, string Text)> Whom(IChat chat, DateOnly day)
    {
        var circle = Kind is MeetingKind.CellCommittee ? Circle.Officers : Circle.Everyone;
        if (chat.Has("ask-who"))
        {
            var who = await chat.Ask(view.IsBody ? ComposeQuestions.AttendeesOfBody(chat.Voice) : ComposeQuestions.Attendees(chat.Voice));
            circle = who switch { "officers" => Circle.Officers, "secretaries" => Circle.Secretaries, _ => Circle.Everyone };
            if (who == "some")
            {
                var (everyone, none) = view.Whom(day, Circle.Everyone);
                var leftOut = await chat.Ask(ComposeQuestions.LeftOut(chat.Voice, everyone));
                var some = everyone.Where(one => !leftOut.Contains(one.Person.Id)).ToArray();
                return (some, none, $"{some.Length} đồng chí được mời");
            }
        }
        else if (view.Stopped is { Meeting: var stopped })
        {
            var wanted = stopped.AttendeeIds.ToHashSet();
            return ([.. view.Whom(day, Circle.Everyone).Invited.Where(one => wanted.Contains(one.Person.Id))], 0, stopped.AttendeesText);
        }
        var (invited, exempt) = view.Whom(day, circle);
        return (invited, exempt, circle switch { Circle.Officers => view.IsBody ? "đảng ủy" : "chi ủy", Circle.Secretaries => "bí thư, phó bí thư các chi bộ, đảng ủy", _ => Everyone });
    }

    private Meeting Draft(IChat chat, MeetingTime time, string? venue, string? url, IReadOnlyList<string> agenda, IReadOnlyList<string> attendees, string attendeesText)
    {
        var start = time.StartsAt!.Value;
        var end = time.Until is { } until ? new DateTimeOffset(time.Day.ToDateTime(until), start.Offset) : start + MeetingDefaults.Duration(Kind, view.Settings);
        return new Meeting(view.Stopped?.MeetingId ?? "m-" + chat.RunId)
        {
            UnitId = view.Unit.Id, Kind = Kind, Organiser = view.Organiser,
            Title = view.IsBody ? MeetingDefaults.TitleOfBody(Kind, Kind is MeetingKind.CellCommittee, start) : MeetingDefaults.Title(Kind, start), StartsAt = start, EndsAt = end, Venue = venue, OnlineUrl = url, Agenda = agenda,
            AttendeeIds = attendees, AttendeesText = attendeesText, AbsenceReportBefore = MeetingDefaults.AbsenceBefore(start, chat.Now),
            Status = MeetingStatus.Draft, NoticeVersion = view.Stopped?.Meeting.NoticeVersion ?? 1, ConvenedBy = chat.Me.Id,
        };
    }

    private async Task Edit(IChat chat)
    {
        var which = await chat.Ask(ComposeQuestions.EditWhich(chat.Voice));
        string[] parts = which switch { "time" => ["time", "hour"], "venue" => ["venue", "online"], "who" => ["who", "left-out"], "materials" => ["materials", "posted"], _ => [which] };
        // What was never asked is asked now; what was answered is offered again.
        await chat.Rewrite(new() { Forget = ["preview", "edit-", "night"], Revise = parts, Set = [($"ask-{which}", "yes")] });
    }

    internal static Screen Preview(Voice voice, Meeting meeting, bool asBefore, IReadOnlyList<Invitee> invited, int exempt, IReadOnlyList<MeetingWarning> warnings) =>
        voice.Screen("meeting.compose.preview",
        [
            ("NoticeText", voice.Say("meeting.compose.text",
                ("MeetingTitleCap", Voice.Capital(meeting.Title)), ("When", MeetingWords.When(meeting)), ("LunarText", VietnameseDates.LunarSuffix(DateOnly.FromDateTime(meeting.StartsAt.DateTime))),
                ("Venue", MeetingWords.Place(meeting)), ("AsBefore", asBefore ? " (như lần trước)" : ""), ("AgendaShort", MeetingWords.AgendaShort(meeting)),
                ("MaterialsLine", meeting.Materials.Count == 0 ? "" : $"Tài liệu: {string.Join("; ", meeting.Materials.Select(material => material.Title))}{(meeting.MaterialsPosted ? " (đã đăng)" : "")}"), ("AttendeesLine", meeting.AttendeesText == Everyone && meeting.Guests.Count == 0 ? "" : $"Thành phần: {MeetingWords.Attendees(meeting)}"))),
            ("ReachText", Reach(voice, invited, exempt)),
            ("Warnings", string.Join('\n', warnings.Select(warning => MeetingWords.Warning(voice, warning)))),
        ], "edit", "send", ComposeQuestions.Test);

    private static string Reach(Voice voice, IReadOnlyList<Invitee> invited, int exempt)
    {
        var missing = invited.Where(one => !one.Reachable).Select(one => one.Person.FullName).ToArray();
        return voice.Say(missing.Length == 0 ? "meeting.compose.reachAll" : "meeting.compose.reach", ("Count", invited.Count), ("ExemptText", exempt == 0 ? "" : $" ({exempt} đồng chí được miễn)"),
            ("Reachable", invited.Count - missing.Length), ("TimeText", Takes(invited.Count - missing.Length)), ("MissingText", missing.Length > 5 ? $" {missing.Length}" : ""), ("Names", NameList.Named(missing)));
    }

    private static async Task<(IReadOnlyList<Material>, bool)> Materials(IChat chat)
    {
        var materials = await chat.Ask(ComposeQuestions.Materials(chat.Voice));
        return (materials, materials.Count > 0 && await chat.Ask(ComposeQuestions.Posted(chat.Voice)) == "posted");
    }

    private static string Takes(int people) => people < Many ? "" : $", khoảng {(people + ASecond - 1) / ASecond} giây";

    private static string Why(MeetingBlock block) => block switch
    {
        MeetingBlock.Past => "meeting.block.past",
        MeetingBlock.EndNotAfterStart => "meeting.block.endNotAfterStart",
        MeetingBlock.NoAttendee => "meeting.block.noAttendee",
        _ => "meeting.block.noVenue",
    };

    private static Screen Test(Voice voice, Meeting meeting) => voice.Screen("meeting.compose.test", [("NoticeText", MeetingWords.NoticeText(voice, meeting))], "edit", "send");
}
