using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.View;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Review;

/// <summary>Looking at what members handed in, and deciding about it.</summary>
internal static class ReviewFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(ReviewDialog.Name, Open)
            {
                Title = "Xem bản chờ",
                Phrases = ["cho xem", "ban cho xem", "xem ban cho", "duyet", "duyet ban", "xem bai", "xem ban", "/duyet"],
                For = me => me.LeadsCell || me.IsOfficer,
            },
            new(ShowPaper.Name, async opening => new ShowPaper(await Reviewing.Load(opening))),
            new(EarlierVersion.Name, async opening => new EarlierVersion(await Reviewing.Load(opening))),
            new(ApprovePaper.Name, async opening => new ApprovePaper(await Reviewing.Load(opening))),
            new(ReturnPaper.Name, async opening => new ReturnPaper(await Reviewing.Load(opening))) { Title = "Đề nghị bổ sung" },
            new(ReviewTonight.Name, async opening =>
            {
                var cell = await opening.Reader.Get<OrgUnit>(opening.Arg("unit")) ?? throw new InvalidOperationException("A queue of no unit.");
                return new ReviewTonight(cell.Id, ReviewQueue.Tonight(cell, opening.Now));
            }) { For = me => me.LeadsCell || me.IsOfficer },
            new(ReviewLater.Name, _ => ValueTask.FromResult<IDialog>(new ReviewLater())),
            new(ReviewOwn.Name, async opening => new ReviewOwn(await OwnWaits(opening), await Reviewing.InsteadOf(opening.Reader, opening.Me!)))
            {
                Title = "xem bản của mình", Phrases = ["xac nhan ban cua toi", "duyet ban cua toi", "xac nhan ban cua minh", "tu xac nhan", "xac nhan bai cua toi", "duyet bai cua toi", "xac nhan ban dang ky cua toi"],
            },
        ],
        Outcomes:
        [
            Outcome.Of<PaperRead>(ReviewOutcomes.Read), Outcome.Of<PaperDecided>(ReviewOutcomes.Decided), Outcome.Of<ReviewPutOff>(ReviewOutcomes.PutOff), Outcome.Of<TurnedAway>(ReviewOutcomes.TurnedAway),
        ],
        Ticks: [])
    {
        Stages = [ReviewQueue.Writer],
    };

    private static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        var unit = opening.ArgOrNull("unit") ?? me.Cell?.Id ?? "";
        var waiting = await ReviewQueue.Waiting(opening.Reader, me, unit, opening.Today, others: true);
        return new ReviewDialog(waiting, opening.ArgOrNull("after"), await OwnWaits(opening), await Reviewing.InsteadOf(opening.Reader, me));
    }

    /// <summary>Whether something of this person's own waits for a decision.</summary>
    private static async ValueTask<bool> OwnWaits(Opening opening) => (await Handed.All(opening)).Any(handed => handed.IsUndecided);
}
