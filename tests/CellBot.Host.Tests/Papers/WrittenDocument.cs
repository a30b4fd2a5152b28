using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CellBot.Host.Tests.Papers;

/// <summary>A docx as it is read back.</summary>
internal sealed class WrittenDocument(byte[] bytes) : IDisposable
{
    public WordprocessingDocument Package { get; } = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);

    public MainDocumentPart Main => Package.MainDocumentPart!;

    public Body Body => Main.Document.Body!;

    /// <summary>A line for each paragraph, those in tables included.</summary>
    public string Text => string.Join('\n', Lines(Body));

    public IReadOnlyList<Table> Tables => [.. Body.Elements<Table>()];

    public static string[] Lines(OpenXmlElement part) => [.. part.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText)];

    public IReadOnlyList<string[]> Rows(int table) => [.. Tables[table].Elements<TableRow>().Select(row => row.Elements<TableCell>().Select(cell => string.Join('\n', Lines(cell))).ToArray())];

    /// <summary>These words stand in it, one behind the other.</summary>
    public void HasInOrder(params ReadOnlySpan<string> words)
    {
        var (text, at) = (Text, 0);
        foreach (var word in words)
        {
            var found = text.IndexOf(word, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"“{word}” is missing behind “{text[..at].Split('\n')[^1]}” in:\n{text}");
            at = found + word.Length;
        }
    }

    public void Dispose() => Package.Dispose();
}
