using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using static CellBot.Host.Papers.DocxElements;

namespace CellBot.Host.Papers;

/// <summary>The head of a document and its title.</summary>
internal static class DocxHead
{
    /// <summary>Two cells without lines: who issues it and its number; the Party's title over a rule as long as itself, place and date.</summary>
    public static Table Letterhead(Letterhead head, int width)
    {
        var left = width * 45 / 100;
        var right = width - left;
        var issuer = new TableCell(Cell(left), Tight(JustificationValues.Center, Sizes.Text, true, head.Above), Tight(JustificationValues.Center, Sizes.Text, true, new Words(head.Issuer, Bold: true)),
            Tight(JustificationValues.Center, Sizes.Text, true, "*"));
        if (head.Number is not null) issuer.Append(Tight(JustificationValues.Center, Sizes.Text, true, head.Number));
        var title = new TableCell(Cell(right));
        foreach (var line in head.Right) title.Append(Tight(JustificationValues.Center, SizeOf(head), true, new Words(line, Bold: true)));
        title.Append(Rule(right, BoldWidth.Twips(head.Right[^1], SizeOf(head)), after: 200));
        title.Append(Tight(JustificationValues.Center, Sizes.Text, true, new Words(PaperWords.PlaceAndDate(head.Place, head.Day), Italic: true)));
        return new Table(
            new TableProperties(
                new TableWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
            new TableGrid(new DocumentFormat.OpenXml.Wordprocessing.GridColumn { Width = $"{left}" }, new DocumentFormat.OpenXml.Wordprocessing.GridColumn { Width = $"{right}" }),
            new TableRow(issuer, title));
    }

    public static IEnumerable<Paragraph> Title(Paper paper, int width)
    {
        yield return Spaced(Tight(JustificationValues.Center, Sizes.Title, true, new Words(paper.Title, Bold: true)), before: 320);
        foreach (var line in paper.Abstract)
            yield return Tight(JustificationValues.Center, Sizes.Text, true, new Words(line, Bold: true));
        if (paper.Abstract.Count > 0)
            yield return Rule(width, Math.Clamp(paper.Abstract.Max(line => BoldWidth.Twips(line, Sizes.Text)) / 3, 900, 2600), after: paper.Note is null ? 240 : 60, before: 80);
        if (paper.Note is { } note)
            yield return Spaced(Tight(JustificationValues.Center, Sizes.Text, true, new Words(note, Italic: true)), after: 240);
        else if (paper.Abstract.Count == 0)
            yield return Tight(JustificationValues.Center, Sizes.Small, true);
    }

    private static int SizeOf(Letterhead head) => head.Right is [Domain.Papers.Letterhead.Party] ? Sizes.Party : Sizes.Table;

    private static Paragraph Spaced(Paragraph paragraph, int before = 0, int after = 0)
    {
        var spacing = paragraph.ParagraphProperties!.SpacingBetweenLines!;
        (spacing.Before, spacing.After) = ($"{before}", $"{after}");
        return paragraph;
    }

    private static TableCellProperties Cell(int width) => new(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
}
