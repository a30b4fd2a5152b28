using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>One reflection of one campaign: by photos, by the guiding questions, by file, or on paper. What was returned or taken back is changed where it is.</summary>
/// <param name="open">The question that is open in this chat, or null.</param>
internal sealed class ReflectionDialog(StudyView view, string? from, string? open = null) : IDialog, IDraft
{
    public const string Name = "reflection";

    /// <summary>Set when the answers were taken over from what is stored.</summary>
    private const string BaseKey = "base";

    private const string ModeHereKey = "mode-here";

    public string Title => $"Thu hoạch {view.Campaign.Title}";

    public async Task Run(IChat chat)
    {
        if (await HandIn.Before(chat, view) is not { } before) return;
        if (view.IsToRevise && !chat.Has(BaseKey)) await chat.Rewrite(new() { Set = [.. AsAnswers(view.Own!, view.Petition), (BaseKey, "yes")] });
        if (await Mode(chat) is not { } mode) return;
        var essay = mode is "questions" ? await Write(chat) : Essay.Of(await chat.Ask(PageQuestions.Asked(chat.Voice, AskPages(chat.Voice, mode))));
        await HandIn.Finish(chat, view, essay, before.LateReason, 
            from is "taken-back" && chat.StartedAt == chat.Now ? chat.Voice.Say("undo.done", ("Item", $"Bài thu hoạch {view.Campaign.Title}")) : null);
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation)
    {
        var answered = conversation.Answers.Count(given => given.Key.StartsWith("q/", StringComparison.Ordinal));
        var pages = Pages.Read(conversation.Answers.FirstOrDefault(given => given.Key == PageQuestions.Key)?.Value ?? conversation.Partial);
        var left = 2 - conversation.Answers.Count(given => given.Key == "petition");
        if (pages is { Items.Count: > 0 }) return ($"đã nhận {pages.FormText()}", left);
        if (answered > 0) return ($"đã trả lời {answered} câu", left + view.Campaign.Questions.Count - answered);
        return conversation.Partial is { Length: > 0 } part ? ($"đã viết {Words.Count(part)} từ", left + view.Campaign.Questions.Count) : ("mới mở", left + 1);
    }

    private string AskPages(Voice voice, string mode) =>
        mode is not "file" ? voice.Say("reflection.photoMode") : view.Uploads.AreNeedless ? voice.Say("reflection.fileMode") : view.Uploads.Invitation(voice)!;

    /// <summary>Null: the conversation went elsewhere.</summary>
    private async Task<string?> Mode(IChat chat)
    {
        var mode = await chat.Ask(EssayQuestions.Mode(chat.Voice, view, chat.Now));
        // Asked where no documents are taken; also in conversations of a release that had no links.
        if (mode is "file" && !view.Uploads.AreNeedless && (view.Uploads.Invitation(chat.Voice) is null || open is ModeHereKey || chat.Has(ModeHereKey)))
        {
            chat.Say(chat.Voice.Say("error.unsupported", ("Kind", "tệp văn bản")));
            mode = await chat.Ask(EssayQuestions.Mode(chat.Voice, view, chat.Now, ModeHereKey));
        }
        switch (mode)
        {
            case "paper":
                await chat.GoTo(Start.Of("paper.claim", ("item", Domain.Obligations.Obligation.IdOf(view.Campaign.Id, chat.Me.Id))));
                return null;
            case "later":
                chat.Say(chat.Now <= view.DueAt ? chat.Voice.Say("reflection.later", ("DueText", VietnameseDates.Long(DateOnly.FromDateTime(view.DueAt.DateTime)))) : chat.Voice.Say("reflection.laterLate"));
                return null;
            default:
                return mode;
        }
    }

    private async Task<Essay> Write(IChat chat)
    {
        var parts = new List<EssayPart>();
        for (var k = 1; k <= view.Campaign.Questions.Count; k++)
            parts.Add(new EssayPart($"q/{view.Campaign.Questions[k - 1].Id}", $"Câu {k}", await chat.Ask(EssayQuestions.Guided(chat.Voice, view.Campaign, k))));
        for (var n = 1; chat.Has($"extra-{n}") || new Essay(parts, null).WordCount < view.Campaign.MinWords; n++)
            parts.Add(new EssayPart($"extra-{n}", "Bổ sung", await chat.Ask(EssayQuestions.Extra(chat.Voice, view.Campaign, n, new Essay(parts, null).WordCount))));
        return new Essay(parts, null);
    }

    /// <summary>What is stored, as this script's questions would have it answered.</summary>
    private static IEnumerable<(string Key, string Value)> AsAnswers(Reflection own, Petition? petition)
    {
        yield return ("mode", own.Form is ReflectionForm.Answers ? "questions" : "photos");
        foreach (var answer in own.Answers) yield return (answer.QuestionId.StartsWith("extra-", StringComparison.Ordinal) ? answer.QuestionId : "q/" + answer.QuestionId, answer.Text);
        if (own.Attachments.Count > 0) yield return (PageQuestions.Key, new Pages { Items = own.Attachments, Sure = true }.Stored());
        yield return ("petition", new PetitionAnswer(petition?.Text, own.PetitionInside).Stored());
    }
}
