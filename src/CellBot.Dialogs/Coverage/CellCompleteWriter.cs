using CellBot.Dialogs.Engine;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Coverage;

/// <summary>Tells an officer that a cell is complete: one that was asked, one that was late, or the last of all. Cells that are merely in time are only counted.</summary>
internal static class CellCompleteWriter
{
    public static StageWriter Stages { get; } = new([Stage.CellComplete], Write);

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        if (await desk.Get<CellCompletion>(run.Reminder.ObjectId) is not { } completion || await Rollup.Load(desk, completion.RootId, await NodeOf(run, completion), run.Now) is not { } rollup) return new StageVerdict.Skip("gone");
        if (rollup.Cells.Units.FirstOrDefault(unit => unit.UnitId == completion.UnitId) is not { IsComplete: true } cell) return new StageVerdict.Skip("returned");
        var asked = await desk.Get<CellInquiry>(CellInquiry.IdOf(completion.RootId, completion.UnitId, run.Me.Id)) is not null;
        if (!asked && run.Now <= rollup.Campaign.DueAt && rollup.Cells.CompleteUnits < rollup.Cells.CountedUnits) return new StageVerdict.Skip("not asked");
        return new StageVerdict.Say(run.Voice.Screen("committee.cellComplete",
            [("Cell", rollup.Tree.Find(cell.UnitId)!.Name), ("Refl", cell.Done), ("ReflN", cell.Eligible), ("Done", rollup.Cells.CompleteUnits), ("Cells", rollup.Cells.CountedUnits)]), "", null, Merges: false);
    }

    /// <summary>The officer's own body; the figures are of what is below it.</summary>
    private static async ValueTask<string> NodeOf(StageRun run, CellCompletion completion)
    {
        var cell = await run.Effects.Desk.Get<OrgUnit>(completion.UnitId);
        return cell is null ? "" : (await Officers.Above(run.Effects.Desk, cell, "", run.Effects.Today)).LastOrDefault(officer => officer.ParticipantId == run.Me.Id)?.UnitId ?? "";
    }
}
