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
        foreach (var block in paper.Blocks)
        {
            if (block is Signing) KeepWithNext(body.LastChild);
            body.Append(DocxBlocks.Of(block, width, pictures));
        }
        var section = parts.Section(paper);
        var last = Tight(JustificationValues.Left, 1, false); // a table must not end the body, and it carries the section
        var spacing = last.ParagraphProperties!.SpacingBetweenLines!;
        (spacing.Line, spacing.LineRule) = ("20", LineSpacingRuleValues.Exact);
        if (isLast) body.Append(last, section);
        else
        {
            last.ParagraphProperties!.Append(section);
            body.Append(last);
        }
    }

    /// <summary>Signatures never stand alone on a page: what is before them comes along.</summary>
    private static void KeepWithNext(OpenXmlElement? before)
    {
        if (before is not Paragraph paragraph) return;
        Keep(paragraph);
        if (paragraph.InnerText.Length == 0 && paragraph.PreviousSibling() is Table table)
            foreach (var inRow in table.Elements<TableRow>().TakeLast(2).SelectMany(row => row.Descendants<Paragraph>())) Keep(inRow);
    }

    private static void Keep(Paragraph paragraph)
    {
        paragraph.ParagraphProperties ??= new ParagraphProperties();
        paragraph.ParagraphProperties.KeepNext = new KeepNext();
    }
}
