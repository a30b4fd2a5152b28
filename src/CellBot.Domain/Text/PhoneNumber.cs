namespace CellBot.Domain.Text;

/// <summary>A Vietnamese telephone number, stored as +84…</summary>
/// <param name="E164">"+84" and nine digits of a mobile, ten of a landline.</param>
public readonly record struct PhoneNumber(string E164)
{
    // The conversion of eleven-digit mobiles of 15/09–14/11/2018 (plan of the Ministry of Information and Communications).
    private static readonly Dictionary<string, string> Since2018 = new()
    {
        ["0162"] = "032", ["0163"] = "033", ["0164"] = "034", ["0165"] = "035", ["0166"] = "036", ["0167"] = "037", ["0168"] = "038", ["0169"] = "039",
        ["0120"] = "070", ["0121"] = "079", ["0122"] = "077", ["0126"] = "076", ["0128"] = "078",
        ["0123"] = "083", ["0124"] = "084", ["0125"] = "085", ["0127"] = "081", ["0129"] = "082",
        ["0186"] = "056", ["0188"] = "058", ["0199"] = "059",
    };

    /// <summary>A landline reaches a person but is nobody's chat account.</summary>
    public bool IsLandline => E164.StartsWith("+842", StringComparison.Ordinal);

    /// <summary>As people read it out: <c>0912 345 678</c>; a landline <c>024 3822 1234</c> or <c>0292 382 1234</c>.</summary>
    public string Shown
    {
        get
        {
            var national = "0" + E164[3..];
            return !IsLandline ? $"{national[..4]} {national[4..7]} {national[7..]}"
                : national.StartsWith("024", StringComparison.Ordinal) || national.StartsWith("028", StringComparison.Ordinal) ? $"{national[..3]} {national[3..7]} {national[7..]}"
                : $"{national[..4]} {national[4..7]} {national[7..]}";
        }
    }

    /// <summary>
    /// Reads 0912345678, 84912345678, +84912345678, 0084912345678, eleven digits from before 2018, and nine digits whose leading zero a spreadsheet ate;
    /// with any spaces, dots or hyphens between. "+84 (0)912…" too.
    /// </summary>
    public static bool TryRead(string? text, out PhoneNumber number)
    {
        number = default;
        if (text is null || text.Length > 100) return false;
        Span<char> kept = stackalloc char[16];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && c != '+') continue;
            if (length == kept.Length || (c == '+' && length > 0)) return false;
            kept[length++] = c;
        }

        var typed = kept[..length].ToString();
        var national =
            typed.StartsWith("+84", StringComparison.Ordinal) ? typed[3..]
            : typed.StartsWith("0084", StringComparison.Ordinal) ? typed[4..]
            : typed.StartsWith("84", StringComparison.Ordinal) && typed.Length > 10 ? typed[2..]
            : typed.Length == 9 && "35789".Contains(typed[0]) ? typed
            : typed.StartsWith('0') ? typed[1..]
            : "";
        national = "0" + (national.StartsWith('0') ? national[1..] : national);

        if (national.Length == 11 && Since2018.TryGetValue(national[..4], out var prefix)) national = prefix + national[4..];
        var mobile = national.Length == 10 && "35789".Contains(national[1]);
        var landline = national.Length == 11 && national[1] == '2';
        if (!mobile && !landline) return false;
        number = new("+84" + national[1..]);
        return true;
    }

    public override string ToString() => E164;
}
