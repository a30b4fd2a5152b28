using System.Text.RegularExpressions;

namespace CellBot.Dialogs.Speech;

/// <summary>In a summary a line, or a part between commas, whose only number is 0 is left out.</summary>
public static partial class Zeroes
{
    public static string Drop(string text) => string.Join('\n', text.Split('\n').Select(Line).Where(line => line.Length > 0));

    private static string Line(string line)
    {
        if (!Zero().IsMatch(line)) return line;
        if (line.Contains("; ", StringComparison.Ordinal))
        {
            var dash = line.StartsWith("– ", StringComparison.Ordinal) ? "– " : "";
            var items = line[dash.Length..].Split("; ").Where(part => !OnlyZero(part)).ToArray();
            return items.Length == 0 ? "" : dash + Voice.Capital(string.Join("; ", items));
        }
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var head = colon >= 0 ? line[..colon] : "";
        var parts = line[(colon >= 0 ? colon + 2 : 0)..].TrimEnd('.').Split(Separators, StringSplitOptions.None);
        var kept = parts.Where(part => !OnlyZero(part)).ToArray();
        if (kept.Length == parts.Length) return line;
        // Nothing is left: a listed line goes whole, a sentence keeps what stood before the colon.
        if (kept.Length == 0) return head.Length == 0 || head.StartsWith('–') ? "" : head + ".";
        var end = line.EndsWith('.') ? "." : "";
        return (head.Length > 0 ? head + ": " : "") + string.Join(", ", kept) + end;
    }

    private static readonly string[] Separators = [", "];

    private static bool OnlyZero(string part)
    {
        var numbers = Numbers().Matches(part);
        return numbers.Count == 1 && numbers[0].Value == "0";
    }

    [GeneratedRegex(@"(?<![\d.,/:])0(?![\d.,/:%]\d|\d|/)")]
    private static partial Regex Zero();

    [GeneratedRegex(@"\d+(?:[.,/:]\d+)*")]
    private static partial Regex Numbers();
}
