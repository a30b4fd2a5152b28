using CellBot.Dialogs.View;

namespace CellBot.Dialogs.Speech;

/// <summary>The phrasebook, spoken to one person: knows how that person is addressed, the cell's name, and who decides for them.</summary>
public sealed class Voice(Phrasebook words, Me? me)
{
    /// <summary>The sentence for <paramref name="key"/>; choice lines, if any, stand in it as text.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> args) => Screen(key, args.ToArray()).Text;

    /// <summary>The message for <paramref name="key"/> with one pick for each choice line.</summary>
    /// <exception cref="InvalidOperationException">A placeholder was not given, or picks and choice lines differ in number.</exception>
    public Screen Screen(string key, IReadOnlyList<(string Name, object? Value)> args, params IReadOnlyList<Pick> picks) =>
        words[key].Fill(name => Given(args, name) ?? Ambient(name), picks);

    /// <summary>A summary: what is zero is left out.</summary>
    public Screen Summary(string key, IReadOnlyList<(string Name, object? Value)> args, params IReadOnlyList<Pick> picks)
    {
        var screen = Screen(key, args, picks);
        return screen with { Text = Zeroes.Drop(screen.Text), Tail = screen.Tail is null ? null : Zeroes.Drop(screen.Tail) };
    }

    /// <summary>Fills {Addr} and {AddrCap} in words that are data: a campaign's own questions.</summary>
    public string FillAddress(string text) => text.Replace("{AddrCap}", Ambient("AddrCap")).Replace("{Addr}", Ambient("Addr"));

    /// <summary>The same words spoken to someone else.</summary>
    public Voice To(Me other) => new(words, other);

    private static string? Given(IReadOnlyList<(string Name, object? Value)> args, string name)
    {
        foreach (var (given, value) in args)
            if (given == name)
                return value?.ToString() ?? "";
        return null;
    }

    private string? Ambient(string name) => name switch
    {
        "Addr" => me?.Person.Addr ?? "đồng chí",
        "AddrCap" => Capital(me?.Person.Addr ?? "đồng chí"),
        "FullAddr" => me?.Person.FormalName,
        "Cell" => me?.Cell?.Name,
        "Secretary" => me?.Secretary?.FormalName ?? "đồng chí bí thư chi bộ",
        "Reviewer" => me?.Reviewer?.FormalName ?? "đồng chí bí thư chi bộ",
        "ReviewerCap" => Capital(me?.Reviewer?.FormalName ?? "đồng chí bí thư chi bộ"),
        _ => null,
    };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
