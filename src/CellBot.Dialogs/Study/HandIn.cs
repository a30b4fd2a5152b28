using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>The end of every way to hand in: the petition, one summary with each line to be changed, and the receipt.</summary>
internal static class HandIn
{
    /// <summary>Whether the person goes on although something was handed in before; with the reason where that is late. Null: nothing is to be done any more.</summary>
    public static async Task<Replacing?> Before(IChat chat, StudyView view, Pages? pages = null)
    {
        var voice = chat.Voice;
        if (view.Own is not { } own || view.IsToRevise || !own.Counts) return new Replacing(null);
        if (own.Status is ReflectionStatus.Accepted)
        {
            chat.Say(voice.Say("reflection.alreadyAccepted", ("Study", view.Campaign.Title), ("Receipt", own.Receipt)));
            return null;
        }
        // Sent from the person's other chat while this one was open: one record, one friendly answer.
        if (own.SubmittedAt >= chat.StartedAt && chat.Now - own.SubmittedAt < TimeSpan.FromMinutes(10))
        {
            chat.Say(voice.Say("duplicate.done", ("Time", $"{own.SubmittedAt:HH\\:mm}")));
            return null;
        }
        var reason = (string?)null;
        if (chat.SentAt > view.DueAt)
        {
            if (await LatePages.Ask(chat, HandInQuestions.ReplaceLate(voice), pages) is not { Text: { } why }) { Kept(chat, own); return null; }
            reason = why;
        }
        else if (await LatePages.Ask(chat, HandInQuestions.Replace(voice, own), pages) == "keep") { Kept(chat, own); return null; }
        return new Replacing(reason);
    }

    private static void Kept(IChat chat, Reflection own) => chat.Say(chat.Voice.Say("reflection.kept", ("Receipt", own.Receipt)));

    /// <param name="opening">Words before the first summary.</param>
    public static async Task Finish(IChat chat, StudyView view, Essay essay, string? lateReason, string? opening = null)
    {
        var voice = chat.Voice;
        var petition = await LatePages.Ask(chat, HandInQuestions.Petition(voice, view.Campaign, essay.Pages is not null), essay.Pages);
        switch (await LatePages.Ask(chat, HandInQuestions.Review(voice, view, essay, petition, opening), essay.Pages, keeps: answer => answer is "send",
            over: pages => HandInQuestions.Review(voice, view, essay with { Pages = pages }, petition, opening)))
        {
            case "edit":
                await Edit(chat, essay, petition);
                return;
            case "later":
                await chat.Park(voice.Say("draft.kept", ("Date", $"{chat.StartedAt.AddDays(chat.Me.Cell?.Settings.DraftDays ?? 30):dd/MM/yyyy}")));
                return;
        }

        var number = petition.Text is { } text ? view.NumberFor(text) : (int?)null;
        chat.Record(new ReflectionSubmitted(view.Campaign.Id, essay.Form, [.. essay.Parts.Select(part => new ReflectionAnswer(part.Key.Replace("q/", ""), part.Text))], essay.Attachments, essay.WordCount,
            petition.Text, number, petition.Inside, lateReason));
        var receipt = Receipts.Of(view.Campaign.Code, chat.Me.InCell, StudyView.NextVersion(view.Own));
        var days = chat.Me.Cell?.Settings.PetitionDays ?? 7;
        var line = number is { } no ? voice.Say("petition.line", ("Honorific", chat.Me.Person.Addr[..^(chat.Me.Person.GivenName.Length + 1)]), ("PetitionNo", no), ("Days", days)) : "";
        (string, object?)[] args = [("Time", $"{chat.SentAt:HH\\:mm}"), ("Date", $"{chat.SentAt:dd/MM/yyyy}"), ("Receipt", receipt), ("PetitionLine", line)];
        var late = chat.SentAt > view.DueAt;
        chat.Say(voice.Screen(late ? "reflection.submittedLate" : "reflection.submitted", args));
        if (late && line.Length > 0) chat.Say(line);
        chat.OfferUndo(Start.Of(TakeBackReflection.Name, ("campaign", view.Campaign.Id)), chat.Now.AddMinutes(10));
    }

    private static async Task Edit(IChat chat, Essay essay, PetitionAnswer petition)
    {
        switch (await LatePages.Ask(chat, HandInQuestions.EditWhich(chat.Voice, essay, petition), essay.Pages))
        {
            case "back":
                await chat.Rewrite(new() { Forget = ["review", "edit-"] });
                break;
            case "restart":
                await chat.Rewrite(new() { Forget = ["review", "edit-", "mode", "q/", "extra-", PageQuestions.Key, "petition"] });
                break;
            case PageQuestions.Key:
                var pages = await chat.Ask(PageQuestions.Arrange(chat.Voice, essay.Pages!));
                await chat.Rewrite(new() { Forget = ["review", "edit-"], Set = [(PageQuestions.Key, (pages with { Study = essay.Pages!.Study }).Stored())] });
                break;
            case var key:
                await chat.Rewrite(new() { Forget = ["review", "edit-"], Revise = [key] });
                break;
        }
    }
}

/// <param name="LateReason">Why it is handed in again after the due date.</param>
internal sealed record Replacing(string? LateReason);
