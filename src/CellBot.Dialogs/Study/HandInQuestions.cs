using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Study;

/// <summary>A proposal as it was answered beside the essay.</summary>
/// <param name="Inside">It stands in the handwritten pages.</param>
internal sealed record PetitionAnswer(string? Text, bool Inside)
{
    public string Words => Text is not null || Inside ? "có kiến nghị" : "không có kiến nghị";

    /// <summary>"none", "inside", or "=" and the words.</summary>
    public string Stored() => Text is not null ? "=" + Text : Inside ? "inside" : "none";

    public static PetitionAnswer? Read(string stored) => stored switch
    {
        "none" => new(null, false),
        "inside" => new(null, true),
        ['=', .. var text] => new(text, false),
        _ => null,
    };
}

/// <summary>What every way of handing in asks at its end.</summary>
internal static class HandInQuestions
{
    private static readonly HashSet<string> Nothing = ["khong", "khong co", "ko", "ko co", "bo qua", "khong co gi", "khong a", "khong co a", "khong co kien nghi", "chua co"];
    private static readonly HashSet<string> TooVague = ["co", "co a", "vang", "da", "ok", "dong y", "xong", "het"];

    public static Question<PetitionAnswer> Petition(Voice voice, StudyCampaign campaign, bool hasPages) => new("petition",
        hasPages ? voice.Screen("reflection.photoPetition", [], "none", "inside") : voice.Say("reflection.askPetition", ("Q", campaign.Questions.Count + 1)))
    {
        Writing = Domain.Conversations.Writing.Long,
        Title = "đề xuất, kiến nghị",
        Restore = stored => PetitionAnswer.Read(stored) is { } answer ? new Kept<PetitionAnswer>(true, answer) : Kept<PetitionAnswer>.Gone,
        Show = stored => PetitionAnswer.Read(stored) switch { { Text: { } text } => text, { Inside: true } => "Đã viết trong bài", _ => "Không có" },
        Read = input =>
        {
            if (input.ChoiceId is "none" or "inside") return Taken(new PetitionAnswer(null, input.ChoiceId is "inside"));
            if (!input.IsText(out var text)) return new Refused<PetitionAnswer>(voice.Say("petition.write"));
            var folded = VietnameseText.ForMatching(text);
            if (Nothing.Contains(folded)) return Taken(new PetitionAnswer(null, false));
            if (hasPages && folded is "da viet trong bai" or "trong bai") return Taken(new PetitionAnswer(null, true));
            return Refusal(voice, text, folded) is { } reason ? new Refused<PetitionAnswer>(reason) : Taken(new PetitionAnswer(VietnameseText.ForStorage(text), false));
        },
    };

    /// <summary>Why this text is no proposal yet; null if it is one.</summary>
    public static string? Refusal(Voice voice, string text, string folded) =>
        TooVague.Contains(folded) || GlobalWords.IsDone(folded) || text.Length < 5 ? voice.Say("petition.write")
        : text.Length > 4000 ? voice.Say("error.tooLongAnswer", ("Length", text.Length), ("Max", 4000))
        : null;

    private static Accepted<PetitionAnswer> Taken(PetitionAnswer answer) => new(answer, answer.Stored());

    public static Question<string> Review(Voice voice, StudyView view, Essay essay, PetitionAnswer petition, string? opening) => Questions.Choice("review",
        voice.Screen("reflection.review", [("Study", view.Campaign.Title), ("Form", essay.FormText), ("PetitionText", petition.Words)], "edit", "send", "later").After(opening ?? ""),
        ("gui", "send"), ("gui di", "send"), ("nop", "send"), ("dong y", "send"), ("xac nhan", "send"), ("sua", "edit"), ("xem lai", "edit"), ("de sau", "later"));

    /// <summary>Everything as it will be handed in, and which line of it to change.</summary>
    public static Question<string> EditWhich(Voice voice, Essay essay, PetitionAnswer petition)
    {
        var whole = string.Join('\n', essay.Parts.Select(part => $"{part.Title}: {part.Text}"));
        var screen = voice.Screen("review.editWhich", [], Pick.Many(
        [
            .. essay.Pages is null ? essay.Parts.Select(part => new Choice(part.Key, part.Title)) : [new Choice(PageQuestions.Key, $"Các trang ({essay.FormText})")],
            new Choice("petition", $"Kiến nghị ({(petition.Text is { } text ? Cut(text) : petition.Inside ? "đã viết trong bài" : "không có")})"),
            new Choice("restart", "Làm lại từ đầu"),
            new Choice("back", "Không sửa nữa"),
        ])).After(whole);
        return Questions.Choice("edit-which", screen with { Attachments = essay.Pages?.Items });
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text[..39].TrimEnd() + "…";

    /// <summary>Whether a reflection that was handed in before is replaced.</summary>
    public static Question<string> Replace(Voice voice, Reflection own) => Questions.Choice("replace",
        voice.Screen("reflection.replace", [("Date", $"{own.SubmittedAt:dd/MM/yyyy}")], "keep", "replace"),
        ("giu", "keep"), ("thay", "replace"));

    /// <summary>After the due date: why.</summary>
    public static Question<Written> ReplaceLate(Voice voice) => Questions.Words("replace-late", voice.Screen("reflection.replaceLate", [], "keep"), voice, "reflection.reasonNeeded", title: "lý do nộp sau hạn");
}
