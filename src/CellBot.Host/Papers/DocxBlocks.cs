using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using static CellBot.Host.Papers.DocxElements;
using Picture = CellBot.Domain.Papers.Picture;

namespace CellBot.Host.Papers;

/// <summary>The body: paragraphs, headings, lines of dots.</summary>
internal static class DocxBlocks
{
    public static IEnumerable<OpenXmlElement> Of(Block block, int width, DocxPictures pictures) => block switch
    {
        Para para => [Paragraph(para)],
        Heading heading => [Heading(heading)],
        Dots dots => Enumerable.Range(0, dots.Lines).Select(_ => DotLine(width)),
        Field field => [Field(field, width)],
        Grid grid => [DocxGrid.Table(grid, width), Tight(JustificationValues.Left, 6, false)],
        Signing signing => [Tight(JustificationValues.Left, Sizes.Small, true), DocxSigning.Table(signing, width)],
        Picture picture => pictures.Page(picture, width),
        NewPage => [new Paragraph(new Run(new Break { Type = BreakValues.Page }))],
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static Paragraph Paragraph(Para para)
    {
        var paragraph = new Paragraph(Look(para.At));
        foreach (var words in para.Words) paragraph.Append(Run(words));
        return paragraph;
    }

    // The order of the parts is the schema's: keepNext, tabs, spacing, ind, jc.
    private static ParagraphProperties Look(Align place)
    {
        var look = new ParagraphProperties();
        if (place is not Align.Body) look.Append(new Indentation { FirstLine = "0" });
        if (place is not Align.Body) look.Append(new Justification { Val = place switch { Align.Centre => JustificationValues.Center, Align.Right => JustificationValues.Right, _ => JustificationValues.Both } });
        return look;
    }

    private static Paragraph Heading(Heading heading) => new(
        new ParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "120", After = "80" }, new OutlineLevel { Val = heading.Level - 1 }),
        Run(new Words(heading.Text, Bold: true, Italic: heading.Level > 2)));

    private static Paragraph DotLine(int width) => new(
        new ParagraphProperties(Leader(width), new Indentation { FirstLine = "0" }, new Justification { Val = JustificationValues.Left }), new Run(new TabChar()));

    private static Paragraph Field(Field field, int width)
    {
        var paragraph = new Paragraph(new ParagraphProperties(Leader(width), new Justification { Val = JustificationValues.Left }), Run(field.Caption + ": "));
        if (field.Value is { Length: > 0 } value) paragraph.Append(Run(value));
        else paragraph.Append(new Run(new Text(PaperWords.Dots)), new Run(new TabChar()));
        return paragraph;
    }

    /// <summary>Dots up to the right margin.</summary>
    private static Tabs Leader(int width) => new(new TabStop { Val = TabStopValues.Right, Leader = TabStopLeaderCharValues.Dot, Position = width });
}
