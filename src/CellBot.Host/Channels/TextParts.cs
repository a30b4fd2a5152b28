using System.Globalization;

namespace CellBot.Host.Channels;

/// <summary>Cuts a long text where a reader would: after a paragraph, else a line, a sentence, a word; never inside a character.</summary>
public static class TextParts
{
    private static readonly string[] Ends = ["\n\n", "\n", ". ", "; ", " "];

    /// <param name="most">UTF-16 units in one part, at least 2.</param>
    public static IReadOnlyList<string> Split(string text, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (text.Length <= most)
            return [text];
        var parts = new List<string>();
        var rest = text.AsSpan();
        while (rest.Length > most)
        {
            var cut = Cut(rest, most);
            var part = rest[..cut].TrimEnd();
            if (!part.IsEmpty)
                parts.Add(part.ToString());
            rest = rest[cut..].TrimStart();
        }

        if (!rest.IsEmpty)
            parts.Add(rest.ToString());
        return parts;
    }

    private static int Cut(ReadOnlySpan<char> text, int most)
    {
        foreach (var end in Ends)
        {
            // Blanks at the end of a part are dropped, so they may stand behind its last place. Not in the first third: a short first part only makes more parts.
            var blanks = end.Length - end.AsSpan().TrimEnd().Length;
            var at = text[..Math.Min(text.Length, most + blanks)].LastIndexOf(end, StringComparison.Ordinal);
            if (at >= most / 3)
                return at + end.Length;
        }

        return Character(text, most);
    }

    /// <summary>The last place at or before <paramref name="most"/> between two characters as a reader sees them: a flag, a family, a letter with its marks are one.</summary>
    private static int Character(ReadOnlySpan<char> text, int most)
    {
        var cut = 0;
        while (StringInfo.GetNextTextElementLength(text[cut..]) is var length && cut + length <= most)
            cut += length;
        if (cut > 0)
            return cut;
        return char.IsLowSurrogate(text[most]) ? most - 1 : most; // one character longer than a whole part
    }
}
