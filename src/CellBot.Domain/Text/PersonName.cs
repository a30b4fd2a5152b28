using System.Globalization;

namespace CellBot.Domain.Text;

/// <summary>Names of people as a Vietnamese list treats them: known by the last word, sorted by it, found by any part.</summary>
public static class PersonName
{
    private static readonly string[][] Honorifics =
        [["dong", "chi"], ["d", "c"], ["dc"], ["bac"], ["co"], ["chu"], ["anh"], ["chi"], ["ong"], ["ba"]];

    /// <summary>By given name, then the rest of the name from the left, in the order of the Vietnamese alphabet and its tones (needs ICU: vi-VN).</summary>
    public static IComparer<string> Order { get; } = new ListOrder();

    /// <summary>The last word, by which a person is addressed; empty for an empty name.</summary>
    public static string Given(string fullName)
    {
        ArgumentNullException.ThrowIfNull(fullName);
        return Words(fullName) is { Length: > 0 } words ? words[^1] : "";
    }

    /// <summary>
    /// Those whose name fits what was typed (a part of the name, with or without marks, a title before it, a slip of the finger), in their own order.
    /// Only the closest kind of fit is returned: whoever types "Diễm" with its marks does not mean "Điềm".
    /// </summary>
    public static IReadOnlyList<T> Find<T>(IEnumerable<T> people, Func<T, string> fullName, string typed)
    {
        ArgumentNullException.ThrowIfNull(people);
        var found = people.Select(person => (person, fit: FitOf(fullName(person), typed))).Where(each => each.fit != NameFit.None).ToList();
        if (found.Count == 0) return [];
        var best = found.Min(each => each.fit);
        return [.. found.Where(each => each.fit == best).Select(each => each.person)];
    }

    /// <summary>How closely a typed text names this person.</summary>
    public static NameFit FitOf(string fullName, string typed)
    {
        ArgumentNullException.ThrowIfNull(fullName);
        ArgumentNullException.ThrowIfNull(typed);
        var name = Words(fullName);
        var folded = Fold(name);
        var typedMarked = Words(typed);
        var bare = WithoutHonorific(typedMarked);
        // "Chí" or "Bá" may be a title or a name: without it first, then as typed.
        var fit = Fit(name, folded, bare);
        return bare.Length == typedMarked.Length ? fit : (NameFit)Math.Min((int)fit, (int)Fit(name, folded, typedMarked));
    }

    private static NameFit Fit(string[] name, string[] folded, string[] typed)
    {
        if (typed.Length == 0 || typed.Length > name.Length) return NameFit.None;
        var typedFolded = Fold(typed);
        var marked = typed.Any(word => word.Any(c => c > 127));
        if (typed.Length == name.Length)
        {
            if (SameSpelling(name, typed)) return NameFit.Full;
            if (folded.SequenceEqual(typedFolded)) return marked ? NameFit.FullOtherMarks : NameFit.Full;
        }

        if (marked && SameSpelling(name[^typed.Length..], typed)) return NameFit.End;
        if (folded[^typed.Length..].SequenceEqual(typedFolded)) return marked ? NameFit.EndOtherMarks : NameFit.End;
        if (InOrder(folded, typedFolded, static (a, b) => a == b)) return NameFit.Part;
        return InOrder(folded, typedFolded, static (a, b) => a == b || IsSlip(a, b)) ? NameFit.Near : NameFit.None;
    }

    /// <summary>Names are short and near one another (Minh, Đinh; An, Ân): the first letter must be right, and one slip is the most.</summary>
    private static bool IsSlip(string a, string b) => b.Length >= 4 && a[0] == b[0] && VietnameseText.IsNear(a, b, 1);

    /// <summary>Òa and oà are one spelling: the marks are compared, not their places.</summary>
    private static bool SameSpelling(string[] name, string[] typed) =>
        name.Zip(typed).All(pair => Syllable.Of(pair.First).Equals(Syllable.Of(pair.Second)));

    private static bool InOrder(string[] name, string[] typed, Func<string, string, bool> same)
    {
        var next = 0;
        foreach (var word in name)
            if (next < typed.Length && same(word, typed[next]))
                next++;
        return next == typed.Length;
    }

    private static string[] WithoutHonorific(string[] words)
    {
        var folded = Fold(words);
        foreach (var title in Honorifics)
            if (folded.Length > title.Length && folded.AsSpan(0, title.Length).SequenceEqual(title))
                return words[title.Length..];
        return words;
    }

    private static string[] Words(string name) =>
        VietnameseText.ForStorage(name).Split([' ', '\t', '\n', '.', ',', '/', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[] Fold(string[] words) => [.. words.Select(VietnameseText.ForMatching)];

    private sealed class ListOrder : IComparer<string>
    {
        private readonly CompareInfo alphabet = CultureInfo.GetCultureInfo("vi-VN").CompareInfo;

        public int Compare(string? x, string? y)
        {
            if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
            var (a, b) = (Words(x), Words(y));
            if (a.Length == 0 || b.Length == 0) return a.Length - b.Length;
            var order = alphabet.Compare(a[^1], b[^1]);
            for (var i = 0; order == 0 && i < Math.Min(a.Length, b.Length) - 1; i++) order = alphabet.Compare(a[i], b[i]);
            if (order == 0) order = a.Length - b.Length;
            return order != 0 ? order : string.CompareOrdinal(x, y);
        }
    }
}

/// <summary>How a typed text fits a name, closest first.</summary>
public enum NameFit
{
    /// <summary>The whole name; typed without marks it counts as well.</summary>
    Full,

    /// <summary>The whole name but for its marks.</summary>
    FullOtherMarks,

    /// <summary>The given name, or the last words of the name.</summary>
    End,

    /// <summary>The last words but for their marks.</summary>
    EndOtherMarks,

    /// <summary>Some words of the name, in their order.</summary>
    Part,

    /// <summary>The same with a slip of the finger.</summary>
    Near,

    None,
}
