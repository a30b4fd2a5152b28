using System.Text.RegularExpressions;

namespace CellBot.Dialogs.Engine;

/// <summary>A bare number as people type it: "1.", "số 1", "chọn 1", "1 ạ", "1 nhé", "một", "1️⃣", "I", "l".</summary>
public static partial class TypedNumber
{
    private static readonly string[] Words = ["khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"];

    /// <param name="text">One whole message.</param>
    /// <param name="number">0–99.</param>
    public static bool TryRead(string text, out int number)
    {
        number = -1;
        var trimmed = text.Trim().Trim('️', '⃣');
        if (trimmed.Length > 20 || trimmed is ['-' or '–', >= '0' and <= '9', ..]) return false;
        if (trimmed is "I" or "l") { number = 1; return true; }
        var folded = Domain.Text.VietnameseText.ForMatching(text.Replace("️", "").Replace("⃣", ""));
        if (Bare().Match(folded) is not { Success: true } bare) return false;
        var value = bare.Groups["n"].Value;
        if (int.TryParse(value, out number)) return true;
        // "không" alone is a word (no), not the number 0; "năm" may be a year but as a whole message it is a number.
        number = Array.IndexOf(Words, value);
        return number > 0;
    }

    [GeneratedRegex(@"^(?:(?:so|chon|cau|muc|y|phuong an)\s*)?(?<n>\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)(?:\s*[.)])?(?:\s*(?:a|nhe|nha|di|dc|dong chi|em|tro ly))*$")]
    private static partial Regex Bare();
}
