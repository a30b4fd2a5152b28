using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Tasks;

/// <summary>A task of the person of the turn; null when it is another's, done already, or not any more.</summary>
internal static class OwnTask
{
    public static async ValueTask<ActionItem?> Load(Opening opening) =>
        opening.ArgOrNull("task") is { } id && await opening.Reader.Get<ActionItem>(id) is { } task && task.OwnerId == opening.Me!.Id && task.UnitId == opening.Me.Cell?.Id ? task : null;

    /// <summary>What is said when nothing can be answered; null while it is open.</summary>
    public static Screen? Closed(ActionItem? task, Voice voice) => task switch
    {
        null => voice.Say("stale.nothing"),
        { Status: ActionItemStatus.Done or ActionItemStatus.Dropped or ActionItemStatus.ReportedDone } => voice.Say("task.closed", ("Content", task.Content), ("Status", TaskWords.Status(task.Status))),
        _ => (Screen?)null,
    };
}

/// <summary>A line of "việc của tôi": the task, and how far it is.</summary>
internal sealed class TaskCard(ActionItem? task, IReadOnlyList<string> coWorkers) : IDialog
{
    public const string Name = "task";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (OwnTask.Closed(task, voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        var text = TaskWords.Assigned(voice, task!, coWorkers).Text;
        chat.Say(voice.Screen("task.card", [("Text", text)], TaskWords.Answers(task!)) with { Topic = TaskBook.DutyOf(task!) });
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var task = await OwnTask.Load(opening);
        var helpers = task is null ? [] : await opening.Reader.Get<Domain.People.Participant>(task.CoWorkerIds);
        return new TaskCard(task, [.. helpers.Select(person => person.FullName)]);
    }
}

/// <summary>"Đã nhận".</summary>
internal sealed class TaskReceived(ActionItem? task) : IDialog
{
    public const string Name = "task.received";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (OwnTask.Closed(task, voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        if (task!.Status is ActionItemStatus.Assigned) chat.Record(new TaskProgress(task.Id, ActionItemStatus.Acknowledged));
        chat.Say(voice.Say("task.noted", ("Content", task.Content), ("DueText", TaskWords.DueText(task))));
        return Task.CompletedTask;
    }
}

/// <summary>"Xong": one tap; whoever assigned it is told.</summary>
internal sealed class TaskDone(ActionItem? task) : IDialog
{
    public const string Name = "task.done";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (OwnTask.Closed(task, voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        chat.Record(new TaskProgress(task!.Id, ActionItemStatus.ReportedDone));
        chat.Say(voice.Say(task.AssignedBy == chat.Me.Id ? "task.doneOwn" : "task.doneSaid", ("Content", task.Content), ("Time", Domain.Dates.VietnameseDates.Clock(chat.SentAt))));
        return Task.CompletedTask;
    }
}

/// <summary>"Chưa xong": one tap; its reminders go on.</summary>
internal sealed class TaskNotYet(ActionItem? task) : IDialog
{
    public const string Name = "task.not-yet";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (OwnTask.Closed(task, voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        chat.Record(new TaskProgress(task!.Id, ActionItemStatus.InProgress));
        chat.Say(voice.Say("task.notYet", ("Content", task.Content), ("DueText", TaskWords.DueText(task))));
        return Task.CompletedTask;
    }
}

/// <summary>"Gặp vướng mắc", "tôi cần trao đổi": whoever assigned it is told the same day.</summary>
internal sealed class TaskBlocked(ActionItem? task) : IDialog
{
    public const string Name = "task.blocked";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (OwnTask.Closed(task, voice) is { } closed) { chat.Say(closed); return; }
        var note = await chat.Ask(Questions.Words("note", voice.Say("task.askBlocked", ("Content", task!.Content)), voice, title: "vướng mắc"));
        chat.Record(new TaskProgress(task.Id, ActionItemStatus.Blocked, note.Text));
        chat.Say(voice.Say("task.blockedSaid", ("Content", task.Content)));
    }
}
