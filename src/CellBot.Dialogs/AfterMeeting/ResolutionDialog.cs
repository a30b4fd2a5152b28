using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Tasks;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Papers;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.AfterMeeting;

internal sealed record ResolutionIssued(string MeetingId, string? Strengths, string? Limits, IReadOnlyList<TaskLine> Tasks) : Fact;

/// <summary>"nghị quyết": what went well, what did not, and who does what by when; the tasks are assigned with it.</summary>
internal sealed class ResolutionDialog(MinutesView? view) : IDialog, IDraft
{
    public const string Name = "resolution";

    public string Title => "Nghị quyết chi bộ";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view is null)
        {
            chat.Say(voice.Say("minutes.none"));
            return;
        }
        var month = view.Meeting.StartsAt.Month;
        var strengths = MinutesQuestions.Text(await chat.Ask(MinutesQuestions.Words("strengths", voice.Screen("resolution.strengths", [("Month", month), ("LastMonth", month == 1 ? 12 : month - 1)], MinutesQuestions.None), voice, "ưu điểm")));
        var limits = MinutesQuestions.Text(await chat.Ask(MinutesQuestions.Words("limits", voice.Screen("resolution.limits", [], MinutesQuestions.None), voice, "hạn chế")));
        var tasks = await chat.Ask(TaskLine.Ask("tasks", voice.Screen("resolution.tasks", [("Month", month), ("EarlierText", Earlier(view.Tasks))], MinutesQuestions.None), view.People, voice, chat.StartedAt));
        var names = view.People.ToDictionary(person => person.Id, person => person.FullName);
        var list = tasks.Count == 0 ? "Không giao thêm việc." : AssignTasks.List(tasks, names);
        switch (await chat.Ask(Questions.Choice("summary", voice.Screen("resolution.summary", [("Month", month), ("HasStrengths", strengths.Length > 0 ? "đã ghi" : "để trống"), ("HasLimits", limits.Length > 0 ? "đã ghi" : "để trống"), ("List", list)], "edit", "close", "later"),
            ("sua", "edit"), ("chot", "close"), ("dong y", "close"), ("de sau", "later"))))
        {
            case "edit":
                var part = await chat.Ask(Questions.Choice("edit-which", voice.Screen("resolution.editWhich", [], "strengths", "limits", "tasks")));
                await chat.Rewrite(new() { Forget = ["summary", "edit-"], Revise = [part] });
                break;
            case "later":
                await chat.Park(voice.Say("draft.kept", ("Date", VietnameseDates.Short(DateOnly.FromDateTime(chat.StartedAt.DateTime).AddDays(view.Cell.Settings.DraftDays)))));
                break;
        }
        chat.Record(new ResolutionIssued(view.Meeting.Id, Blank(strengths), Blank(limits), tasks));
        chat.Say(voice.Screen("resolution.closed", [("Month", month), ("TaskText", tasks.Count == 0 ? "" : $"Đã giao {tasks.Count} việc, người phụ trách đã được báo.")],
            MakePaper.Start(PaperKind.Resolution, view.Meeting.Id), Start.Of(TaskList.Name), Start.Of(Later.Name)) with { Topic = view.Meeting.Id + "/resolution" });
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation) => (conversation.Answers.Count == 0 ? "mới mở" : $"đã ghi {conversation.Answers.Count} mục", Math.Max(1, 4 - conversation.Answers.Count));

    /// <summary>A second round adds to what was assigned before.</summary>
    private static string Earlier(IReadOnlyList<ActionItem> tasks) => tasks.Count(task => task.Status is not ActionItemStatus.Dropped) is > 0 and var count ? $"Đã giao {count} việc; việc mới được ghi thêm." : "";

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    public static async ValueTask<IDialog> Open(Opening opening) => new ResolutionDialog(await MinutesView.Load(opening));
}

internal static class ResolutionOutcomes
{
    public static string IdOf(string meetingId) => meetingId + "/nq";

    public static async ValueTask Issued(ResolutionIssued fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || !effects.Me.LeadsCell || effects.Me.Cell!.Id != meeting.UnitId) return;
        var id = IdOf(meeting.Id);
        var before = await effects.Desk.Get<Resolution>(id);
        var added = fact.Tasks.Select(task => new ResolutionTask(task.Content, task.Target)).ToArray();
        effects.Desk.Put((before ?? new Resolution(id)
        {
            UnitId = meeting.UnitId, MeetingId = meeting.Id, EnteredBy = effects.Me.Id, IssuedOn = DateOnly.FromDateTime(meeting.StartsAt.DateTime), Title = $"Nghị quyết tháng {meeting.StartsAt.Month}",
            Kind = meeting.Kind is MeetingKind.Thematic ? ResolutionKind.Thematic : ResolutionKind.Monthly,
        }) with { Strengths = fact.Strengths ?? before?.Strengths, Limits = fact.Limits ?? before?.Limits, Tasks = [.. (before?.Tasks ?? []).Union(added)] });
        effects.Audit("resolution", id);
        await TaskOutcomes.Assigned(new TasksAssigned(meeting.UnitId, meeting.Id, fact.Tasks), effects);
    }
}
