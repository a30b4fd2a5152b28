using System.Text.RegularExpressions;

namespace CellBot.Domain.Text;

/// <summary>
/// The stamp of a state secret (model P7): a line that is only one of MẬT, TỐI MẬT, TUYỆT MẬT in capitals, or "Độ mật: …".
/// The stamp is matched, not the syllable: mật thiết, bí mật, thân mật pass.
/// </summary>
public static partial class SecretStamp
{
    public static bool IsOn(string text) => Stamp().IsMatch(text.Normalize(System.Text.NormalizationForm.FormC));

    [GeneratedRegex(@"^[\s\p{P}]*(?:(?:TUYỆT\s+|TỐI\s+)?MẬT)[\s\p{P}]*$|^\s*(?:Đ|Ð|đ|ð)(?:Ộ|ộ)\s+(?:MẬT|[Mm]ật)\s*:\s*(?!\s*(?:[Kk]hông|KHÔNG)\b)\S", RegexOptions.Multiline)]
    private static partial Regex Stamp();
}
