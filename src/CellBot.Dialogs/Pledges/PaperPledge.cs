using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>A handwritten pledge, photographed: the reviewer types it in, and the author sees it before it counts.</summary>
internal sealed class PaperPledge(PledgeCampaign campaign) : IDialog
{
    public const string Name = "pledge.photo";

    public async Task Run(IChat chat)
    {
        var pages = await chat.Ask(PageQuestions.Asked(chat.Voice, chat.Voice.Say("reflection.photoMode")));
        chat.Record(new PledgePhotographed(campaign, pages.Items));
        chat.Say(chat.Voice.Say("pledge.paperPhoto"));
    }
}

/// <summary>The reviewer types in what the photographs show.</summary>
internal sealed class EnterPledge(Pledge? pledge, PledgeCampaign? campaign, Me? author, bool may) : IDialog, IDraft
{
    public const string Name = "pledge.enter";

    public string Title => $"Nhập bản đăng ký của {author?.Person.FullName}";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (pledge is null || campaign is null || author is null || !may)
        {
            chat.Say(voice.Say("error.noPermission"));
            return;
        }
        if (pledge.Photos.Count == 0 || pledge.Counts)
        {
            chat.Say(voice.Say("pledge.enterSettled", ("FullName", author.Person.FullName)));
            return;
        }
        var items = await PledgeItems.Ask(chat, campaign, []);
        switch (await chat.Ask(Questions.Choice("enter-review",
            voice.Screen("pledge.enterReview", [("FullName", author.Person.FullName), ("Year", campaign.Year), ("ItemList", PledgeQuestions.Lines([.. items.Select(entry => entry.Item)]))], "again", "send", "later"),
            ("gui", "send"), ("sua", "again"), ("de sau", "later"))))
        {
            case "again":
                await chat.Rewrite(new() { Forget = ["item-", "enter-review"] });
                break;
            case "later":
                await chat.Park(voice.Say("draft.kept", ("Date", $"{chat.StartedAt.AddDays(chat.Me.Cell?.Settings.DraftDays ?? 30):dd/MM/yyyy}")));
                break;
        }
        chat.Record(new PledgeEntered(pledge.Id, [.. items.Select(entry => entry.Item)]));
        chat.Say(voice.Say("pledge.entered", ("FullName", author.Person.FullName)));
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation) =>
        ($"đã nhập {conversation.Answers.Count(given => given.Key.EndsWith("/next", StringComparison.Ordinal))} việc", 2);
}

/// <summary>The author looks at what was typed in: it counts only after this answer.</summary>
internal sealed class ConfirmEntered(Pledge? pledge, PledgeCampaign? campaign, bool right) : IDialog
{
    public const string Name = "pledge.confirm-entered";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (pledge is null || campaign is null || pledge.ParticipantId != chat.Me.Id) chat.Say(voice.Say("access.wrongPerson"));
        else if (pledge.Counts || pledge.Entered is null) chat.Say(voice.Say("pledge.alreadyRecorded", ("Receipt", pledge.Receipt)));
        else if (right)
        {
            chat.Record(new PledgeSubmitted(campaign, pledge.OwnStandardIds, pledge.Entered, chat.SentAt));
            chat.Say(voice.Say("pledge.submitted", ("Time", $"{chat.SentAt:HH\\:mm}"), ("Date", $"{chat.SentAt:dd/MM/yyyy}"), ("Receipt", pledge.Receipt)));
        }
        else
        {
            var note = await chat.Ask(Questions.Words("note", voice.Say("pledge.enteredWrong"), voice));
            chat.Record(new EntryRefused(pledge.Id, note.Text!));
            chat.Say(voice.Say("pledge.enteredWrongThanks"));
        }
    }
}

internal sealed record PledgePhotographed(PledgeCampaign Campaign, IReadOnlyList<Attachment> Photos) : Fact;

internal sealed record PledgeEntered(string PledgeId, IReadOnlyList<PledgeItem> Items) : Fact;

/// <param name="Note">What is not right, in the author's words: passed on word for word.</param>
internal sealed record EntryRefused(string PledgeId, string Note) : Fact;

internal static class PaperOutcomes
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(3);

    public static async ValueTask Photographed(PledgePhotographed fact, Effects effects)
    {
        var me = effects.Me;
        var id = Pledge.IdOf(fact.Campaign.Id, me.Id);
        var before = await effects.Desk.Get<Pledge>(id);
        effects.Desk.Put((before ?? new Pledge(id) { CampaignId = fact.Campaign.Id, ParticipantId = me.Id, UnitId = me.Cell!.Id, Status = PledgeStatus.Draft, Receipt = Receipts.Of(fact.Campaign.Code, me.InCell, 1) }) with { Photos = fact.Photos, Entered = null });
        // The ladder rests while the reviewer types it in (model section 3: paper claimed).
        if (await effects.Desk.Get<Obligation>(Obligation.IdOf(fact.Campaign.Id, me.Id)) is { IsOpen: true } duty) effects.Desk.Put(duty with { PausedUntil = effects.Now + Pause });
        effects.Audit("paper-photo", id);
        await AskReviewer(effects, me, id, fact.Campaign.Year, fact.Photos, null);
    }

    public static async ValueTask Entered(PledgeEntered fact, Effects effects)
    {
        if (await effects.Desk.Get<Pledge>(fact.PledgeId) is not { Counts: false } pledge) return;
        if (await Me.Load(effects.Desk, pledge.ParticipantId, effects.Today) is not { } author || !await Superior.May(effects.Desk, effects.Me, author, pledge.UnitId, effects.Today)) return;
        effects.Desk.Put(pledge with { Entered = fact.Items });
        effects.Audit("enter-for", pledge.Id);
        await effects.Post.Send(pledge.ParticipantId, voice => voice.Screen("pledge.enteredForYou",
            [("Enterer", Voice.Capital(effects.Me.Person.FormalName)), ("ItemList", PledgeQuestions.Lines(fact.Items))],
            Start.Of(ConfirmEntered.Name, ("pledge", pledge.Id), ("answer", "right")), Start.Of(ConfirmEntered.Name, ("pledge", pledge.Id), ("answer", "wrong"))) with { Topic = pledge.Id }, Lane.Urgent);
    }

    public static async ValueTask Refused(EntryRefused fact, Effects effects)
    {
        if (await effects.Desk.Get<Pledge>(fact.PledgeId) is not { Counts: false } pledge || await effects.Desk.Get<PledgeCampaign>(pledge.CampaignId) is not { } campaign || pledge.ParticipantId != effects.Me.Id) return;
        effects.Desk.Put(pledge with { Entered = null });
        await AskReviewer(effects, effects.Me, pledge.Id, campaign.Year, pledge.Photos, fact.Note);
    }

    private static async ValueTask AskReviewer(Effects effects, Me author, string pledgeId, int year, IReadOnlyList<Attachment> photos, string? note)
    {
        if (await Superior.Of(effects.Desk, author, effects.Today) is not { } reviewer) return;
        await effects.Post.Send(reviewer.Id, voice => voice.Screen("pledge.photoToReviewer",
            [("FullName", author.Person.FullName), ("Year", year), ("Note", note is null ? "" : $"Lời nhắn: “{note}”")],
            Start.Of(EnterPledge.Name, ("pledge", pledgeId)), Start.Of("later")) with { Topic = pledgeId, Attachments = photos });
    }
}
