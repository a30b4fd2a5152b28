using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Meetings;

/// <summary>"Để sau" on a report: nothing more is asked.</summary>
internal sealed class Later : IDialog
{
    public const string Name = "meeting.later";

    public Task Run(IChat chat)
    {
        chat.Say(chat.Voice.Say("meeting.later"));
        return Task.CompletedTask;
    }
}
