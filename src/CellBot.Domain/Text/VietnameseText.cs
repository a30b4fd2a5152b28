using System.Globalization;
using System.Text;

namespace CellBot.Domain.Text;

/// <summary>
/// The two forms a typed text takes: one to keep (the person's own spelling, cleaned of what keyboards and office programs leave behind) and one to compare.
/// </summary>
public static class VietnameseText
{
    /// <summary>The same text, halves of surrogate pairs replaced by U+FFFD: normalisation refuses them.</summary>
    public static string WellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsSurrogatePair(text, i)) i++;
            else return string.Concat(text.EnumerateRunes());
        }

        return text;
    }

    /// <summary>
    /// NFC; Ð and ð (eth, from old fonts) become Đ and đ; no-break spaces become spaces; zero-width and control characters go
    /// (a joiner inside an emoji stays); a broken surrogate becomes U+FFFD; lines end with \n; trimmed. The spelling itself is kept.
    /// </summary>
    public static string ForStorage(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
                continue;
            }

            switch (c)
            {
                case 'Ð': clean.Append('Đ'); break;
                case 'ð': clean.Append('đ'); break;
                case '\r': if (i + 1 >= text.Length || text[i + 1] != '\n') clean.Append('\n'); break;
                case '\n' or '\t': clean.Append(c); break;
                case '\u200D' when clean.Length > 0 && !char.IsLetter(clean[^1]) && !char.IsWhiteSpace(clean[^1]): clean.Append(c); break;
                default:
                    if (char.IsSurrogate(c)) clean.Append('\uFFFD');
                    else if (IsNoBreakSpace(c)) clean.Append(' ');
                    else if (!IsInvisible(c)) clean.Append(c);
                    break;
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>
    /// For comparing only: lower case, without tone and vowel marks (so oà = òa, uỷ = ủy), đ as d, full-width letters and all digits as ASCII, every run of spaces and punctuation one space, trimmed.
    /// A text of nothing but signs (<c>#</c>, <c>*</c>, <c>?</c>) is kept as it is, since those are answers too.
    /// </summary>
    public static string ForMatching(string text)
    {
        var stored = ForStorage(text);
        var folded = new StringBuilder(stored.Length);
        foreach (var typed in stored.Normalize(NormalizationForm.FormD))
        {
            var c = Plain(typed);
            if (c is 'đ' or 'Đ') folded.Append('d');
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c == '\uFFFD') folded.Append(char.ToLowerInvariant(c));
            else if (IsMark(c) || c == '\u200D') continue;
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        var result = folded.ToString().TrimEnd();
        return result.Length > 0 ? result : stored;
    }

    /// <summary>The ASCII form of a full-width letter or sign, and of a digit of any script: "９" and "٩" are 9, so that a digit is always one that can be counted with.</summary>
    private static char Plain(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        > '\x7F' when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
        _ => c,
    };

    /// <summary>The text with its first letter as a capital; the rest untouched.</summary>
    public static string Capitalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = text.AsSpan().IndexOfAnyExcept(" \t\n“\"'(");
        return first < 0 || !char.IsLower(text[first]) ? text : string.Concat(text.AsSpan(0, first), char.ToUpperInvariant(text[first]).ToString(), text.AsSpan(first + 1));
    }

    /// <summary>
    /// Whether <paramref name="a"/> becomes <paramref name="b"/> with at most <paramref name="maxDistance"/> (0–2) slips: a character more, less, other, or two neighbours swapped.
    /// Compares what it is given: pass the <see cref="ForMatching"/> forms.
    /// </summary>
    public static bool IsNear(string a, string b, int maxDistance)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDistance, 2);
        return Near(a, b, maxDistance);
    }

    private static bool Near(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int left)
    {
        // At most two slips: skip what agrees, then try each kind of slip. At most 4² branches, each linear.
        var same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        if (a.IsEmpty || b.IsEmpty) return a.Length + b.Length <= left;
        if (left == 0 || Math.Abs(a.Length - b.Length) > left) return false;
        return Near(a[1..], b[1..], left - 1)
            || Near(a[1..], b, left - 1)
            || Near(a, b[1..], left - 1)
            || (a.Length > 1 && b.Length > 1 && a[0] == b[1] && a[1] == b[0] && Near(a[2..], b[2..], left - 1));
    }

    /// <summary>A space that does not look like one to a comparison: no-break, figure, thin, ideographic.</summary>
    internal static bool IsNoBreakSpace(char c) => c != ' ' && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator;

    /// <summary>Zero-width characters, soft hyphens, direction marks, controls (NUL among them, which databases refuse).</summary>
    internal static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control && c is not ('\n' or '\t');

    internal static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
}
