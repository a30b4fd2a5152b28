using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Engine;

/// <summary>The usual kinds of question.</summary>
public static class Questions
{
    /// <summary>One of the prompt's choices, by number, label or a word of <paramref name="words"/> (folded: lower case, no marks).</summary>
    public static Question<string> Choice(string key, Screen prompt, params IReadOnlyList<(string Word, string Id)> words) => new(key, prompt)
    {
        Read = input =>
        {
            if (input.ChoiceId is { } id) return new Accepted<string>(id, id);
            if (input.IsText(out var text))
            {
                var folded = VietnameseText.ForMatching(text);
                foreach (var (word, choice) in words)
                    if (folded == word && prompt.Choices.Any(offered => offered.Id == choice))
                        return new Accepted<string>(choice, choice);
            }
            return new Refused<string>(null);
        },
        Restore = stored => prompt.Choices.Any(choice => choice.Id == stored) ? stored : Kept<string>.Gone,
    };

    /// <summary>One message in the person's own words, or one of the prompt's choices.</summary>
    /// <param name="refuse">Why this text will not do, with an example; null if it will.</param>
    public static Question<Written> Text(string key, Screen prompt, Func<string, string?> refuse, string? title = null) => new(key, prompt)
    {
        Writing = Writing.Line,
        Title = title,
        Read = input =>
            input.ChoiceId is { } id ? new Accepted<Written>(new Written(null, id), "#" + id)
            : !input.IsText(out var text) ? new Refused<Written>(refuse("") ?? refuse(" "))
            : refuse(VietnameseText.ForStorage(text)) is { } reason ? new Refused<Written>(reason)
            : new Accepted<Written>(new Written(VietnameseText.ForStorage(text), null), "=" + VietnameseText.ForStorage(text)),
        Restore = stored => stored switch
        {
            ['#', .. var id] => prompt.Choices.Any(choice => choice.Id == id) ? new Written(null, id) : Kept<Written>.Gone,
            ['=', .. var text] => new Written(text, null),
            _ => Kept<Written>.Gone,
        },
        Show = stored => stored is ['=', .. var text] ? text : prompt.Choices.FirstOrDefault(choice => "#" + choice.Id == stored)?.Label ?? "",
    };

    /// <summary>One message in the person's own words, of a length that says something and can still be read on a phone.</summary>
    /// <param name="tooShort">What is said of a text with fewer than <paramref name="least"/> letters: a key without placeholders of its own.</param>
    public static Question<Written> Words(string key, Screen prompt, Voice voice, string tooShort = "text.short", int least = 5, int most = 500, string? title = null) =>
        Text(key, prompt, text => Refuse(voice, text, tooShort, least, most), title);

    /// <summary>Why a text of this length will not do; null if it will.</summary>
    public static string? Refuse(Voice voice, string text, string tooShort = "text.short", int least = 5, int most = 500) =>
        text.Trim().Length < least ? voice.Say(tooShort) : text.Length > most ? voice.Say("error.tooLongAnswer", ("Length", text.Length), ("Max", most)) : null;
}

/// <summary>A typed answer: own words, or a choice instead of them.</summary>
public sealed record Written(string? Text, string? ChoiceId);
