using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Secretary;

namespace CellBot.Dialogs.Committee;

/// <summary>"In danh sách", "In báo cáo": what is to be printed, as words to copy.</summary>
/// <param name="title">null: not for this person.</param>
internal sealed class PrintDialog(string? title, string unit, string list) : IDialog
{
    public const string Name = "print";

    public Task Run(IChat chat)
    {
        chat.Say(title is null ? chat.Voice.Say("error.noPermission")
            : chat.Voice.Say("print.list", ("Title", title), ("Unit", unit), ("Time", $"{chat.Now:HH\\:mm}"), ("Date", $"{chat.Now:dd/MM/yyyy}"), ("List", list)));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Arg("what") is "missing")
            return (await MissingView.Load(opening)).FirstOrDefault(view => view.SourceId == opening.Arg("campaign")) is { } missing
                ? new PrintDialog($"Chưa nộp {missing.Item} ({missing.People.Count}/{missing.Eligible})", opening.Me!.Cell!.Name, string.Join('\n', missing.People.Select((one, i) => $"{i + 1}. {one.Person.FullName}")))
                : new PrintDialog(null, "", "");
        if (await CommitteeView.Load(opening) is not { } rollup) return new PrintDialog(null, "", "");
        return new PrintDialog(rollup.Campaign.Title, rollup.Node.Name, string.Join('\n', CellsDialog.Lines(rollup).Select((line, i) => $"{i + 1}. {line.Unit.Name}: {CellsDialog.Figure(line.Sum)}")));
    }
}
