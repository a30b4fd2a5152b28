using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <param name="Earlier">The roll as it was closed before; null the first time.</param>
/// <param name="People">Those invited, in the order of a list.</param>
internal sealed record RollCallView(Meeting Meeting, Headcount Heads, RollCall? Earlier, IReadOnlyList<Participant> People)
{
    public static async ValueTask<RollCallView?> Load(IReader reader, Meeting meeting)
    {
        var answers = await reader.Find(Rsvp.ByMeeting, meeting.Id + "/", 100_000);
        var people = await reader.Get<Participant>(meeting.AttendeeIds);
        return new RollCallView(meeting, Headcount.Of(meeting, answers, new HashSet<string>()), await reader.Get<RollCall>(meeting.Id), [.. people.OrderBy(person => person.FullName, PersonName.Order)]);
    }

    public Attendance? Proposed(string id) => Earlier is not null ? Earlier.Of(id)
        : Heads.Attend.Contains(id) ? Attendance.Present
        : Heads.Late.Contains(id) ? Attendance.Late
        : Heads.Absent.Contains(id) ? Attendance.ExcusedAbsence
        : null;

    /// <summary>The question of the secretary's prompt, with what each answer is or starts.</summary>
    public Screen Prompt(Voice voice, Pick all, Pick some, Pick later) => voice.Screen("rollcall.prompt",
        [("MeetingTitle", Meeting.Title), ("Yes", Heads.Attend.Count), ("Late", Heads.Late.Count), ("Absent", Heads.Absent.Count), ("Unknown", Heads.NoAnswer.Count)], all, some, later);
}

/// <summary>"điểm danh", or the prompt a quarter of an hour after the start: first those who said they would come, then those unclear one by one, then one summary that sums up.</summary>
/// <param name="first">What was answered to the prompt: "all", "some", "later"; null when it is still to be asked.</param>
internal sealed class RollCallDialog(RollCallView view, string? first) : IDialog
{
    public const string Name = "meeting.rollcall";
    private const int ExplainDays = 7;

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var states = view.People.ToDictionary(person => person.Id, person => view.Proposed(person.Id));
        if (view.Earlier is null && view.Heads.Attend.Count > 0 && !await Expected(chat, states))
        {
            chat.Say(voice.Say("rollcall.later"));
            return;
        }
        await Unclear(chat, states);
        foreach (var person in view.People)
            foreach (var state in new[] { Attendance.Present, Attendance.Late, Attendance.ExcusedAbsence })
                if (chat.Has($"fix/{person.Id}/{state}"))
                    states[person.Id] = state;

        if (await chat.Ask(Questions.Choice("summary", Summary(voice, states), ("sua", "edit"), ("chot", "close"), ("dong y", "close"))) == "edit") await Fix(chat);

