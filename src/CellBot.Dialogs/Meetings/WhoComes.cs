using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>Who comes to one meeting, with names; for those who lead the cell.</summary>
internal sealed record AnswersView(Meeting Meeting, Headcount Heads, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, Rsvp> Given)
{
    /// <summary>The meeting named in the start, or the next one of the cell; null when there is none, or for those who may not see it.</summary>
    public static async ValueTask<AnswersView?> Load(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell.Id: var cell }) return null;
        var meeting = opening.ArgOrNull("meeting") is { } id
            ? await opening.Reader.Get<Meeting>(id)
            : (await UpcomingMeetings.OfUnit(opening.Reader, cell, opening.Now)).FirstOrDefault();
        if (meeting is null || meeting.UnitId != cell) return null;
        var answers = await opening.Reader.Find(Rsvp.ByMeeting, meeting.Id + "/", 100_000);
        var people = await opening.Reader.Get<Participant>(meeting.AttendeeIds);
        return new AnswersView(meeting, Headcount.Of(meeting, answers, await NoticeLedger.ReachedByNone(opening.Reader, meeting)),
            people.ToDictionary(person => person.Id, person => person.FullName),
            answers.ToDictionary(answer => answer.ParticipantId, answer => people.FirstOrDefault(person => person.Id == answer.ParticipantId) is { } person && MyData.MyDataFeature.HasWithdrawn(person) ? answer with { Reason = null, ReasonText = null } : answer));
    }

    public IEnumerable<string> NamesOf(IEnumerable<string> ids) => ids.Select(id => Names.GetValueOrDefault(id, "")).Order(PersonName.Order);
}

/// <summary>"ai đi họp": five numbers that sum up.</summary>
internal sealed class WhoComes(AnswersView? view) : IDialog
{
    public const string Name = "meeting.who";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view is not { Meeting: var meeting, Heads: var heads })
        {
            chat.Say(voice.Say("ask.meetingNone"));
            return Task.CompletedTask;
        }
        var screen = voice.Screen("meeting.summaryToSecretary",
        [
            ("MeetingTitle", Voice.Capital(meeting.Title)), ("When", MeetingWords.When(meeting)), ("Time", VietnameseDates.Clock(chat.Now)), ("Date", VietnameseDates.Short(DateOnly.FromDateTime(chat.Now.DateTime))),
            ("N", heads.All), ("Yes", heads.Attend.Count), ("Late", heads.Late.Count), ("Absent", heads.Absent.Count), ("NoAnswer", heads.NoAnswer.Count), ("Unreachable", heads.Unreached.Count),
        ], Start.Of(WhoComesNames.Name, ("meeting", meeting.Id)), heads.NoAnswer.Count > 0 && chat.Now < meeting.StartsAt ? Start.Of(NudgeUnanswered.Name, ("meeting", meeting.Id)) : Pick.None);
        var lines = screen.Text.Split('\n');
        lines[^1] = MeetingWords.WithoutZeros(lines[^1]);
        chat.Say(screen with { Text = string.Join('\n', lines), Topic = meeting.Id + "/who" });
        return Task.CompletedTask;
    }
}

/// <summary>The names behind the numbers, with the reasons of those who cannot come; only for those who lead the cell.</summary>
internal sealed class WhoComesNames(AnswersView? view) : IDialog
{
    public const string Name = "meeting.who-names";

    public Task Run(IChat chat)
    {
        if (view is null)
        {
            chat.Say(chat.Voice.Say("ask.meetingNone"));
            return Task.CompletedTask;
        }
        var text = chat.Voice.Say("meeting.answers.list",
            ("YesNames", Joined(view.Heads.Attend)), ("LateNames", Joined(view.Heads.Late, Arrival)), ("AbsentNames", Joined(view.Heads.Absent, Reason)),
            ("NoAnswerNames", Joined(view.Heads.NoAnswer)), ("UnreachableNames", Joined(view.Heads.Unreached)));
        chat.Say(string.Join('\n', text.Split('\n').Where(line => !line.EndsWith(':')))); // nobody: no line
        return Task.CompletedTask;
    }

