using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

/// <summary>The reminders of a duty: always only the next stage is planned.</summary>
internal static class Ladder
{
    /// <summary>Plans the next stage that is still to come.</summary>
    public static ValueTask PlanNext(Effects effects, Obligation duty) => ValueTask.CompletedTask; // the stages follow in the next step

    /// <summary>Settles what waits about the duty, with the reason.</summary>
    public static async ValueTask Drop(Effects effects, Obligation duty, string reason)
    {
        foreach (var waiting in await effects.Desk.Find(Reminder.WaitingByPerson, duty.OwnerId + "/"))
            if (waiting.ObjectId == duty.Id)
                effects.Desk.Put(waiting with { State = ReminderState.Skipped, Reason = reason, SettledAt = effects.Now });
    }

    /// <summary>Tells the secretary, who was told before, that no talk is needed any more.</summary>
    public static ValueTask WithdrawEscalation(Effects effects, Obligation duty) => ValueTask.CompletedTask; // the stages follow in the next step
}
