namespace CellBot.Dialogs.Joining;

/// <summary>An invite code as it is typed: eight digits; spaces, dots and hyphens between them are ignored, words around them too.</summary>
internal static class TypedCode
{
    public const int Length = 8;

    /// <summary>The digits of the message: eight are a code, another number of four or more is an incomplete one, fewer are none.</summary>
    public static string DigitsOf(string? text)
    {
        if (text is null) return "";
        var best = "";
        var run = new System.Text.StringBuilder();
        foreach (var letter in text + "x")
        {
            if (char.IsAsciiDigit(letter)) run.Append(letter);
            else if (run.Length > 0 && letter is ' ' or '.' or '-' or '\u00A0' or '–') continue;
            else
            {
                if (run.Length > best.Length) best = run.ToString();
                run.Clear();
            }
        }
        return best.Length >= 4 ? best : "";
    }
}
