using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Study;

/// <summary>How to hand in, and the guiding questions. Keys: "q/{question}" and "extra-{n}" for what is written more because the text was too short.</summary>
internal static class EssayQuestions
{
    /// <summary>Characters of one answer at most.</summary>
    private const int Longest = 20_000;

    /// <param name="now">Overdue, it is offered as that: no date is named that has passed as if it were to come.</param>
    public static Question<string> Mode(Voice voice, StudyView view, DateTimeOffset now, string key = "mode") => Questions.Choice(key, Offer(voice, view, now, ["photos", "questions", key == "mode" ? "file" : Pick.None, "paper", "later"]),
        ("chup anh", "photos"), ("anh", "photos"), ("gui anh", "photos"), ("cau hoi", "questions"), ("tra loi cau hoi", "questions"), ("viet", "questions"),
        ("tep", "file"), ("file", "file"), ("gui tep", "file"), ("ban giay", "paper"), ("da nop ban giay", "paper"), ("de sau", "later"));

    private static Screen Offer(Voice voice, StudyView view, DateTimeOffset now, IReadOnlyList<Pick> ways)
    {
        var due = DateOnly.FromDateTime(view.DueAt.DateTime);
        return now <= view.DueAt ? voice.Screen("reflection.open", [("Study", view.Campaign.Title), ("DueText", VietnameseDates.Long(due))], ways)
            : voice.Screen("reflection.openLate", [("Study", view.Campaign.Title), ("Due", VietnameseDates.Short(due)), ("Days", DateOnly.FromDateTime(now.DateTime).DayNumber - due.DayNumber)], ways);
    }

    /// <param name="k">From 1.</param>
    public static Question<string> Guided(Voice voice, StudyCampaign campaign, int k)
    {
        var question = campaign.Questions[k - 1];
        return LongText($"q/{question.Id}", voice, $"câu {k}", null,
            voice.Say("reflection.question", ("k", k), ("Q", campaign.Questions.Count + 1), ("Text", voice.FillAddress(question.Text)), ("Hint", k == 1 ? voice.Say("reflection.questionHint") : "")));
    }

    /// <summary>More text, until the study's lower limit is reached.</summary>
    /// <param name="words">Of everything written so far.</param>
    public static Question<string> Extra(Voice voice, StudyCampaign campaign, int n, int words) =>
        LongText($"extra-{n}", voice, "phần bổ sung",
            text => words + Words.Count(text) is var all && all < campaign.MinWords ? TooShort(voice, all, campaign.MinWords) : null,
            TooShort(voice, words, campaign.MinWords));

    private static string TooShort(Voice voice, int words, int min) => voice.Say("reflection.tooShort", ("Words", words), ("Min", min));

    /// <summary>A text over several messages until "xong". Stored as it is written.</summary>
    private static Question<string> LongText(string key, Voice voice, string title, Func<string, string?>? refuse, string prompt) => new(key, prompt)
    {
        Writing = Domain.Conversations.Writing.Long,
        TakesMany = true,
        Title = title,
        Show = stored => stored.ReplaceLineEndings(" "),
        Restore = stored => stored.Length > 0 ? stored : Kept<string>.Gone,
        Continued = partial => prompt + "\n" + voice.Say("reflection.partReceived", ("Words", Words.Count(partial))),
        Read = input =>
        {
            var written = input.Partial ?? "";
            if (!input.IsText(out var text)) return new Refused<string>(voice.Say("reflection.textNeeded"));
            if (GlobalWords.IsDone(VietnameseText.ForMatching(text)))
                return written.Length == 0 ? new Refused<string>(voice.Say("reflection.textNeeded"))
                    : refuse?.Invoke(written) is { } reason ? new Refused<string>(reason)
                    : new Accepted<string>(written, written);
            var all = written.Length == 0 ? VietnameseText.ForStorage(text) : written + "\n" + VietnameseText.ForStorage(text);
            return all.Length > Longest
                ? new Refused<string>(voice.Say("error.tooLongAnswer", ("Length", all.Length), ("Max", Longest)))
                : new More<string>(all, voice.Say("reflection.partReceived", ("Words", Words.Count(all))));
        },
    };
}

/// <summary>Vietnamese writes a space between syllables ("tiếng"); people count those.</summary>
internal static class Words
{
    public static int Count(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));
}
