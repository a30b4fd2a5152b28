namespace CellBot.Host.Papers;

/// <summary>Measures of a Party document (section 0 of the documents' rules), in twentieths of a point; 1 mm is 56.7 of them.</summary>
internal static class Sizes
{
    public const int PageShort = 11906, PageLong = 16838;
    public const int Top = 1134, Bottom = 1134;
    /// <summary>30 mm: the bound side; 15 mm: the other. Mirrored on the back.</summary>
    public const int Inside = 1701, Outside = 850;
    /// <summary>10 mm from the edge: the page number stands in the middle of the top margin.</summary>
    public const int HeadFromEdge = 510, FootFromEdge = 567;
    /// <summary>10 mm.</summary>
    public const int FirstLine = 567;
    /// <summary>18 points at least, 6 points after a paragraph.</summary>
    public const int Line = 360, After = 120;

    /// <summary>Sizes of type, in points.</summary>
    public const int Text = 14, Table = 13, Party = 15, Title = 16, Small = 12, Foot = 10;

    public static int Width(bool landscape) => (landscape ? PageLong : PageShort) - Inside - Outside;
}
