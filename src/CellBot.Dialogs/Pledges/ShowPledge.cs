using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>The person's own pledge as it stands, with its receipt: the same proof the reviewer sees.</summary>
internal sealed class ShowPledge(PledgeView? view) : IDialog
{
    public const string Name = "pledge.view";

    public Task Run(IChat chat)
    {
        if (view is null) chat.Say(chat.Voice.Say("pledge.none"));
        else if (view.Own is not { Items.Count: > 0 } own) chat.Say(chat.Voice.Screen("pledge.notYet", [("Year", view.Campaign.Year)], Start.Of(PledgeDialog.Name, ("campaign", view.Campaign.Id)), Start.Of("later")));
        else
            chat.Say(chat.Voice.Say("pledge.shown", ("Year", view.Campaign.Year), ("Status", StatusWords.Of(own.Status)), ("ItemList", PledgeQuestions.Lines(own.Items)), ("Receipt", own.Receipt)));
        return Task.CompletedTask;
    }
}
