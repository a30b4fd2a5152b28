namespace CellBot.Dialogs.Routing;

/// <summary>Words that mean the same everywhere, and only when they are the whole message (glossary section 10).</summary>
public static class GlobalWords
{
    private static readonly HashSet<string> Cancel = ["huy", "huy bo", "thoi khong lam nua", "dung", "dung lai", "thoat"];
    private static readonly HashSet<string> Back = ["quay lai", "lui", "0", "quay lai mot buoc", "quaylai"];
    private static readonly HashSet<string> Done = ["xong", "het", "hoan thanh", "xong roi", "het roi", "du roi", "xong a"];
    private static readonly HashSet<string> Skip = ["bo qua", "khong co", "next", "-", "khong", "ko", "ko co"];

    /// <param name="folded">As <c>VietnameseText.ForMatching</c> gives it.</param>
    public static bool IsCancel(string folded) => Cancel.Contains(folded);

    /// <param name="text">As typed: "#" and "*" fold to nothing.</param>
    public static bool IsBack(string folded, string text) => Back.Contains(folded) || text.Trim() is "#" or "*";

    public static bool IsDone(string folded) => Done.Contains(folded);

    public static bool IsSkip(string folded) => Skip.Contains(folded);
}
