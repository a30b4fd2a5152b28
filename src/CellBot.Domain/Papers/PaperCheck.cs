using System.Text.RegularExpressions;
using CellBot.Domain.Text;

namespace CellBot.Domain.Papers;

public enum PaperProblem
{
    /// <summary>The stamp of a state secret stands in somebody's words: the document is not made, the secretary is told.</summary>
    Secret,
    /// <summary>A placeholder was not filled: a fault of the program.</summary>
    Hole,
}

/// <summary>Looks at a document before it leaves (section 11 of the documents' rules).</summary>
public static partial class PaperCheck
{
    public static PaperProblem? Problem(PaperFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var (text, isOwn) in file.Sheets.SelectMany(Texts).Concat(Texts(file.Ledger)))
            if (isOwn ? SecretStamp.IsOn(text) : Hole().IsMatch(text))
                return isOwn ? PaperProblem.Secret : PaperProblem.Hole;
        return null;
    }

    /// <summary>The document without telephone numbers in people's own words, where others than the secretary may read it.</summary>
    public static PaperFile WithoutPhones(PaperFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file with { Sheets = [.. file.Sheets.Select(sheet => sheet.For is PaperReader.Everyone ? sheet with { Blocks = [.. sheet.Blocks.Select(WithoutPhones)] } : sheet)] };
    }

    private static Block WithoutPhones(Block block) => block switch
    {
        Para para => para with { Words = [.. para.Words.Select(words => words.IsOwn ? words with { Text = Hidden(words.Text) } : words)] },
        Grid grid => grid with { Rows = [.. grid.Rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => cell.IsOwn ? cell with { Text = Hidden(cell.Text) } : cell)] })] },
        _ => block,
    };

    private static string Hidden(string text) => Phone().Replace(text, PaperWords.Dots);

    private static IEnumerable<(string Text, bool IsOwn)> Texts(Paper paper)
    {
        foreach (var text in (string?[])[paper.Head.Above, paper.Head.Issuer, paper.Head.Number, paper.Head.Place, paper.Title, .. paper.Abstract, paper.Note, paper.Foot])
            if (text is not null) yield return (text, false);
        foreach (var block in paper.Blocks)
            switch (block)
            {
                case Para para: foreach (var words in para.Words) yield return (words.Text, words.IsOwn); break;
                case Heading heading: yield return (heading.Text, false); break;
                case Field field: yield return (field.Caption + field.Value, false); break;
                case Grid grid:
                    foreach (var column in grid.Columns) yield return (column.Head, false);
                    foreach (var cell in grid.Rows.SelectMany(row => row.Cells)) yield return (cell.Text, cell.IsOwn);
                    break;
            }
    }

    private static IEnumerable<(string, bool)> Texts(Ledger? ledger) =>
        ledger is null ? [] : ledger.Rows.SelectMany(row => row).OfType<string>().Select(text => (text, true));

    [GeneratedRegex(@"\{\w*\}|\bnull\b")]
    private static partial Regex Hole();

    [GeneratedRegex(@"(?<!\d)(?:\+?84|0)[\s.-]?[235789](?:[\s.-]?\d){8}(?!\d)")]
    private static partial Regex Phone();
}
