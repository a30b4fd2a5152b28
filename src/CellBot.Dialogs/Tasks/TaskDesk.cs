using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.People;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Tasks;

/// <summary>A task of the own cell, with its owner; for those who lead it.</summary>
/// <param name="People">Who may do it instead.</param>
internal sealed record TaskView(ActionItem Task, string OwnerName, IReadOnlyList<Participant> People)
{
    public static async ValueTask<TaskView?> Load(Opening opening)
    {
        if (opening.ArgOrNull("task") is not { } id || await opening.Reader.Get<ActionItem>(id) is not { } task || !TaskOutcomes.Decides(opening.Me!, task)) return null;
        return new TaskView(task, (await opening.Reader.Get<Participant>(task.OwnerId))?.FullName ?? "", await AssignTasks.People(opening.Reader, task.UnitId));
    }

    public static (string Name, object? Value)[] TaskArgs(TaskView view) => [("FullName", view.OwnerName), ("Content", view.Task.Content), ("DueText", TaskWords.DueText(view.Task)), ("Status", TaskWords.Status(view.Task.Status))];

    public static Screen? Closed(TaskView? view, Voice voice) =>
        view is null ? voice.Say("stale.nothing")
        : view.Task.Status is ActionItemStatus.Done or ActionItemStatus.Dropped ? voice.Say("task.closed", ("Content", view.Task.Content), ("Status", TaskWords.Status(view.Task.Status)))
        : (Screen?)null;
}

/// <summary>"việc đã giao": what is open in the cell, the nearest date first; a number opens one.</summary>
internal sealed class TaskList(IReadOnlyList<(ActionItem Task, string Owner)> open) : IDialog
{
    public const string Name = "task.list";

    public Task Run(IChat chat)
    {
        var today = DateOnly.FromDateTime(chat.Now.DateTime);
        chat.Say(open.Count == 0 ? chat.Voice.Screen("task.none", [], Start.Of(AssignTasks.Name)) with { Topic = Name }
            : chat.Voice.Screen("task.list", [("Count", open.Count)], Pick.Many(open.Select(one => new Choice("go",
                $"{one.Owner}: {one.Task.Content}, {TaskWords.Status(one.Task.Status)}, {VietnameseDates.DaysLeft(DateOnly.FromDateTime(one.Task.DueAt.DateTime), today)} (hạn {TaskWords.Due(one.Task)})",
                Start.Of(one.Task.OwnerId == chat.Me.Id ? TaskCard.Name : TaskOne.Name, ("task", one.Task.Id)))))) with { Topic = Name });
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell: { } cell }) return new NotForYou();
        var open = (await opening.Reader.Find(ActionItem.ByUnit, cell.Id + "/", 10_000)).Where(task => task.Status is not (ActionItemStatus.Done or ActionItemStatus.Dropped)).OrderBy(task => task.DueAt).Take(30).ToArray();
        var names = (await opening.Reader.Get<Participant>([.. open.Select(task => task.OwnerId).Distinct()])).ToDictionary(person => person.Id, person => person.FullName);
        return new TaskList([.. open.Select(task => (task, names.GetValueOrDefault(task.OwnerId, "")))]);
    }
}

/// <summary>One task of the list: what can be done about it.</summary>
internal sealed class TaskOne(TaskView? view) : IDialog
{
    public const string Name = "task.one";

    public Task Run(IChat chat)
    {
        chat.Say(TaskView.Closed(view, chat.Voice) ?? chat.Voice.Screen("task.one", TaskView.TaskArgs(view!),
            Start.Of(TaskConfirm.Name, ("task", view!.Task.Id)), view.Task.Status is ActionItemStatus.ReportedDone ? Start.Of(TaskBack.Name, ("task", view.Task.Id)) : Pick.None,
            view.Task.Status is ActionItemStatus.ReportedDone ? Pick.None : Start.Of("extend", ("item", TaskBook.DutyOf(view.Task))),
            Start.Of(TaskReassign.Name, ("task", view.Task.Id)), Start.Of(TaskDrop.Name, ("task", view.Task.Id))) with { Topic = view!.Task.Id });
        return Task.CompletedTask;
    }
}

/// <summary>"Xác nhận xong".</summary>
internal sealed class TaskConfirm(TaskView? view) : IDialog
{
    public const string Name = "task.confirm";

    public Task Run(IChat chat)
    {
        if (TaskView.Closed(view, chat.Voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        chat.Record(new TaskJudged(view!.Task.Id, IsDone: true, null));
        chat.Say(chat.Voice.Say("task.confirmDone", TaskView.TaskArgs(view)));
        return Task.CompletedTask;
    }
}

/// <summary>"Chưa đạt, làm tiếp": what is missing; the owner has at least some days more.</summary>
internal sealed class TaskBack(TaskView? view) : IDialog
{
    public const string Name = "task.back";

    public async Task Run(IChat chat)
    {
        if (TaskView.Closed(view, chat.Voice) is { } closed) { chat.Say(closed); return; }
        var comment = await chat.Ask(Questions.Words("comment", chat.Voice.Say("task.askMissing", TaskView.TaskArgs(view!)), chat.Voice, title: "điều còn thiếu"));
        chat.Record(new TaskJudged(view!.Task.Id, IsDone: false, comment.Text));
        chat.Say(chat.Voice.Say("task.backDone", TaskView.TaskArgs(view)));
    }
}

/// <summary>"Đổi người thực hiện".</summary>
internal sealed class TaskReassign(TaskView? view) : IDialog
{
    public const string Name = "task.reassign";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (TaskView.Closed(view, voice) is { } closed) { chat.Say(closed); return; }
        var others = view!.People.Where(person => person.Id != view.Task.OwnerId).ToArray();
        var typed = await chat.Ask(Questions.Text("who", voice.Say("task.askWho", TaskView.TaskArgs(view)), text => TaskLine.Person(others, text, voice, out var why) is null ? why : null, title: "người thực hiện"));
        var next = TaskLine.Person(others, typed.Text!, voice, out _)!;
        chat.Record(new TaskMoved(view.Task.Id, next.Id));
        chat.Say(voice.Say("task.reassigned", ("Content", view.Task.Content), ("FullName", next.FullName)));
    }
}

/// <summary>"Dừng việc này".</summary>
internal sealed class TaskDrop(TaskView? view) : IDialog
{
    public const string Name = "task.drop";

    public async Task Run(IChat chat)
    {
        if (TaskView.Closed(view, chat.Voice) is { } closed) { chat.Say(closed); return; }
        if (await chat.Ask(Questions.Choice("sure", chat.Voice.Screen("task.askDrop", TaskView.TaskArgs(view!), "keep", "drop"))) == "keep") { chat.Say(chat.Voice.Say("task.kept")); return; }
        chat.Record(new TaskMoved(view!.Task.Id, null));
        chat.Say(chat.Voice.Say("task.dropDone", TaskView.TaskArgs(view)));
    }
}

/// <summary>"Trả lời" someone who is stuck.</summary>
internal sealed class TaskReply(TaskView? view) : IDialog
{
    public const string Name = "task.reply";

    public async Task Run(IChat chat)
    {
        if (TaskView.Closed(view, chat.Voice) is { } closed) { chat.Say(closed); return; }
        var text = await chat.Ask(Questions.Words("text", chat.Voice.Say("task.askReply", TaskView.TaskArgs(view!)), chat.Voice, title: "lời trả lời"));
        chat.Record(new TaskAnswered(view!.Task.Id, text.Text!));
        chat.Say(chat.Voice.Say("task.replied", TaskView.TaskArgs(view)));
    }
}
