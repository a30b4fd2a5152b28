using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Study;

/// <summary>A page that comes while a later question is open (the album's last one, most often) still joins the paper.</summary>
internal static class LatePages
{
    /// <param name="pages">null: the paper has no pages, and the question is asked as it is.</param>
    /// <param name="keeps">Whether the answer stands although pages were added; else the question is asked again.</param>
    /// <param name="over">The question as it is asked when the paper has these pages; null: its words do not speak of them.</param>
    public static async Task<T> Ask<T>(IChat chat, Question<T> question, Pages? pages, Func<T, bool>? keeps = null, Func<Pages, Question<T>>? over = null)
    {
        if (pages is null) return await chat.Ask(question);
        var answer = await chat.Ask(Taking(question, chat.Voice, pages, over ?? (_ => question)));
        if (answer.Late is { } late)
            await chat.Rewrite(keeps?.Invoke(answer.Value) ?? true
                ? new() { Set = [(PageQuestions.Key, (pages with { Items = [.. pages.Items, .. late.Items] }).Stored()), (question.Key, answer.Canonical)] }
                : new() { Forget = [question.Key], Set = [(PageQuestions.Key, (pages with { Items = [.. pages.Items, .. late.Items] }).Stored())] });
        return answer.Value;
    }

    private static Question<Answer<T>> Taking<T>(Question<T> inner, Voice voice, Pages pages, Func<Pages, Question<T>> over) => new(inner.Key, inner.Prompt)
    {
        Writing = inner.Writing, Title = inner.Title, Show = inner.Show, Opening = inner.Opening, TakesMany = true,
        Restore = stored => inner.Restore(stored) is { Fits: true } known ? new Answer<T>(known.Value, stored, null) : Kept<Answer<T>>.Gone,
        Continued = partial => Joined(voice, over, pages, Pages.Read(partial)),
        Read = input =>
        {
            if (input.Attachments.Count > 0)
            {
                var late = (Pages.Read(input.Partial) ?? new()).With(input.Attachments, input.Text, input.Now);
                return new More<Answer<T>>(late.Stored(), Joined(voice, over, pages, late) with { Settle = PageQuestions.Quiet });
            }
            return inner.Read(input with { Partial = null }) switch
            {
                Accepted<T> given => new Accepted<Answer<T>>(new Answer<T>(given.Value, given.Canonical, Pages.Read(input.Partial)), given.Canonical),
                Refused<T> refused => new Refused<Answer<T>>(refused.Because),
                var other => throw new InvalidOperationException($"A question that takes late pages reads one message only, not {other.GetType().Name}."),
            };
        },
    };

    private static Screen Joined<T>(Voice voice, Func<Pages, Question<T>> over, Pages pages, Pages? late)
    {
        var all = pages with { Items = [.. pages.Items, .. late?.Items ?? (IReadOnlyList<Attachment>)[]] };
        return over(all).Prompt.After(voice.Say("photo.joined", ("Form", Pages.FormText(all.Items))));
    }

    private sealed record Answer<T>(T Value, string Canonical, Pages? Late);
}