    private string Joined(IReadOnlyList<string> ids, Func<Rsvp, string>? more = null) =>
        string.Join(", ", ids.OrderBy(id => view!.Names.GetValueOrDefault(id, ""), PersonName.Order).Select(id => view!.Names.GetValueOrDefault(id, "") + (more is not null && view.Given.TryGetValue(id, out var given) ? more(given) : "")));

    private static string Reason(Rsvp given) => given switch
    {
        { ReasonText: { } text } => $" ({text})",
        { Reason: { } reason } => $" ({MeetingWords.Label(reason)})",
        _ => "",
    };

    private static string Arrival(Rsvp given) => given.ArrivesAt is { } at ? $" ({VietnameseDates.Hour(at)})" : "";
}

/// <param name="Today">Who gets the nudge now; the others had that day's message and get it next morning.</param>
internal sealed record UnansweredNudged(string MeetingId, IReadOnlyList<string> Today, IReadOnlyList<string> Tomorrow) : Fact;

/// <summary>"Nhắc các đồng chí chưa trả lời": each alone, and nobody twice on one day.</summary>
internal sealed class NudgeUnanswered(AnswersView? view, IReadOnlySet<string> hadToday) : IDialog
{
    public const string Name = "meeting.nudge";

    public Task Run(IChat chat)
    {
        if (view is null || chat.Now >= view.Meeting.StartsAt)
        {
            chat.Say(chat.Voice.Say("ask.meetingNone"));
            return Task.CompletedTask;
        }
        var held = view.Heads.NoAnswer.Where(hadToday.Contains).ToArray();
        var now = view.Heads.NoAnswer.Except(held).ToArray();
        chat.Record(new UnansweredNudged(view.Meeting.Id, now, held));
        chat.Say(chat.Voice.Say("nudge.sent", ("Sent", now.Length), ("HeldText", held.Length == 0 ? "" : $"{held.Length} đồng chí hôm nay đã có tin, sẽ nhắc sáng mai.")));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var view = await AnswersView.Load(opening);
        var days = view is null ? [] : await opening.Reader.Get<ReminderDay>([.. view.Heads.NoAnswer.Select(id => ReminderDay.IdOf(opening.Today, id))]);
        var had = days.Select(day => day.Id).ToHashSet();
        return new NudgeUnanswered(view, (view?.Heads.NoAnswer.Where(id => had.Contains(ReminderDay.IdOf(opening.Today, id))) ?? []).ToHashSet());
    }

    public static async ValueTask Nudged(UnansweredNudged fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || !effects.Me.LeadsCell || meeting.UnitId != effects.Me.Cell?.Id || !meeting.IsUpcoming(effects.Now)) return;
        foreach (var id in fact.Today)
        {
            var day = ReminderDay.IdOf(effects.Today, id);
            if (await effects.Desk.Get<ReminderDay>(day) is not null) continue;
            var row = await effects.Post.Send(id, voice => voice.Screen("remind.meeting.3d", MeetingWords.Blocks(meeting), MeetingWords.Answers(meeting)) with { Topic = meeting.Id },
                options: new PostOptions { NotAfter = meeting.StartsAt });
            if (row is not null) effects.Desk.Put(new ReminderDay(day) { SentAt = effects.Now });
        }
        foreach (var id in fact.Tomorrow) await Tomorrow(effects, meeting, id);
        effects.Audit("nudge", meeting.Id);
    }

    private static async ValueTask Tomorrow(Effects effects, Meeting meeting, string personId)
    {
        var settings = effects.Me.Cell?.Settings ?? new CellSettings();
        var morning = settings.Tomorrow(effects.Now);
        if (morning >= meeting.StartsAt) return;
        var version = effects.Today.DayNumber;
        var id = Reminder.IdOf(personId, Stage.MeetingNudge, meeting.Id, version);
        if (await effects.Desk.Get<Reminder>(id) is null)
            effects.Desk.Put(new Reminder(id) { PersonId = personId, Stage = Stage.MeetingNudge, ObjectId = meeting.Id, Version = version, DueAt = morning });
    }
}