        var open = states.Count(pair => pair.Value is null);
        chat.Record(new RollCalled(view.Meeting.Id, [.. states.Where(pair => pair.Value is not null).Select(pair => new RollCallEntry(pair.Key, pair.Value!.Value)
        {
            SetBy = pair.Value is Attendance.UnexcusedAbsence ? chat.Me.Id : null,
        })]));
        chat.Say(open == 0
            ? voice.Say("rollcall.closedAll", ("Time", VietnameseDates.Clock(chat.Now)))
            : voice.Say("rollcall.closed", ("Time", VietnameseDates.Clock(chat.Now)), ("Open", open)));
    }

    /// <summary>Those who said they would come. False: not now.</summary>
    private async Task<bool> Expected(IChat chat, Dictionary<string, Attendance?> states)
    {
        var voice = chat.Voice;
        var answer = first ?? await chat.Ask(Questions.Choice("all", view.Prompt(voice, "all", "some", "later"), ("du", "all"), ("du ca", "all"), ("de sau", "later")));
        if (answer == "later") return false;
        if (answer != "some") return true;
        var missing = await chat.Ask(Several.Of("missing", voice.Screen("rollcall.pickAbsent", [], Pick.Many(Listed(view.Heads.Attend)))));
        foreach (var id in missing) states[id] = null;
        foreach (var person in view.People.Where(person => missing.Contains(person.Id))) states[person.Id] = await Why(chat, person);
        return true;
    }

    /// <summary>Those without an answer: who of them is here, then each of the others alone.</summary>
    private async Task Unclear(IChat chat, Dictionary<string, Attendance?> states)
    {
        var unclear = view.People.Where(person => view.Proposed(person.Id) is null).ToArray();
        if (unclear.Length == 0) return;
        var here = await chat.Ask(Several.Of("here", chat.Voice.Screen("rollcall.unknown", [("Unknown", unclear.Length)], Pick.Many(Listed([.. unclear.Select(person => person.Id)])), "none")));
        foreach (var person in unclear) states[person.Id] = here.Contains(person.Id) ? Attendance.Present : await Why(chat, person);
    }

    /// <summary>One absence: told, unclear, or without a reason, which is confirmed by itself (model section 6). Null: unclear.</summary>
    private static async Task<Attendance?> Why(IChat chat, Participant person)
    {
        var voice = chat.Voice;
        switch (await chat.Ask(Questions.Choice($"why/{person.Id}", voice.Screen("rollcall.absentReason", [("Person", person.FullName)], "told", "unclear", "none"))))
        {
            case "told":
                return Attendance.ExcusedAbsence;
            case "none" when await chat.Ask(Questions.Choice($"sure/{person.Id}", voice.Screen("rollcall.unexcusedConfirm", [("Person", person.FullName), ("Days", ExplainDays)], "ask", "write"))) == "write":
                return Attendance.UnexcusedAbsence;
            default:
                return null;
        }
    }

    private async Task Fix(IChat chat)
    {
        var voice = chat.Voice;
        var who = await chat.Ask(Questions.Choice("fix-who", voice.Screen("rollcall.fixWho", [], Pick.Many(Listed(view.Meeting.AttendeeIds)))));
        var state = await chat.Ask(Questions.Choice("fix-state", voice.Screen("rollcall.fixState", [("Person", view.People.First(person => person.Id == who).FullName)],
            nameof(Attendance.Present), nameof(Attendance.Late), nameof(Attendance.ExcusedAbsence))));
        await chat.Rewrite(new() { Forget = ["summary", "fix-", $"fix/{who}/"], Set = [($"fix/{who}/{state}", "yes")] });
    }

    private IEnumerable<Choice> Listed(IReadOnlyCollection<string> ids) => view.People.Where(person => ids.Contains(person.Id)).Select(person => new Choice(person.Id, person.FullName));

    private Screen Summary(Voice voice, Dictionary<string, Attendance?> states)
    {
        int Of(Attendance? state) => states.Values.Count(value => value == state);
        var screen = voice.Screen("rollcall.done",
        [
            ("MeetingTitle", Voice.Capital(view.Meeting.Title)), ("N", states.Count), ("Present", Of(Attendance.Present)), ("Late", Of(Attendance.Late)),
            ("Excused", Of(Attendance.ExcusedAbsence)), ("Unexcused", Of(Attendance.UnexcusedAbsence)), ("Open", Of(null)),
        ], "edit", "close");
        return screen with { Text = MeetingWords.WithoutZeros(screen.Text) };
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell.Id: var cell }) return new NotForYou();
        var meeting = opening.ArgOrNull("meeting") is { } id ? await opening.Reader.Get<Meeting>(id) : await Newest(opening.Reader, cell, opening.Now);
        if (meeting is null || meeting.UnitId != cell || meeting.Status is MeetingStatus.Cancelled or MeetingStatus.Draft) return new NoRoll();
        return await RollCallView.Load(opening.Reader, meeting) is { } view ? new RollCallDialog(view, opening.ArgOrNull("first")) : new NoRoll();
    }

    /// <summary>The meeting that began last within a week, or one that begins within half an hour.</summary>
    private static async ValueTask<Meeting?> Newest(IReader reader, string unitId, DateTimeOffset now) =>
        (await reader.Range(Meeting.ByUnit, $"{unitId}/{now.AddDays(-7).UtcDateTime:yyyyMMddHHmm}", $"{unitId}/{now.AddMinutes(30).UtcDateTime:yyyyMMddHHmm}"))
            .LastOrDefault(meeting => meeting.Status is not (MeetingStatus.Cancelled or MeetingStatus.Draft));

    private sealed class NoRoll : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(chat.Voice.Say("rollcall.none"));
            return Task.CompletedTask;
        }
    }
}
