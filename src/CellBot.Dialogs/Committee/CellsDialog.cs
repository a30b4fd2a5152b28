using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Organisation;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Committee;

/// <summary>"Xem từng chi bộ": what stands directly below a node, what is missing first; parts that have cells of their own open by number. The lines of all pages add up to the head.</summary>
/// <param name="rollup">null: not for this person.</param>
/// <param name="page">From 0.</param>
internal sealed class CellsDialog(Rollup? rollup, int page) : IDialog
{
    public const string Name = "committee.cells";
    private const int PageSize = 30;

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (rollup is null) { chat.Say(voice.Say("error.noPermission")); return Task.CompletedTask; }
        var lines = Lines(rollup);
        var shown = lines.Skip(page * PageSize).Take(PageSize).ToArray();
        var head = rollup.Cells;
        var text = voice.Say("committee.cells",
            ("Node", rollup.Node.Name), ("Title", rollup.Campaign.Title), ("Refl", Figures.Number(head.Done)), ("ReflN", Figures.Number(head.Eligible)), ("Done", Figures.Number(head.CompleteUnits)), ("Cells", Figures.Number(head.CountedUnits)),
            ("Time", $"{chat.Now:HH\\:mm}"), ("Date", $"{chat.Now:dd/MM/yyyy}"), ("AtDeadline", AtDeadline(voice, rollup)),
            ("List", string.Join('\n', shown.Where(line => line.Unit.IsCell).Select(line => $"– {line.Unit.Name}: {Figure(line.Sum)}"))));
        var choices = shown.Where(line => !line.Unit.IsCell).Select(line => new Choice("go", $"{line.Unit.Name}: {Figure(line.Sum)}", Of(rollup, line.Unit.Id))).ToList();
        if ((page + 1) * PageSize < lines.Count) choices.Add(new Choice("next", $"Xem tiếp {Math.Min(PageSize, lines.Count - (page + 1) * PageSize)} đơn vị", Of(rollup, rollup.Node.Id, page + 1)));
        chat.Say(new Screen(text, choices, Topic: $"committee/{rollup.Campaign.Id}/{rollup.Node.Id}"));
        return Task.CompletedTask;
    }

    public static Start Of(Rollup rollup, string nodeId, int page = 0) => Start.Of(Name, ("campaign", rollup.Campaign.Id), ("node", nodeId), ("page", $"{page}"));

    /// <summary>Directly below the node, most missing first, then the complete, then those with nobody to ask.</summary>
    public static IReadOnlyList<(OrgUnit Unit, CampaignCoverage Sum)> Lines(Rollup rollup) =>
        [.. rollup.Tree.Children(rollup.Node.Id).Select(unit => (Unit: unit, Sum: rollup.Below(unit.Id))).Where(line => line.Sum.Units.Count > 0)
            .OrderByDescending(line => line.Sum.Eligible - line.Sum.Done).ThenBy(line => line.Sum.Eligible == 0)];

    public static string Figure(CampaignCoverage sum) => sum.Eligible == 0 ? "không có đối tượng" : $"{Figures.Number(sum.Done)}/{Figures.Number(sum.Eligible)} ({sum.Percent})";

    private static string AtDeadline(Voice voice, Rollup rollup) => rollup.AtDeadline is not { } then ? ""
        : voice.Say("committee.atDeadlineAll", ("SnapshotDone", Figures.Number(then.CompleteCells)), ("SnapshotCells", Figures.Number(then.Cells)), ("Refl", Figures.Number(then.Done)), ("ReflN", Figures.Number(then.Eligible)));
}
