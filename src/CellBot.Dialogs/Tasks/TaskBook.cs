using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Tasks;

/// <summary>Tasks and the duties that remind of them: a task has exactly one duty, its owner's.</summary>
internal static class TaskBook
{
    /// <summary>The duty's own name holds nobody's words; those stand in the task, which only its owner's key opens.</summary>
    private static string ItemOf(ActionItem task) => $"việc số {task.Number} theo {task.SourceTitle ?? "phân công"}";

    /// <summary>A new task: written down, its owner and those who work with told, its reminders planned.</summary>
    public static async ValueTask Assign(Effects effects, ActionItem task)
    {
        if (await effects.Desk.Get<ActionItem>(task.Id) is not null) return;
        effects.Desk.Put(task);
        effects.Audit("assign", task.Id, task.UnitId);
        await Duties.Open(effects, new Obligation(DutyOf(task))
        {
            Kind = ObligationKind.ActionItem, OwnerId = task.OwnerId, UnitId = task.UnitId, SourceId = task.Id, Item = ItemOf(task), OpensAt = task.AssignedAt, DueAt = task.DueAt,
        });
        await Tell(effects, task);
    }

    public static string DutyOf(ActionItem task) => Obligation.IdOf(task.Id, task.OwnerId);

    private static async ValueTask Tell(Effects effects, ActionItem task)
    {
        var names = (await effects.Desk.Get<Participant>([task.OwnerId, .. task.CoWorkerIds])).ToDictionary(person => person.Id);
        var options = await Timing.Daytime(effects, task.UnitId);
        if (task.OwnerId != effects.ActorId)
            await effects.Post.Send(task.OwnerId, voice => TaskWords.Assigned(voice, task, [.. task.CoWorkerIds.Select(id => names.GetValueOrDefault(id)?.FullName ?? "")]), options: options);
        foreach (var helper in task.CoWorkerIds.Where(id => id != effects.ActorId))
            await effects.Post.Send(helper, voice => voice.Say("task.coworker", ("FullName", names.GetValueOrDefault(task.OwnerId)?.FullName), ("Content", task.Content), ("DueText", TaskWords.DueText(task))), options: options);
    }

    /// <summary>Its date was moved, or nobody has to do it any more: the task says the same as its duty.</summary>
    public static async ValueTask Follow(Effects effects, Obligation duty)
    {
        if (duty.Kind is not ObligationKind.ActionItem || await effects.Desk.Get<ActionItem>(duty.SourceId) is not { } task || task.OwnerId != duty.OwnerId) return;
        effects.Desk.Put(duty.WaivedAt is not null ? task with { Status = ActionItemStatus.Dropped } : task with { DueAt = duty.DueAt });
    }

    /// <summary>Somebody else does it now: the old owner's duty ends without a word of delay, the new one's begins.</summary>
    public static async ValueTask Handover(Effects effects, ActionItem task, string newOwnerId)
    {
        if (await effects.Desk.Get<Obligation>(DutyOf(task)) is { IsOpen: true } old)
        {
            await Ladder.Drop(effects, old, "handed over");
            effects.Desk.Put(old with { WaivedAt = effects.Now });
        }
        var moved = task with { OwnerId = newOwnerId, CoWorkerIds = [.. task.CoWorkerIds.Where(id => id != newOwnerId)], Status = ActionItemStatus.Assigned };
        effects.Desk.Put(moved);
        effects.Audit("reassign", task.Id, task.UnitId);
        var id = DutyOf(moved);
        var before = await effects.Desk.Get<Obligation>(id);
        await Duties.Open(effects, new Obligation(id)
        {
            Kind = ObligationKind.ActionItem, OwnerId = newOwnerId, UnitId = task.UnitId, SourceId = task.Id, Item = ItemOf(task), OpensAt = effects.Now, DueAt = task.DueAt, DueVersion = (before?.DueVersion ?? 0) + 1,
        });
        var options = await Timing.Daytime(effects, task.UnitId);
        if (task.OwnerId != effects.ActorId) await effects.Post.Send(task.OwnerId, voice => voice.Say("task.taken", ("Content", task.Content)), options: options);
        await Tell(effects, moved);
    }
}
