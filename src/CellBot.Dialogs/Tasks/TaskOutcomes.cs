using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Tasks;

/// <summary>What follows when a task is assigned, when its owner says how far it is, and when it is judged. Who may is read again here.</summary>
internal static class TaskOutcomes
{
    public static async ValueTask Assigned(TasksAssigned fact, Effects effects)
    {
        if (!effects.Me.LeadsCell || effects.Me.Cell!.Id != fact.UnitId) return;
        var meeting = fact.MeetingId is null ? null : await effects.Desk.Get<Meeting>(fact.MeetingId);
        var number = 0;
        foreach (var line in fact.Tasks)
            await TaskBook.Assign(effects, new ActionItem("t-" + Tokens.Of(fact.MeetingId ?? effects.CauseId, line.Canonical))
            {
                UnitId = fact.UnitId, Origin = meeting is null ? ActionOrigin.AdHoc : ActionOrigin.Resolution, SourceId = meeting?.Id, SourceTitle = meeting is null ? null : $"nghị quyết tháng {meeting.StartsAt.Month}",
                Number = ++number, Content = line.Content, Target = line.Target, OwnerId = line.OwnerId, CoWorkerIds = line.CoWorkerIds,
                DueAt = QuietHours.On(line.DueOn, new TimeOnly(23, 59, 59), effects.Now.Offset), AssignedBy = effects.Me.Id, AssignedAt = effects.Now,
            });
    }

    public static async ValueTask Progressed(TaskProgress fact, Effects effects)
    {
        var me = effects.Me;
        if (await effects.Desk.Get<ActionItem>(fact.TaskId) is not { } task || task.OwnerId != me.Id || task.Status is ActionItemStatus.Done or ActionItemStatus.Dropped or ActionItemStatus.ReportedDone) return;
        var own = task.AssignedBy == me.Id;
        var status = fact.Status is ActionItemStatus.ReportedDone && own ? ActionItemStatus.Done : fact.Status;
        IReadOnlyList<ProgressNote> notes = fact.Note is null ? task.ProgressNotes : [.. task.ProgressNotes, new ProgressNote(effects.Now, me.Id, fact.Note)];
        effects.Desk.Put(task with { Status = status, ProgressNotes = notes });
        if (fact.Status is ActionItemStatus.ReportedDone) await Duties.Fulfil(effects, TaskBook.DutyOf(task), effects.SentAt);
        if (own || fact.Status is not (ActionItemStatus.ReportedDone or ActionItemStatus.Blocked) || await Assigner(effects, task) is not { } assigner) return;
        await effects.Post.Send(assigner, voice => (fact.Status is ActionItemStatus.Blocked
            ? voice.Screen("task.blocked", TaskReport(me.Person.FullName, task, fact.Note), Start.Of(TaskReply.Name, ("task", task.Id)), Start.Of("extend", ("item", TaskBook.DutyOf(task))), Start.Of(TaskReassign.Name, ("task", task.Id)))
            : voice.Screen("task.reported", TaskReport(me.Person.FullName, task, null), Start.Of(TaskConfirm.Name, ("task", task.Id)), Start.Of(TaskBack.Name, ("task", task.Id)))) with { Topic = task.Id },
            options: await Timing.Daytime(effects, task.UnitId));
    }

    public static async ValueTask Judged(TaskJudged fact, Effects effects)
    {
        if (await effects.Desk.Get<ActionItem>(fact.TaskId) is not { } task || !Decides(effects.Me, task)) return;
        effects.Audit(fact.IsDone ? "task-done" : "task-back", task.Id);
        var options = await Timing.Daytime(effects, task.UnitId);
        var decider = Voice.Capital(effects.Me.Person.FormalName);
        if (fact.IsDone)
        {
            effects.Desk.Put(task with { Status = ActionItemStatus.Done });
            await Duties.Fulfil(effects, TaskBook.DutyOf(task), effects.Now);
            if (task.OwnerId != effects.Me.Id) await effects.Post.Send(task.OwnerId, voice => voice.Say("task.confirmed", ("Decider", decider), ("Content", task.Content)), options: options);
            return;
        }
        var duty = await Duties.Reopen(effects, TaskBook.DutyOf(task), effects.Me.Cell!.Settings.ReturnDays);
        var again = task with { Status = ActionItemStatus.InProgress, DueAt = duty?.DueAt ?? task.DueAt, ProgressNotes = [.. task.ProgressNotes, new ProgressNote(effects.Now, effects.Me.Id, fact.Comment!)] };
        effects.Desk.Put(again);
        if (task.OwnerId != effects.Me.Id)
            await effects.Post.Send(task.OwnerId, voice => voice.Screen("task.returned", [("Decider", decider), ("Content", task.Content), ("Comment", fact.Comment), ("DueText", TaskWords.DueText(again))], TaskWords.Answers(again)) with { Topic = TaskBook.DutyOf(task) }, options: options);
    }

    public static async ValueTask Moved(TaskMoved fact, Effects effects)
    {
        if (await effects.Desk.Get<ActionItem>(fact.TaskId) is not { Status: not (ActionItemStatus.Done or ActionItemStatus.Dropped) } task || !Decides(effects.Me, task)) return;
        if (fact.NewOwnerId is { } next)
        {
            if (await Me.Load(effects.Desk, next, effects.Today) is { } owner && owner.Cell?.Id == task.UnitId) await TaskBook.Handover(effects, task, next);
            return;
        }
        if (await effects.Desk.Get<Obligation>(TaskBook.DutyOf(task)) is { IsOpen: true } duty) await Duties.Waive(effects, duty);
        else effects.Desk.Put(task with { Status = ActionItemStatus.Dropped });
        effects.Audit("task-drop", task.Id);
        if (task.OwnerId != effects.Me.Id)
            await effects.Post.Send(task.OwnerId, voice => voice.Say("task.dropped", ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("Content", task.Content)), options: await Timing.Daytime(effects, task.UnitId));
    }

    public static async ValueTask Answered(TaskAnswered fact, Effects effects)
    {
        if (await effects.Desk.Get<ActionItem>(fact.TaskId) is not { } task || !Decides(effects.Me, task)) return;
        effects.Desk.Put(task with { Status = task.Status is ActionItemStatus.Blocked ? ActionItemStatus.InProgress : task.Status, ProgressNotes = [.. task.ProgressNotes, new ProgressNote(effects.Now, effects.Me.Id, fact.Text)] });
        await effects.Post.Send(task.OwnerId, voice => voice.Screen("task.answered", [("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("Content", task.Content), ("Text", fact.Text)], TaskWords.Answers(task)) with { Topic = TaskBook.DutyOf(task) },
            options: await Timing.Daytime(effects, task.UnitId));
    }

    private static (string Name, object? Value)[] TaskReport(string fullName, ActionItem task, string? note) =>
        [("FullName", fullName), ("Content", task.Content), ("Due", TaskWords.Due(task)), ("DueText", TaskWords.Due(task)), ("Note", note)];

    /// <summary>Secretary and deputy of the cell it belongs to; nobody about the own one.</summary>
    public static bool Decides(Me me, ActionItem task) => me.LeadsFor(task.OwnerId) && me.Cell!.Id == task.UnitId;

    /// <summary>Who assigned it, while still in office; else who decides about the owner's papers now.</summary>
    private static async ValueTask<string?> Assigner(Effects effects, ActionItem task) =>
        await Me.Load(effects.Desk, task.AssignedBy, effects.Today) is { } assigner && Decides(assigner, task) ? assigner.Id : effects.Me.Reviewer?.Id;
}
