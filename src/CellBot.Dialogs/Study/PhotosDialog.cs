using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>Photos or files that came without a command: most often a reflection that is owed. Begun by the router.</summary>
internal sealed class PhotosDialog(IReadOnlyList<StudyView> all, bool asked) : IDialog, IDraft
{
    private readonly StudyView[] studies = [.. all.Where(study => study.IsOwed || study.IsUndecided)];

    public const string Name = "photos";

    public string Title => studies.Length > 0 ? $"Thu hoạch {studies[0].Campaign.Title}" : "Bài thu hoạch";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (all.Count == 0 || studies.Length == 0 && !chat.Has(PageQuestions.Key))
        {
            chat.Say((Screen)voice.Say("photo.nothingOwed") with { Settle = PageQuestions.Quiet });
            return;
        }
        var nearest = studies.Length > 0 ? studies[0] : all[0];
        var pages = await chat.Ask(PageQuestions.Unprompted(voice, nearest.Campaign, id => Find(id)?.Campaign, asked));
        var study = Find(pages.Study ?? nearest.Campaign.Id);
        if (pages.Other)
        {
            StudyView[] others = [.. studies.Where(other => other.Campaign.Id != study?.Campaign.Id)];
            study = others.Length == 0 ? null : Find(await LatePages.Ask(chat, Other(voice, others), pages));
        }
        if (study is null) // none of these, or of a cell the person has left
        {
            chat.Say(voice.Say("photo.dropped"));
            return;
        }
        if (await HandIn.Before(chat, study, pages) is not { } before) return;
        pages = await WithReturned(chat, study, pages);
        await HandIn.Finish(chat, study, Essay.Of(pages), before.LateReason);
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation)
    {
        var pages = Pages.Read(conversation.Answers.FirstOrDefault(given => given.Key == PageQuestions.Key)?.Value ?? conversation.Partial) ?? new();
        return ($"đã nhận {pages.FormText()}", conversation.Answers.Any(given => given.Key == "petition") ? 1 : conversation.Answers.Count > 0 ? 2 : 3);
    }

    /// <summary>What was returned may be completed by a page or two; nobody has to send all of it again.</summary>
    private static async Task<Pages> WithReturned(IChat chat, StudyView study, Pages pages)
    {
        if (!study.IsToRevise || study.Own!.Attachments is not { Count: > 0 } before) return pages;
        var asked = study.Own.PageAsked is { } k && k <= before.Count && pages.Items.Count == 1 ? study.Own.PageAsked : null;
        var revise = Questions.Choice("revise", chat.Voice.Screen("photo.revise", [("Form", Pages.FormText(before)), ("k", asked)], asked is null ? Pick.None : "page", "add", "all"),
            ("them", "add"), ("thay", "all"));
        IReadOnlyList<Attachment>? joined = await LatePages.Ask(chat, revise, pages) switch
        {
            "page" => [.. before.Take(asked!.Value - 1), pages.Items[0], .. before.Skip(asked.Value)],
            "add" => [.. before, .. pages.Items],
            _ => null,
        };
        // From here on these are the pages; those that come late join them.
        if (joined is not null) await chat.Rewrite(new() { Set = [(PageQuestions.Key, (pages with { Items = joined }).Stored()), ("revise", "all")] });
        return pages;
    }

    private static Question<string> Other(Voice voice, IReadOnlyList<StudyView> others) => Questions.Choice("other",
        voice.Screen("photo.which", [], Pick.Many([.. others.Select(study => new Choice(study.Campaign.Id, $"Bài thu hoạch “{study.Campaign.Title}”")), new Choice("none", "Không nộp, bỏ các trang này")])));

    private StudyView? Find(string campaign) => all.FirstOrDefault(study => study.Campaign.Id == campaign);
}
