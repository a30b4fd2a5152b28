namespace CellBot.Storage.Engines;

/// <summary>
/// Compares text as its UTF-8 bytes, which is the order of code points. Ordinal comparison in .NET is by UTF-16 units and puts characters outside
/// the first plane before U+E000–U+FFFF; the engines do not.
/// </summary>
public sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        return Rank(left[same]).CompareTo(Rank(right[same]));
    }

    // Moves surrogates (D800–DFFF) above E000–FFFF and keeps everything else in order.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
