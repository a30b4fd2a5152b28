using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using static CellBot.Host.Papers.DocxElements;
using Columns = System.Collections.Generic.IReadOnlyList<CellBot.Domain.Papers.GridColumn>;

namespace CellBot.Host.Papers;

/// <summary>A table with thin lines; its head row comes again on every page, no row is torn between two.</summary>
internal static class DocxGrid
{
    public static Table Table(Grid grid, int width)
    {
        var all = grid.Columns.Sum(column => column.Width);
        var widths = grid.Columns.Select(column => width * column.Width / all).ToArray();
        widths[^1] += width - widths.Sum();
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa },
                new TableBorders(new TopBorder(), new LeftBorder(), new BottomBorder(), new RightBorder(), new InsideHorizontalBorder(), new InsideVerticalBorder()),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 70, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 70, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(each => new DocumentFormat.OpenXml.Wordprocessing.GridColumn { Width = $"{each}" })));
        foreach (var line in table.Descendants<BorderType>()) (line.Val, line.Size, line.Space, line.Color) = (BorderValues.Single, 4U, 0U, "000000");
        table.Append(Head(grid.Columns, widths));
        foreach (var row in grid.Rows) table.Append(Row(row, grid.Columns, widths));
        return table;
    }

    private static TableRow Head(Columns columns, int[] widths)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        for (var i = 0; i < columns.Count; i++)
            row.Append(Cell(widths[i], null, 1, TableVerticalAlignmentValues.Center, Tight(JustificationValues.Center, Sizes.Table, true, new Words(columns[i].Head, Bold: true))));
        return row;
    }

    private static TableRow Row(GridRow row, Columns columns, int[] widths)
    {
        var made = new TableRow(new TableRowProperties(new CantSplit()));
        var at = 0;
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            MergedCellValues? merge = cell.GoesOn ? MergedCellValues.Continue : cell.Starts ? MergedCellValues.Restart : null;
            var place = columns[at].Centred && cell.Across == 1 ? JustificationValues.Center : JustificationValues.Left;
            made.Append(Cell(widths[at..(at + cell.Across)].Sum(), merge, cell.Across, TableVerticalAlignmentValues.Top, Tight(place, Sizes.Table, false, new Words(cell.Text, Bold: row.Bold))));
            at += cell.Across;
        }
        return made;
    }

    private static TableCell Cell(int width, MergedCellValues? merge, int across, TableVerticalAlignmentValues at, Paragraph words)
    {
        var look = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
        if (across > 1) look.Append(new GridSpan { Val = across });
        if (merge is not null) look.Append(new VerticalMerge { Val = merge.Value });
        look.Append(new TableCellVerticalAlignment { Val = at });
        var spacing = words.ParagraphProperties!.SpacingBetweenLines!;
        (spacing.Before, spacing.After) = ("30", "30");
        return new TableCell(look, words);
    }
}
