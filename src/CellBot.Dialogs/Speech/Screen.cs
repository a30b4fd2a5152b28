using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;

namespace CellBot.Dialogs.Speech;

/// <summary>One message as a person sees it: words, choices as buttons or numbered lines, words after them, pictures.</summary>
/// <param name="Topic">The object the choices are about, where they start dialogs: a newer list on it replaces an older one.</param>
/// <param name="Settle">Goes out only after this much quiet; more pages meanwhile replace it by one message for all.</param>
public sealed record Screen(string Text, IReadOnlyList<Choice> Choices, string? Tail = null, IReadOnlyList<Attachment>? Attachments = null, string? Topic = null, TimeSpan? Settle = null)
{
    public static implicit operator Screen(string text) => new(text, []);

    /// <summary>The words name the numbers themselves ("Nhắn 1 để xem danh sách."): choices are understood but not shown. Only for messages nobody asked for.</summary>
    public bool NumbersInWords { get; init; }

    /// <summary>A small file that goes with the message. Only for messages nobody asked for.</summary>
    public Enclosure? Enclosed { get; init; }

    /// <summary>The same screen with words before it.</summary>
    public Screen After(string words) => words.Length == 0 ? this : this with { Text = Text.Length == 0 ? words : words + "\n" + Text };

    /// <summary>As a channel without buttons shows it.</summary>
    public string AsPlainText() => Numbered(Text, [.. Choices.Select(choice => choice.Label)], Tail);

    public static string Numbered(string text, IReadOnlyList<string> labels, string? tail)
    {
        if (labels.Count == 0 && tail is null) return text;
        var lines = labels.Select((label, i) => $"{i + 1}. {label}");
        return string.Join('\n', new[] { text }.Concat(lines).Append(tail ?? "").Where(line => line.Length > 0));
    }
}

/// <param name="Id">Stable: what is stored when the choice answers a question.</param>
/// <param name="Start">What choosing it begins, when the screen is not a question's.</param>
public sealed record Choice(string Id, string Label, Start? Start = null);

/// <summary>Fills one choice line of a template: the id of a question's choice, what it starts, a whole list, or nothing (the line is left out and the rest renumbered).</summary>
public sealed record Pick
{
    public string? Id { get; private init; }
    public Start? Start { get; private init; }
    public IReadOnlyList<Choice>? List { get; private init; }

    /// <summary>This line is not offered now.</summary>
    public static readonly Pick None = new();

    public static Pick Many(IEnumerable<Choice> choices) => new() { List = [.. choices] };
    public static implicit operator Pick(string id) => new() { Id = id };
    public static implicit operator Pick(Start start) => new() { Id = start.Dialog, Start = start };
}
