using System.Text;

namespace CellBot.Host.Papers;

/// <summary>
/// How wide words are in Times New Roman Bold, for rules that must be exactly as long as the text above them. Advance widths of the
/// typeface (Liberation Serif and Tinos have the same), 2048 to the em; a mark above or below a letter does not widen it.
/// </summary>
internal static class BoldWidth
{
    private const int Em = 2048;

    // From the space to the tilde.
    private static readonly short[] Ascii =
    [
        512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024,
        1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024,
        682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024, 1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
    ];

    /// <summary>In twentieths of a point.</summary>
    /// <param name="points">Size of the type.</param>
    public static int Twips(string text, int points)
    {
        var units = 0;
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            units += letter switch
            {
                >= ' ' and <= '~' => Ascii[letter - ' '],
                'Đ' => 1479,
                'đ' => 1139,
                '\u031B' => 0, // the horn is counted with its letter below
                _ when char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark => 0,
                _ => 1024,
            };
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
            units += Horned(letter);
        return (int)Math.Round(units * points * 20.0 / Em);
    }

    /// <summary>What the horn adds: ơ is 110 wider than o, ư 90 wider than u, Ư 151 wider than U, Ơ no wider than O.</summary>
    private static int Horned(char letter)
    {
        var parts = letter.ToString().Normalize(NormalizationForm.FormD);
        return !parts.Contains('\u031B', StringComparison.Ordinal) ? 0 : parts[0] switch { 'o' => 110, 'u' => 90, 'U' => 151, _ => 0 };
    }
}
