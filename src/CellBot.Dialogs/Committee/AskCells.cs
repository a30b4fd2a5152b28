using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Committee;

/// <param name="Name">Of the cell.</param>
/// <param name="IsReachable">Its secretary, or the deputy, has a chat here.</param>
/// <param name="IsAsked">By this officer, today.</param>
internal sealed record AskedCell(string UnitId, string Name, bool IsReachable, bool IsAsked);

/// <summary>"Nhắc bí thư chi bộ còn thiếu": one message to each, with what it needs to answer; the officer hears when they reply, and when they are complete.</summary>
internal sealed class AskCells(Rollup? rollup, IReadOnlyList<AskedCell> cells) : IDialog
{
    public const string Name = "committee.ask";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (rollup is null) { chat.Say(voice.Say("error.noPermission")); return Task.CompletedTask; }
        if (cells.Count == 0) { chat.Say(voice.Say("committee.nobodyMissing")); return Task.CompletedTask; }
        var reached = cells.Where(cell => cell.IsReachable).ToArray();
        var fresh = reached.Where(cell => !cell.IsAsked).ToArray();
        if (fresh.Length > 0)
        {
            chat.Record(new CellsAsked(rollup.Campaign.Id, rollup.Node.Id, [.. fresh.Select(cell => cell.UnitId)]));
            chat.Say(voice.Say("committee.nudgeSent", ("Names", "bí thư " + Named(fresh))));
        }
        else if (reached.Length > 0) chat.Say(voice.Say("committee.nudgedToday"));
        if (reached.Length < cells.Count) chat.Say(voice.Say("committee.nudgeUnreached", ("Names", Named([.. cells.Where(cell => !cell.IsReachable)]))));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var rollup = await CommitteeView.Load(opening);
        var cells = new List<AskedCell>();
        foreach (var cell in rollup?.Cells.Missing ?? [])
        {
            var inquiry = await opening.Reader.Get<CellInquiry>(CellInquiry.IdOf(rollup!.Campaign.Id, cell.UnitId, opening.Me!.Id));
            cells.Add(new AskedCell(cell.UnitId, rollup.Tree.Find(cell.UnitId)!.Name, await Officers.LeaderOf(opening.Reader, cell.UnitId, opening.Today) is { IsReachable: true }, inquiry?.AskedAt.Date == opening.Now.Date));
        }
        return new AskCells(rollup, cells);
    }

    public static async ValueTask Asked(CellsAsked fact, Effects effects)
    {
        var desk = effects.Desk;
        if (!await CommitteeView.ActsFor(desk, effects.Me, fact.NodeId, effects.Today) || await Rollup.Load(desk, fact.CampaignId, fact.NodeId, effects.Now) is not { } rollup) return;
        foreach (var cell in rollup.Cells.Missing.Where(cell => fact.UnitIds.Contains(cell.UnitId)))
        {
            if (await Officers.LeaderOf(desk, cell.UnitId, effects.Today) is not { IsReachable: true } leader) continue;
            var id = CellInquiry.IdOf(fact.CampaignId, cell.UnitId, effects.Me.Id);
            _ = await desk.Get<CellInquiry>(id);
            desk.Put(new CellInquiry(id) { RootId = fact.CampaignId, UnitId = cell.UnitId, OfficerId = effects.Me.Id, AskedAt = effects.Now });
            var own = AnyCampaign.IdIn(rollup.Campaign, cell.UnitId);
            (string, object?)[] args =
            [
                ("Body", Officers.NameOf(rollup.Node)), ("Cell", rollup.Tree.Find(cell.UnitId)!.Name), ("Study", rollup.Campaign.Title), ("Item", rollup.Campaign.Item), ("Refl", cell.Done), ("ReflN", cell.Eligible),
            ];
            Start who = Start.Of(MissingDialog.Name, ("source", own)), nudge = Start.Of(NudgeDialog.Name, ("source", own)), reply = Start.Of(CellReply.Name, ("campaign", fact.CampaignId), ("officer", effects.Me.Id));
            await effects.Post.Send(leader.Person.Id, voice => (rollup.Campaign.DutyKind is ObligationKind.Reflection
                ? voice.Screen("committee.nudge.toSecretary", args, who, nudge, reply)
                : voice.Screen("committee.nudge.toSecretaryItem", args, who, nudge, reply)) with { Topic = id }, options: await Timing.Daytime(effects, cell.UnitId));
        }
        effects.Audit("ask-cells", fact.CampaignId, fact.NodeId);
    }

    private static string Named(IReadOnlyList<AskedCell> cells) =>
        cells.Count <= 5 ? string.Join(", ", cells.Select(cell => cell.Name)) : $"{string.Join(", ", cells.Take(5).Select(cell => cell.Name))} và {Figures.Number(cells.Count - 5)} chi bộ khác";
}
