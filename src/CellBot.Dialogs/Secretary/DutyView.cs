using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Secretary;

/// <summary>A duty of somebody, as a reviewer's dialog may know it.</summary>
/// <param name="Heard">How many stages after the date reached the owner.</param>
internal sealed record DutyView(Obligation Duty, Me Owner, int Heard)
{
    /// <summary>Null when there is no such duty, or this person may not decide about it (model section 13).</summary>
    public static async ValueTask<DutyView?> Load(Opening opening)
    {
        if (opening.ArgOrNull("item") is not { } id || await opening.Reader.Get<Obligation>(id) is not { } duty) return null;
        if (await Me.Load(opening.Reader, duty.OwnerId, opening.Today) is not { } owner) return null;
        if (!await Superior.May(opening.Reader, opening.Me!, owner, duty.UnitId, opening.Today)) return null;
        var nudges = await opening.Reader.Get<Reminder>([.. new[] { Stage.N1, Stage.N2, Stage.N3 }.Select(stage => Reminder.IdOf(duty.OwnerId, stage, duty.Id, duty.DueVersion))]);
        return new DutyView(duty, owner, nudges.Count(nudge => nudge.State is ReminderState.Sent));
    }
}
