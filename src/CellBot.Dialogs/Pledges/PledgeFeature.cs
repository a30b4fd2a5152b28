using CellBot.Dialogs.Engine;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>Registering the year's work.</summary>
internal static class PledgeFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(PledgeDialog.Name, async opening => await PledgeView.Load(opening) is { } view ? new PledgeDialog(view, opening.ArgOrNull("from")) : new NoCampaign())
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
        ],
        Outcomes: [Outcome.Of<PledgeSubmitted>(PledgeOutcomes.Submitted), Outcome.Of<PledgeTakenBack>(PledgeOutcomes.TakenBack)],
        Ticks: []);

    private sealed class NoCampaign : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(chat.Voice.Say("pledge.none"));
            return Task.CompletedTask;
        }
    }
}
