using CellBot.Domain.Conversations;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>What is handed in: answers to the guiding questions, or pages.</summary>
/// <param name="Parts">Each answer under the key of its question.</param>
internal sealed record Essay(IReadOnlyList<EssayPart> Parts, Pages? Pages)
{
    public static Essay Of(Pages pages) => new([], pages);

    public ReflectionForm Form => Pages?.Form() ?? ReflectionForm.Answers;

    public int WordCount => Parts.Sum(part => Words.Count(part.Text));

    /// <summary>"3 trang ảnh", "4 câu, 612 từ", or the file's name.</summary>
    public string FormText => Pages?.FormText() ?? $"{Parts.Count} câu, {WordCount} từ";

    public IReadOnlyList<Attachment> Attachments => Pages?.Items ?? [];

    /// <summary>The same words about what is stored.</summary>
    public static string FormTextOf(Reflection reflection) => reflection.Form switch
    {
        ReflectionForm.Answers => $"{reflection.Answers.Count} câu, {reflection.WordCount} từ",
        ReflectionForm.Paper => "bản giấy",
        _ => Pages.FormText(reflection.Attachments),
    };
}

/// <param name="Key">Of the question: "q/understanding", "extra-1".</param>
/// <param name="Title">"Câu 1".</param>
internal sealed record EssayPart(string Key, string Title, string Text);
