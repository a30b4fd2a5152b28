using System.Text.RegularExpressions;

namespace CellBot.Dialogs.Speech;

/// <summary>One message of the phrasebook: lines with {Placeholders}; lines that begin with a number are choices.</summary>
public sealed partial class Template
{
    private readonly Line[] lines;

    internal Template(string key, string text)
    {
        Key = key;
        Text = text;
        lines = [.. text.Split('\n').Select(line => ChoiceLine().Match(line) is { Success: true } choice
            ? new Line(Parse(choice.Groups["label"].Value), IsChoice: true, ListName: null)
            : new Line(Parse(line), IsChoice: false, ListName: LoneList().Match(line) is { Success: true } lone ? lone.Groups["name"].Value : null))];
    }

    public string Key { get; }
    public string Text { get; }

    /// <summary>Names of all placeholders except the number of a choice ("{k}." at the start of a line).</summary>
    public IReadOnlyList<string> Placeholders => [.. lines.SelectMany(line => line.Pieces).Where(piece => piece.IsName).Select(piece => piece.Text).Distinct()];

    /// <param name="value">Gives a placeholder's text; null if the name is unknown.</param>
    /// <param name="picks">One for each choice line and each list that stands alone on its line, in order.</param>
    internal Screen Fill(Func<string, string?> value, IReadOnlyList<Pick> picks)
    {
        var text = new List<string>(lines.Length);
        List<string>? tail = null;
        var choices = new List<Choice>(picks.Count);
        var next = 0;
        foreach (var line in lines)
        {
            if (line.ListName is not null && next < picks.Count && picks[next].List is { } list)
            {
                choices.AddRange(list);
                next++;
                continue;
            }
            if (line.IsChoice && picks.Count > 0)
            {
                if (next >= picks.Count) throw new InvalidOperationException($"“{Key}” has more choices than were given.");
                var pick = picks[next++];
                if (pick.Id is not null) choices.Add(new Choice(pick.Id, Fill(line.Pieces, value).Text, pick.Start));
                continue;
            }
            var (filled, empty) = Fill(line.Pieces, value);
            if (empty) continue; // an empty placeholder leaves no empty line
            var into = choices.Count == 0 ? text : tail ??= [];
            if (into.Count > 0 || filled.Length > 0) into.Add(filled);
        }
        if (next < picks.Count) throw new InvalidOperationException($"“{Key}” has fewer choices than were given.");
        return new Screen(Whole(text), choices, tail is null ? null : Whole(tail));
    }

    private static string Whole(List<string> lines) => lines.Count == 1 ? lines[0] : string.Join('\n', lines);

    private (string Text, bool Empty) Fill(Piece[] pieces, Func<string, string?> value)
    {
        if (pieces is [{ IsName: false } only]) return (only.Text, false);
        var parts = new string[pieces.Length];
        var anyName = false;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = pieces[i].Text;
            if (!pieces[i].IsName) continue;
            anyName = true;
            parts[i] = value(parts[i]) ?? throw new InvalidOperationException($"“{Key}” was not given {{{pieces[i].Text}}}.");
        }
        var text = string.Concat(parts).Replace("  ", " ").TrimEnd();
        return (text, anyName && text.Length == 0);
    }

    private static Piece[] Parse(string line)
    {
        var pieces = new List<Piece>();
        var at = 0;
        foreach (Match name in Name().Matches(line))
        {
            if (name.Index > at) pieces.Add(new Piece(line[at..name.Index], false));
            pieces.Add(new Piece(name.Groups[1].Value, true));
            at = name.Index + name.Length;
        }
        if (at < line.Length || pieces.Count == 0) pieces.Add(new Piece(line[at..], false));
        return [.. pieces];
    }

    [GeneratedRegex(@"^(?:\d+|\{k\})\. (?<label>.+)$")]
    private static partial Regex ChoiceLine();

    [GeneratedRegex(@"^\{(?<name>\w+)\}$")]
    private static partial Regex LoneList();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Name();

    private readonly record struct Piece(string Text, bool IsName);

    private readonly record struct Line(Piece[] Pieces, bool IsChoice, string? ListName);
}
