namespace CellBot.Host.Channels.Telegram;

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

    /// <summary>The last place at or before <paramref name="most"/> that is not inside a surrogate pair, nor before a mark that belongs to the letter before it.</summary>
    private static int Character(ReadOnlySpan<char> text, int most)
    {
        var cut = most;
        while (cut > 1 && (char.IsLowSurrogate(text[cut]) || IsMark(text[cut])))
            cut--;
        if (cut > 1)
            return cut;
        return char.IsLowSurrogate(text[most]) ? most - 1 : most;
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark || c is '\u200D' or '\uFE0F';
}
