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
        var (me, reader) = (opening.Me!, opening.Reader);
        var meeting = opening.ArgOrNull("meeting") is { } id ? await reader.Get<Meeting>(id) : (await UpcomingMeetings.OfUnits(reader, me.Led, opening.Now)).FirstOrDefault();
        if (meeting is null || !me.Leads(meeting.UnitId)) return null;
        var answers = await reader.Find(Rsvp.ByMeeting, meeting.Id + "/", 100_000);
        var people = await reader.Get<Participant>(meeting.AttendeeIds);
        var cells = meeting.Organiser is null ? [] : (await reader.Get<OrgUnit>([.. people.Select(person => person.CellId).OfType<string>().Distinct()])).ToDictionary(cell => cell.Id, cell => cell.Name);
        return new AnswersView(meeting, Headcount.Of(meeting, answers, await NoticeLedger.ReachedByNone(reader, meeting)),
            people.ToDictionary(person => person.Id, person => person.FullName),
            answers.ToDictionary(answer => answer.ParticipantId, answer => people.FirstOrDefault(person => person.Id == answer.ParticipantId) is { } person && MyData.MyDataFeature.HasWithdrawn(person) ? answer with { Reason = null, ReasonText = null } : answer))
        {
            HaveRead = meeting.MaterialsPosted ? (await reader.Tally(MaterialsRead.ByMeeting, meeting.Id + "/")).Sum(count => count.Count) : 0,
            Cells = cells.Count == 0 ? [] : [.. people.GroupBy(person => cells.GetValueOrDefault(person.CellId ?? "", "Cơ quan đảng ủy"), person => person.Id).OrderBy(cell => cell.Key, OrgTree.ByName)],
        };
    }

    /// <summary>Of a body's meeting: who is invited, by cell. Its officers see counts; who of a cell comes is for those who lead the cell (model section 13).</summary>
    public IReadOnlyList<IGrouping<string, string>> Cells { get; init; } = [];

    /// <summary>How many say that they have read the materials.</summary>
    public int HaveRead { get; init; }

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
        ], Start.Of(WhoComesNames.Name, ("meeting", meeting.Id)), heads.NoAnswer.Count is > 0 and <= NudgeUnanswered.Most && chat.Now < meeting.StartsAt ? Start.Of(NudgeUnanswered.Name, ("meeting", meeting.Id)) : Pick.None);
        var lines = screen.Text.Split('\n');
        lines[^1] = MeetingWords.WithoutZeros(lines[^1]);
        if (meeting.MaterialsPosted) lines = [.. lines, voice.Say("meeting.readCount", ("Read", view.HaveRead), ("N", heads.All))];
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
        if (view.Cells.Count > 0)
        {
            var (coming, open) = (view.Heads.Attend.Concat(view.Heads.Late).ToHashSet(), view.Heads.NoAnswer.Concat(view.Heads.Unreached).ToHashSet());
            chat.Say(string.Join('\n', view.Cells.Select(cell => chat.Voice.Say("meeting.answers.cell",
                ("CellName", cell.Key), ("Coming", cell.Count(coming.Contains)), ("N", cell.Count()), ("OpenText", cell.Count(open.Contains) is > 0 and var left ? $", chưa trả lời {left}" : "")))));
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

    /// <summary>More at once would be a broadcast; the day's reminder goes to all of them anyway.</summary>
    public const int Most = 500;

    public Task Run(IChat chat)
    {
        if (view is null || chat.Now >= view.Meeting.StartsAt || view.Heads.NoAnswer.Count > Most)
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
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || !effects.Me.Leads(meeting.UnitId) || !meeting.IsUpcoming(effects.Now)) return;
        foreach (var id in fact.Today)
        {
            var day = ReminderDay.IdOf(effects.Today, id);
            if (await effects.Desk.Get<ReminderDay>(day) is not null || await effects.Desk.Get<Participant>(id) is { RemindersPausedTo: { } until } && until >= effects.Today) continue;
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
