using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.View;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>Registering the year's work.</summary>
internal static class PledgeFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(PledgeDialog.Name, async opening => await PledgeView.Load(opening) is { } view ? new PledgeDialog(view, opening.ArgOrNull("from") ?? Unfinished(view)) : new NoCampaign())
            {
                Title = "Đăng ký cam kết",
                Phrases = ["dang ky", "/dangky", "dangky", "dang ky cam ket", "cam ket", "camket", "dk", "lam dang ky", "ban dang ky", "dang ky nam"],
                For = me => me.Cell is not null,
            },
            new(TakeBackPledge.Name, async opening =>
            {
                var own = await opening.Reader.Get<Pledge>(Pledge.IdOf(opening.Arg("campaign"), opening.Me!.Id));
                var decider = own?.Decision is { } decision ? await opening.Reader.Get<Participant>(decision.By) : null;
                return new TakeBackPledge(own, decider?.FormalName);
            }),
            new(PaperPledge.Name, async opening => await PledgeView.Load(opening) is { } view ? new PaperPledge(view.Campaign) : new NoCampaign()),
            new(EnterPledge.Name, async opening =>
            {
                var (pledge, campaign) = await Named(opening);
                var author = pledge is null ? null : await Me.Load(opening.Reader, pledge.ParticipantId, opening.Today);
                return new EnterPledge(pledge, campaign, author, author is not null && await Superior.May(opening.Reader, opening.Me!, author, pledge!.UnitId, opening.Today));
            }),
            new(ConfirmEntered.Name, async opening =>
            {
                var (pledge, campaign) = await Named(opening);
                return new ConfirmEntered(pledge, campaign, opening.Arg("answer") == "right");
            }),
            new(ShowPledge.Name, async opening => new ShowPledge(await PledgeView.Load(opening))) { Title = "xem bản đăng ký", Phrases = ["xem ban dang ky", "ban dang ky cua toi"] },
            new(AmendDialog.Name, async opening => new AmendDialog(await PledgeView.Load(opening), opening.Me is { } me && await Superior.Of(opening.Reader, me, opening.Today) is not null)) { Title = "xin điều chỉnh", Phrases = ["xin dieu chinh", "dieu chinh dang ky"] },
            new(DecideAmendment.Name, async opening =>
            {
                var pledge = await opening.Reader.Get<Pledge>(opening.Arg("pledge"));
                var author = pledge is null ? null : await Me.Load(opening.Reader, pledge.ParticipantId, opening.Today);
                var may = author is not null && await Superior.May(opening.Reader, opening.Me!, author, pledge!.UnitId, opening.Today);
                return new DecideAmendment(pledge, author, may, opening.Arg("answer") == "allow");
            }),
        ],
        Outcomes:
        [
            Outcome.Of<PledgeSubmitted>(PledgeOutcomes.Submitted), Outcome.Of<PledgeTakenBack>(PledgeOutcomes.TakenBack),
            Outcome.Of<AmendmentAsked>(AmendOutcomes.Asked), Outcome.Of<AmendmentDecided>(AmendOutcomes.Decided),
            Outcome.Of<PledgePhotographed>(PaperOutcomes.Photographed), Outcome.Of<PledgeEntered>(PaperOutcomes.Entered), Outcome.Of<EntryRefused>(PaperOutcomes.Refused),
        ],
        Ticks: []);

    private static async ValueTask<(Pledge? Pledge, PledgeCampaign? Campaign)> Named(Opening opening)
    {
        var pledge = await opening.Reader.Get<Pledge>(opening.Arg("pledge"));
        return (pledge, pledge is null ? null : await opening.Reader.Get<PledgeCampaign>(pledge.CampaignId));
    }

    /// <summary>A pledge that was returned, taken back or opened for a change is gone on with as it is.</summary>
    private static string? Unfinished(PledgeView view) => view.Own is { Status: PledgeStatus.Returned or PledgeStatus.Draft, Items.Count: > 0 } ? "own" : null;

    private sealed class NoCampaign : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(chat.Voice.Say("pledge.none"));
            return Task.CompletedTask;
        }
    }
}
