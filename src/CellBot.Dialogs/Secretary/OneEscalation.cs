using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;

namespace CellBot.Dialogs.Secretary;

/// <summary>A number of the list of overdue people: what can be done about that one.</summary>
internal sealed class OneEscalation(DutyView? view) : IDialog
{
    public const string Name = "escalation";

    public Task Run(IChat chat)
    {
        chat.Say(view switch
        {
            null => chat.Voice.Say("error.noPermission"),
            { Duty.IsOpen: false } => chat.Voice.Say("duty.settled", ("FullName", view.Owner.Person.FullName), ("Item", view.Duty.Item)),
            _ => EscalationWriter.Screen(chat.Voice, view.Duty, view.Owner, chat.Now, view.Heard),
        });
        return Task.CompletedTask;
    }
}
