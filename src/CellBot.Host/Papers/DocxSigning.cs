using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using static CellBot.Host.Papers.DocxElements;

namespace CellBot.Host.Papers;

/// <summary>The blocks for signatures: office, five lines of room, the name. Never torn between two pages.</summary>
internal static class DocxSigning
{
    private const int LinesToSign = 5;

    public static Table Table(Signing signing, int width)
    {
        var left = width / 2;
        var lines = Math.Max(signing.Left?.Lines.Count ?? 0, signing.Right.Lines.Count);
        return new Table(
            new TableProperties(new TableWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }, new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
            new TableGrid(new DocumentFormat.OpenXml.Wordprocessing.GridColumn { Width = $"{left}" }, new DocumentFormat.OpenXml.Wordprocessing.GridColumn { Width = $"{width - left}" }),
            new TableRow(new TableRowProperties(new CantSplit()), Cell(signing.Left, left, lines), Cell(signing.Right, width - left, lines)));
    }

    private static TableCell Cell(SignatureBlock? block, int width, int lines)
    {
        var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }));
        if (block is null)
        {
            cell.Append(Tight(JustificationValues.Left, Sizes.Text, false));
            return cell;
        }
        if (block.Recipients is { } recipients)
        {
            cell.Append(Tight(JustificationValues.Left, Sizes.Text, true, new Words("Nơi nhận:", Underlined: true)));
            foreach (var recipient in recipients) cell.Append(Tight(JustificationValues.Left, Sizes.Small, true, "- " + recipient));
            return cell;
        }
        foreach (var line in block.Lines) cell.Append(Tight(JustificationValues.Center, Sizes.Text, true, new Words(line, Bold: true)));
        for (var i = 0; i < LinesToSign + lines - block.Lines.Count; i++) // the names stand side by side
            cell.Append(Tight(JustificationValues.Center, Sizes.Text, true));
        cell.Append(Tight(JustificationValues.Center, Sizes.Text, false, new Words(block.Name ?? "………………………", Bold: block.Name is not null)));
        if (block.Below is { } below) cell.Append(Tight(JustificationValues.Left, Sizes.Small, false, below));
        return cell;
    }
}
