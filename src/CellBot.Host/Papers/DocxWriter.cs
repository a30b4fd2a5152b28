using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static CellBot.Host.Papers.DocxElements;

namespace CellBot.Host.Papers;

/// <summary>Writes documents as docx in the form of Party documents (section 0 of the documents' rules). No personal data stands in the file's properties: it has none.</summary>
internal static class DocxWriter
{
    /// <param name="pictures">Bytes of the photographs that the document shows, by file id.</param>
    public static byte[] Write(PaperFile file, IReadOnlyDictionary<string, byte[]>? pictures = null)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            DocxParts.AddStyles(main);
            var parts = new DocxParts(main);
            var drawn = new DocxPictures(main, pictures ?? new Dictionary<string, byte[]>());
            var body = new Body();
            for (var i = 0; i < file.Sheets.Count; i++)
                Append(body, file.Sheets[i], parts, drawn, isLast: i == file.Sheets.Count - 1);
            main.Document = new Document(body);
        }
        return stream.ToArray();
    }

    private static void Append(Body body, Paper paper, DocxParts parts, DocxPictures pictures, bool isLast)
    {
        var width = Sizes.Width(paper.IsLandscape);
        body.Append(DocxHead.Letterhead(paper.Head, width));
        body.Append(DocxHead.Title(paper, width));
        foreach (var block in paper.Blocks) body.Append(DocxBlocks.Of(block, width, pictures));
        var section = parts.Section(paper);
        var last = Tight(JustificationValues.Left, 1, false); // a table must not end the body, and it carries the section
        if (isLast) body.Append(last, section);
        else
        {
            last.ParagraphProperties!.Append(section);
            body.Append(last);
        }
    }
}
