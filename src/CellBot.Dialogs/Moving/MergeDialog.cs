using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Moving;

/// <summary>"sáp nhập": an officer of the body above closes a cell and brings everybody of it into another one. Figures of the time before stay what they were.</summary>
/// <param name="meetings">The next meeting of a cell that is announced already.</param>
internal sealed class MergeDialog(IReadOnlyList<MoveCell> cells, IReadOnlyDictionary<string, Meeting> meetings) : IDialog
{
    public const string Name = "merge";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (cells.Count < 2) { chat.Say(voice.Say("move.oneCell")); return; }
        var from = await Ask(chat, "from", voice.Say("merge.askFrom"), cells);
        if (meetings.TryGetValue(from.Unit.Id, out var meeting))
        {
            chat.Say(voice.Say("merge.meeting", ("FromCell", from.Unit.Name), ("MeetingTitle", meeting.Title), ("When", MeetingWords.When(meeting))));
            return;
        }
        var to = await Ask(chat, "to", voice.Say("merge.askTo", ("FromCell", from.Unit.Name)), [.. cells.Where(cell => cell.Unit.Id != from.Unit.Id)]);
        var sure = await chat.Ask(Questions.Choice("sure", voice.Screen("merge.confirm",
            [("FromCell", from.Unit.Name), ("Count", from.People.Count), ("ToCell", to.Unit.Name), ("Others", to.People.Count), ("Date", $"{chat.Now:dd/MM/yyyy}")], "edit", "merge")));
        if (sure is "edit") await chat.Rewrite(new() { Forget = ["from", "to", "sure"] });
        chat.Record(new CellsMerged(from.Unit.Id, to.Unit.Id));
        chat.Say(voice.Say("merge.done", ("FromCell", from.Unit.Name), ("ToCell", to.Unit.Name), ("Count", from.People.Count)));
    }

    private static async Task<MoveCell> Ask(IChat chat, string key, string about, IReadOnlyList<MoveCell> cells)
    {
        var id = await chat.Ask(CellQuestion.Of(chat.Voice, key, about, cells));
        return cells.First(cell => cell.Unit.Id == id);
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var cells = await MoveCell.Of(opening);
        var meetings = new Dictionary<string, Meeting>();
        foreach (var cell in cells)
            if (await UpcomingMeetings.OfUnit(opening.Reader, cell.Unit.Id, opening.Now) is [var next, ..]) meetings[cell.Unit.Id] = next;
        return new MergeDialog(cells, meetings);
    }
}
