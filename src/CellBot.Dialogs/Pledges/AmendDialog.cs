using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>Asks to change an approved pledge, with the reason; the approved revision counts until a newer one is approved.</summary>
/// <param name="hasReviewer">There is somebody who may decide about this person's papers.</param>
internal sealed class AmendDialog(PledgeView? view, bool hasReviewer) : IDialog
{
    public const string Name = "pledge.amend";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        switch (view?.Own?.Status)
        {
            case PledgeStatus.Approved when !hasReviewer:
                chat.Say(voice.Say("pledge.nobodyDecides"));
                break;
            case PledgeStatus.Approved when chat.Now <= view.Campaign.ClosesAt.AddMonths(11):
                var reason = await chat.Ask(Questions.Words("reason", voice.Say("pledge.amendAskReason"), voice));
                chat.Record(new AmendmentAsked(view.Own.Id, reason.Text!));
                chat.Say(voice.Say("pledge.amendAsked"));
                break;
            case PledgeStatus.Amending:
                chat.Say(voice.Say("pledge.amendAsked"));
                break;
            case PledgeStatus.Submitted:
                await chat.GoTo(Start.Of(TakeBackPledge.Name, ("campaign", view.Campaign.Id)));
                break;
            default:
                await chat.GoTo(Start.Of(PledgeDialog.Name));
                break;
        }
    }
}

/// <summary>The reviewer allows or refuses a change.</summary>
internal sealed class DecideAmendment(Pledge? pledge, Me? author, bool may, bool allow) : IDialog
{
    public const string Name = "pledge.amend-decide";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (pledge is null || author is null || !may)
            chat.Say(voice.Say("error.noPermission"));
        else if (pledge.Status is not PledgeStatus.Amending)
            chat.Say(voice.Say("pledge.amendSettled", ("FullName", author.Person.FullName)));
        else
        {
            chat.Record(new AmendmentDecided(pledge.Id, allow));
            chat.Say(voice.Say(allow ? "pledge.amendAllowed" : "pledge.amendRefused", ("FullName", author.Person.FullName)));
        }
        return Task.CompletedTask;
    }
}

internal sealed record AmendmentAsked(string PledgeId, string Reason) : Fact;

internal sealed record AmendmentDecided(string PledgeId, bool Allowed) : Fact;

internal static class AmendOutcomes
{
    public static async ValueTask Asked(AmendmentAsked fact, Effects effects)
    {
        if (await effects.Desk.Get<Pledge>(fact.PledgeId) is not { Status: PledgeStatus.Approved } pledge) return;
        var me = effects.Me;
        // With nobody to decide, the approved pledge stays as it is.
        if (pledge.ParticipantId != me.Id || await Superior.Of(effects.Desk, me, effects.Today) is not { } reviewer) return;
        effects.Desk.Put(pledge with { Status = PledgeStatus.Amending, AmendReason = fact.Reason });
        effects.Audit("ask-amend", pledge.Id);
        if (await effects.Desk.Get<PledgeCampaign>(pledge.CampaignId) is { } campaign)
            await effects.Post.Send(reviewer.Id, voice => voice.Screen("pledge.amendToReviewer",
                [("FullName", me.Person.FullName), ("Year", campaign.Year), ("Reason", fact.Reason)],
                Start.Of(DecideAmendment.Name, ("pledge", pledge.Id), ("answer", "refuse")), Start.Of(DecideAmendment.Name, ("pledge", pledge.Id), ("answer", "allow"))) with { Topic = pledge.Id });
    }

    public static async ValueTask Decided(AmendmentDecided fact, Effects effects)
    {
        if (await effects.Desk.Get<Pledge>(fact.PledgeId) is not { Status: PledgeStatus.Amending } pledge) return;
        if (await Me.Load(effects.Desk, pledge.ParticipantId, effects.Today) is not { } author || !await Superior.May(effects.Desk, effects.Me, author, pledge.UnitId, effects.Today)) return;
        effects.Desk.Put(fact.Allowed
            ? pledge with
            {
                Status = PledgeStatus.Draft, Revision = pledge.Revision + 1,
                Earlier = [.. pledge.Earlier, new PledgeRevision(pledge.Revision, pledge.Items, pledge.SubmittedAt, pledge.Decision)],
            }
            : pledge with { Status = PledgeStatus.Approved });
        effects.Audit(fact.Allowed ? "allow-amend" : "refuse-amend", pledge.Id);
        await effects.Post.Send(pledge.ParticipantId, voice => fact.Allowed
            ? voice.Screen("pledge.amendGranted", [("Decider", Voice.Capital(effects.Me.Person.FormalName))], Start.Of(PledgeDialog.Name, ("campaign", pledge.CampaignId)), Start.Of("later")) with { Topic = pledge.Id }
            : voice.Say("pledge.amendDenied", ("Decider", Voice.Capital(effects.Me.Person.FormalName))));
    }
}
