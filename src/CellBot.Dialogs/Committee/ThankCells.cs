using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Audit;
using CellBot.Domain.Organisation;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Committee;

/// <summary>"Gửi lời cảm ơn các chi bộ": to the secretary of each cell that is complete, once for a campaign.</summary>
/// <param name="reachable">Complete cells whose secretary has a chat here.</param>
internal sealed class ThankCells(Rollup? rollup, int reachable, bool isDone) : IDialog
{
    public const string Name = "committee.thank";
    private const string Action = "thank-cells";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (rollup is null) { chat.Say(voice.Say("error.noPermission")); return Task.CompletedTask; }
        if (isDone) { chat.Say(voice.Say("committee.thankedBefore")); return Task.CompletedTask; }
        chat.Record(new CellsThanked(rollup.Campaign.Id, rollup.Node.Id));
        chat.Say(voice.Say("committee.thanksSent", ("Count", Figures.Number(reachable))));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var rollup = await CommitteeView.Load(opening);
        var reachable = 0;
        foreach (var cell in rollup?.Cells.Units.Where(unit => unit.IsComplete) ?? [])
            if (await Officers.LeaderOf(opening.Reader, cell.UnitId, opening.Today) is { IsReachable: true })
                reachable++;
        var isDone = rollup is not null && (await opening.Reader.Find(AuditEntry.ByObject, rollup.Campaign.Id)).Any(entry => entry.Action == Action && entry.UnitId == rollup.Node.Id);
        return new ThankCells(rollup, reachable, isDone);
    }

    public static async ValueTask Thanked(CellsThanked fact, Effects effects)
    {
        var desk = effects.Desk;
        if (!await CommitteeView.ActsFor(desk, effects.Me, fact.NodeId, effects.Today) || await Rollup.Load(desk, fact.CampaignId, fact.NodeId, effects.Now) is not { } rollup) return;
        foreach (var cell in rollup.Cells.Units.Where(unit => unit.IsComplete))
            if (await Officers.LeaderOf(desk, cell.UnitId, effects.Today) is { IsReachable: true } leader && rollup.Tree.Find(cell.UnitId) is OrgUnit unit)
                await effects.Post.Send(leader.Person.Id, voice => voice.Say("committee.thanks",
                    ("Body", Officers.NameOf(rollup.Node)), ("Cell", unit.Name), ("Item", rollup.Campaign.Item), ("Refl", cell.Done), ("ReflN", cell.Eligible)), options: await Timing.Daytime(effects, cell.UnitId));
        effects.Audit(Action, fact.CampaignId, fact.NodeId);
    }
}
