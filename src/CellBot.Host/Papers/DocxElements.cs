using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CellBot.Host.Papers;

/// <summary>The small pieces that everything in a docx is made of.</summary>
internal static class DocxElements
{
    /// <param name="points">0: as the paragraph's style has it.</param>
    public static Run Run(Words words, int points = 0)
    {
        var look = new RunProperties();
        if (words.Bold) look.Append(new Bold());
        if (words.Italic) look.Append(new Italic());
        if (points > 0) look.Append(Size(points), SizeComplex(points));
        if (words.Underlined) look.Append(new Underline { Val = UnderlineValues.Single });
        var run = new Run();
        if (look.HasChildren) run.Append(look);
        var lines = words.Text.Normalize().Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) run.Append(new Break());
            run.Append(new Text(Printable(lines[i])) { Space = SpaceProcessingModeValues.Preserve });
        }
        return run;
    }

    public static FontSize Size(int points) => new() { Val = $"{points * 2}" };

    public static FontSizeComplexScript SizeComplex(int points) => new() { Val = $"{points * 2}" };

    /// <summary>A paragraph with nothing around it: in heads, tables and blocks for signatures.</summary>
    public static Paragraph Tight(JustificationValues at, int points, bool keep, params ReadOnlySpan<Words> words)
    {
        var look = new ParagraphProperties();
        if (keep) look.Append(new KeepNext());
        look.Append(new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto }, new Indentation { FirstLine = "0" }, new Justification { Val = at });
        look.Append(Mark(points));
        var paragraph = new Paragraph(look);
        foreach (var part in words) paragraph.Append(Run(part, points));
        return paragraph;
    }

    /// <summary>A line drawn across the middle of a space.</summary>
    /// <param name="space">Width of what it stands in, its own width likewise.</param>
    /// <param name="after">Free space below.</param>
    /// <param name="before">Free space above, so that it does not touch the tails of letters.</param>
    public static Paragraph Rule(int space, int width, int after, int before = 40)
    {
        var side = Math.Max(0, (space - width) / 2);
        return new Paragraph(new ParagraphProperties(
            new KeepNext(),
            new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 0, Color = "000000" }),
            new SpacingBetweenLines { Before = $"{before}", After = $"{after}", Line = "40", LineRule = LineSpacingRuleValues.Exact },
            new Indentation { Left = $"{side}", Right = $"{space - width - side}", FirstLine = "0" },
            new Justification { Val = JustificationValues.Center },
            Mark(1)));
    }

    /// <summary>Of an empty paragraph's height.</summary>
    public static ParagraphMarkRunProperties Mark(int points) => new(Size(points), SizeComplex(points));

    /// <summary>Without what XML cannot carry.</summary>
    private static string Printable(string text) =>
        text.All(System.Xml.XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(rune => rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF or 0xFFFD)));
}
