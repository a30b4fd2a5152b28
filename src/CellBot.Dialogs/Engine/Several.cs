using System.Text.RegularExpressions;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Engine;

/// <summary>Questions that take several choices at once: "1 3", "1,3", "1 và 3", or one by button and the rest after it.</summary>
public static partial class Several
{
    /// <summary>Ids of the choices, in the order of the list; stored joined by a space.</summary>
    public static Question<IReadOnlyList<string>> Of(string key, Screen prompt) => new(key, prompt)
    {
        Read = input =>
        {
            if (input.ChoiceId is { } id) return Taken([id]);
            if (!input.IsText(out var text) || !Numbers().IsMatch(VietnameseText.ForMatching(text))) return new Refused<IReadOnlyList<string>>(null);
            var numbers = Digits().Matches(VietnameseText.ForMatching(text)).Select(match => int.Parse(match.Value)).Distinct().Order().ToArray();
            return numbers.Length > 0 && numbers.All(n => n >= 1 && n <= prompt.Choices.Count)
                ? Taken([.. numbers.Select(n => prompt.Choices[n - 1].Id)])
                : new Refused<IReadOnlyList<string>>(null);
        },
        Restore = stored => stored.Split(' ') is var ids && ids.All(id => prompt.Choices.Any(choice => choice.Id == id))
            ? new Kept<IReadOnlyList<string>>(true, ids)
            : Kept<IReadOnlyList<string>>.Gone,
    };

    private static Accepted<IReadOnlyList<string>> Taken(string[] ids) => new(ids, string.Join(' ', ids));

    [GeneratedRegex(@"^(?:so |chon )*[0-9]{1,2}(?:(?: va | )+[0-9]{1,2})*(?: a| nhe)?$")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[0-9]{1,2}")]
    private static partial Regex Digits();
}
