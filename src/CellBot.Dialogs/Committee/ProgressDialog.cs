using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Papers;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Committee;

/// <summary>"thu hoạch" of an officer: how far the cells are, the missing ones on the first line.</summary>
/// <param name="brief">In the middle of a conversation: figures only, since numbers would answer its question.</param>
internal sealed class ProgressDialog(IReadOnlyList<Rollup> rollups, bool brief) : IDialog
{
    public const string Name = "committee.progress";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var screen = rollups switch
        {
            [] => voice.Say("committee.none"),
            [var only] => Screen(voice, only, chat.Now),
            _ => voice.Screen("committee.which", [], Pick.Many(rollups.Select(rollup =>
                new Choice("go", $"{Title(rollup.Campaign)}: {rollup.Cells.CompleteUnits}/{rollup.Cells.CountedUnits} chi bộ đủ", Of(rollup))))) with { Topic = "committee" },
        };
        chat.Say(brief ? screen.Text : screen);
        return Task.CompletedTask;
    }

    public static Start Of(Rollup rollup) => Start.Of(Name, ("campaign", rollup.Campaign.Id), ("node", rollup.Node.Id));

    public static Screen Screen(Voice voice, Rollup rollup, DateTimeOffset now)
    {
        var cells = rollup.Cells;
        if (cells.CountedUnits == 0) return voice.Say("committee.nobody", ("Title", Title(rollup.Campaign)));
        var isStudy = rollup.Campaign.DutyKind is ObligationKind.Reflection;
        Start list = CellsDialog.Of(rollup, rollup.Node.Id), print = MakePaper.Start(PaperKind.Report, rollup.Node.Id, ReportPeriod.Of(rollup.Campaign).Code);
        Start ask = Start.Of(AskCells.Name, ("campaign", rollup.Campaign.Id), ("node", rollup.Node.Id)), thank = Start.Of(ThankCells.Name, ("campaign", rollup.Campaign.Id), ("node", rollup.Node.Id));
        var screen = cells.CompleteUnits < cells.CountedUnits
            ? isStudy ? voice.Screen("committee.progress", ProgressFigures(voice, rollup, now), ask, list, print) : voice.Screen("committee.progressItem", ProgressFigures(voice, rollup, now), ask, list, print)
            : isStudy ? voice.Screen("committee.complete", ProgressFigures(voice, rollup, now), print, thank) : voice.Screen("committee.completeItem", ProgressFigures(voice, rollup, now), print, thank);
        return screen with { Topic = "committee/" + rollup.Campaign.Id };
    }

    private static (string Name, object? Value)[] ProgressFigures(Voice voice, Rollup rollup, DateTimeOffset now) =>
    [
        ("Study", rollup.Campaign.Title), ("ItemCap", Voice.Capital(rollup.Campaign.Item)), ("Done", Figures.Number(rollup.Cells.CompleteUnits)), ("Cells", Figures.Number(rollup.Cells.CountedUnits)),
        ("Refl", Figures.Number(rollup.Cells.Done)), ("ReflN", Figures.Number(rollup.Cells.Eligible)), ("Pct", rollup.Cells.Percent.TrimEnd('%')), ("Time", $"{now:HH\\:mm}"), ("Date", $"{now:dd/MM/yyyy}"),
        ("Missing", Missing(rollup)), ("LateText", Late(rollup.Cells.Units.Count(unit => unit is { IsComplete: true, Late: > 0 }))), ("NoneText", Nobody(rollup.Cells.Units.Count(unit => unit.HasNobody))),
        ("AtDeadline", AtDeadline(voice, rollup)),
    ];

    /// <summary>"Chi bộ Thư viện 10/12"; of many the three with most missing, and how many more.</summary>
    private static string Missing(Rollup rollup)
    {
        var missing = rollup.Cells.Missing;
        var named = string.Join(", ", missing.Take(3).Select(rollup.Line));
        return missing.Count <= 3 ? named : $"{named} và {Figures.Number(missing.Count - 3)} chi bộ khác";
    }

    public static string Title(ICampaign campaign) => campaign.DutyKind is ObligationKind.Reflection ? $"Thu hoạch “{campaign.Title}”" : campaign.Title;

    private static string Late(int cells) => cells == 0 ? "" : $", trong đó {Figures.Number(cells)} chi bộ sau hạn";

    private static string Nobody(int cells) => cells == 0 ? "" : $"{Figures.Number(cells)} chi bộ không có đối tượng.";

    private static string AtDeadline(Voice voice, Rollup rollup) =>
        rollup.AtDeadline is not { } then ? "" : voice.Say("committee.atDeadline", ("SnapshotDone", Figures.Number(then.CompleteCells)), ("SnapshotCells", Figures.Number(then.Cells)));
}
