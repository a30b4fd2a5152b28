using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>"sửa" after sending: the pledge is a draft again until it is sent once more. Too late once it was decided.</summary>
internal sealed class TakeBackPledge(Pledge? own, string? decider) : IDialog
{
    public const string Name = "pledge.take-back";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        switch (own?.Status)
        {
            case PledgeStatus.Submitted:
                chat.Record(new PledgeTakenBack(own.Id));
                await chat.GoTo(Start.Of(PledgeDialog.Name, ("campaign", own.CampaignId), ("from", "taken-back")));
                break;
            case PledgeStatus.Approved or PledgeStatus.Amending or PledgeStatus.Closed:
                chat.Say(voice.Screen("pledge.withdrawTooLate", [("Decider", decider)], Start.Of("pledge.amend", ("campaign", own.CampaignId)), Start.Of("menu")));
                break;
            default:
                await chat.GoTo(Start.Of(PledgeDialog.Name));
                break;
        }
    }
}
