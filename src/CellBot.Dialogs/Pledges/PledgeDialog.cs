using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>"đăng ký": common standards, then one to ten pieces of work for the year, each with how it will be known done and by when, then one summary.</summary>
internal sealed class PledgeDialog(PledgeView view, string? from) : IDialog, IDraft
{
    public const string Name = "pledge";

    public string Title => $"Đăng ký năm {view.Campaign.Year}";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view.Own is { Status: PledgeStatus.Submitted or PledgeStatus.Approved or PledgeStatus.Amending or PledgeStatus.Closed } && from is null or "taken-back" or "own" && view.Own?.Status is PledgeStatus.Approved)
        {
            SayAlreadySubmitted(chat, view.Own);
            return;
        }
        if (chat.SentAt > view.Campaign.ClosesAt && view.Own is null or { Status: PledgeStatus.Draft } && view.Duty is null or { IsOpen: true } && IsPastDue(chat)
            && await chat.Ask(PledgeQuestions.Late(voice, view)) == "help")
        {
            await chat.GoTo(Start.Of("support", ("item", Obligation.IdOf(view.Campaign.Id, chat.Me.Id))));
        }

        var taken = await ItemsToStartFrom(chat);
        if (taken is null) return;
        if (from is null) await Commit(chat);
        IReadOnlyList<string> own = view.Campaign.OwnStandards.Count > 0 && from is null ? await chat.Ask(PledgeQuestions.OwnStandards(voice, view)) : view.Own?.OwnStandardIds ?? [];
        var items = await PledgeItems.Ask(chat, view.Campaign, taken);

        switch (await chat.Ask(PledgeQuestions.Review(voice, view, [.. items.Select(entry => entry.Item)], Opening(voice))))
        {
            case "edit":
                await Edit(chat, items);
                break;
            case "later":
                await chat.Park(voice.Say("draft.kept", ("Date", $"{chat.StartedAt.AddDays(chat.Me.Cell?.Settings.DraftDays ?? 30):dd/MM/yyyy}")));
                break;
        }
        chat.Record(new PledgeSubmitted(view.Campaign, own, [.. items.Select(entry => entry.Item)], chat.SentAt));
        chat.Say(voice.Say("pledge.submitted", ("Time", $"{chat.SentAt:HH\\:mm}"), ("Date", $"{chat.SentAt:dd/MM/yyyy}"), ("Receipt", Receipts.Of(view.Campaign.Code, chat.Me.InCell, view.Own?.Revision ?? 1))));
        chat.OfferUndo(Start.Of(TakeBackPledge.Name, ("campaign", view.Campaign.Id)), chat.Now.AddMinutes(10));
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation)
    {
        var committed = conversation.Answers.Any(given => given.Key is "common" or "common-full") || from is not null;
        var recorded = conversation.Answers.Count(given => given.Key.EndsWith("/next", StringComparison.Ordinal));
        string[] done = [committed ? "đã cam kết chuẩn mực chung" : "", recorded > 0 ? $"đã ghi {recorded} việc" : ""];
        return (string.Join(", ", done.Where(part => part.Length > 0)) is { Length: > 0 } text ? text : "mới mở", recorded > 0 ? 2 : committed ? 3 : 4);
    }

    /// <summary>An extension granted to this person counts, not only the window.</summary>
    private bool IsPastDue(IChat chat) => view.Duty is null || chat.SentAt > view.Duty.DueAt;

    private Screen? Opening(Voice voice) => from is "taken-back" ? (Screen)voice.Say("pledge.withdrawn") : null;

    /// <summary>Items that are there before the first question: those of a pledge taken back or returned, or last year's. Null: the conversation went elsewhere.</summary>
    private async Task<IReadOnlyList<PledgeItem>?> ItemsToStartFrom(IChat chat)
    {
        if (from is not null) return view.Own?.Items ?? [];
        switch (await chat.Ask(PledgeQuestions.Begin(chat.Voice, view)))
        {
            case "reuse":
                return [.. view.LastYear!.Items.Select(ThisYear)];
            case "photo":
                await chat.GoTo(Start.Of("pledge.photo", ("campaign", view.Campaign.Id)));
                return null;
            default:
                return [];
        }
    }

    /// <summary>Last year's day in this year.</summary>
    private PledgeItem ThisYear(PledgeItem item) => item.DueOn is { } due ? item with { DueOn = due.AddYears(view.Campaign.Year - due.Year) } : item;

    private async Task Commit(IChat chat)
    {
        var answer = await chat.Ask(PledgeQuestions.Common(chat.Voice, view));
        if (answer == "read") answer = await chat.Ask(PledgeQuestions.CommonInFull(chat.Voice, view));
        if (answer == "discuss") await chat.GoTo(Start.Of("support", ("item", "pledge")), keepDraft: true);
    }

    private static string[] Parts(int n) => [$"item-{n}/area", $"item-{n}/sample", $"item-{n}/content", $"item-{n}/measure", $"item-{n}/due"];

    private async Task Edit(IChat chat, List<(int Ordinal, PledgeItem Item)> items)
    {
        var which = await chat.Ask(PledgeQuestions.EditWhich(chat.Voice, items, items.Count < view.Campaign.MaxItems));
        if (which == "back") await chat.Rewrite(new() { Forget = ["review", "edit-"] });
        var last = items[^1].Ordinal;
        if (which == "add")
            await chat.Rewrite(new() { Forget = ["review", "edit-"], Set = [chat.Has($"item-{last}/next") ? ($"item-{last}/next", "add") : (PledgeQuestions.MoreKey, "yes")] });
        var n = items.First(entry => $"item-{entry.Ordinal}" == which).Ordinal;
        switch (await chat.Ask(PledgeQuestions.EditHow(chat.Voice, items.First(entry => entry.Ordinal == n).Item, items.Count > view.Campaign.MinItems)))
        {
            case "remove":
                await chat.Rewrite(new() { Forget = ["review", "edit-", .. Parts(n)], Set = [(PledgeQuestions.GoneKey(n), "yes")] });
                break;
            case "change":
                await chat.Rewrite(new() { Forget = ["review", "edit-"], Revise = Parts(n), Set = chat.Has($"item-{n}/") ? [] : [($"item-{n}/area", items.First(entry => entry.Ordinal == n).Item.AreaCode)] });
                break;
            default:
                await chat.Rewrite(new() { Forget = ["review", "edit-"] });
                break;
        }
    }

    private void SayAlreadySubmitted(IChat chat, Pledge own) =>
        chat.Say(chat.Voice.Screen("pledge.alreadySubmitted", [("Date", $"{own.SubmittedAt:dd/MM/yyyy}"), ("Status", StatusWords.Of(own.Status))],
            Start.Of("pledge.view", ("campaign", view.Campaign.Id)), Start.Of("pledge.amend", ("campaign", view.Campaign.Id))));
}
