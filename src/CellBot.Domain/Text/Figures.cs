using System.Globalization;

namespace CellBot.Domain.Text;

/// <summary>How figures are printed: 98,5%; 2.230; never "100%" with one person missing.</summary>
public static class Figures
{
    private static readonly NumberFormatInfo Vietnamese = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NumberGroupSizes = [3] };

    /// <summary>
    /// <paramref name="n"/> of <paramref name="of"/>, one decimal, half up, none when whole. 100% only if all, 0% only if none: else 99,9% and 0,1%.
    /// With nobody to count: "không có đối tượng".
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A part that is negative or larger than its whole.</exception>
    public static string Percent(long n, long of)
    {
        if (Tenths(n, of) is not { } tenths) return "không có đối tượng";
        return tenths % 10 == 0 ? $"{tenths / 10}%" : $"{tenths / 10},{tenths % 10}%";
    }

    /// <summary>"trên 98%" from the integer part; a whole percentage stays exact: "98%".</summary>
    public static string OverPercent(long n, long of)
    {
        if (Tenths(n, of) is not { } tenths) return "không có đối tượng";
        // Judged on the fraction itself: 98,04% is over 98 although it prints as 98%.
        return (Int128)n * 100 % of == 0 ? $"{tenths / 10}%" : $"trên {(long)((Int128)n * 100 / of)}%";
    }

    /// <summary>2230 → 2.230.</summary>
    public static string Number(long value) => value.ToString("N0", Vietnamese);

    /// <summary>For official documents: counts below ten with a leading zero, "03 đồng chí".</summary>
    public static string DocumentNumber(long value) => value is >= 0 and < 10 ? $"0{value}" : Number(value);

    private static long? Tenths(long n, long of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, of);
        if (of == 0) return null;
        var halfUp = (long)(((Int128)n * 2000 + of) / ((Int128)of * 2));
        return n == of ? 1000 : n == 0 ? 0 : Math.Clamp(halfUp, 1, 999);
    }
}
