namespace CellBot.Testing.Telegram;

/// <summary>A button as the person sees it. <see cref="Data"/> is null when pressing it tells the bot nothing (an address, a text to copy).</summary>
public sealed record FakeButton(string Label, string? Data, string? Url, string? Style);

/// <summary>A stretch of a text that the bot marked itself, in UTF-16 units.</summary>
public sealed record FakeEntity(string Type, int Offset, int Length);

/// <summary>A file on the fake server.</summary>
public sealed record FakeFile(string Id, string Path, string Name, string MimeType, ReadOnlyMemory<byte> Bytes)
{
    public string UniqueId => $"U{Id}";
}

/// <summary>One message of one chat, as its receiver sees it.</summary>
public sealed class FakeMessage
{
    public required int Id { get; init; }

    public required FakeChat Chat { get; init; }

    public required bool FromBot { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>The text or caption after its marks are read; empty for a bare file.</summary>
    public required string Text { get; set; }

    /// <summary>The text or caption as it was sent, marks included.</summary>
    public required string Source { get; set; }

    public IReadOnlyList<FakeEntity> Entities { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<FakeButton>> ButtonRows { get; set; } = [];

    /// <summary>Labels of the keyboard that came with the message; a label that ends in ☎ shares the phone number.</summary>
    public IReadOnlyList<string> Keyboard { get; set; } = [];

    public IEnumerable<FakeButton> Buttons => ButtonRows.SelectMany(row => row);

    public FakeFile? File { get; init; }

    public bool IsPhoto { get; init; }

    public string? AlbumId { get; init; }

    public int? ReplyTo { get; init; }

    /// <summary>When the bot last changed it; null when never.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>The inline keyboard as sent, for the echo and for "not modified"; null without one.</summary>
    internal string? InlineKeyboardJson { get; set; }

    public override string ToString() =>
        string.Join(' ', new[] { File is null ? "" : $"({File.Name})", Text }.Concat(Buttons.Select(button => $"[{button.Label}]")).Where(part => part.Length > 0));
}

public enum TranscriptKind
{
    /// <summary>The person wrote, or sent a file.</summary>
    Said,

    /// <summary>The person pressed a button; the text is its label.</summary>
    Pressed,

    /// <summary>The bot's message.</summary>
    Received,

    /// <summary>The bot changed a message of its own.</summary>
    Changed,

    /// <summary>The bot's answer to a press, shown as a flash.</summary>
    Flashed,
}

/// <summary>One line of a chat. <see cref="Text"/> and <see cref="Labels"/> are as they stood at that moment, whatever became of the message since.</summary>
public sealed record TranscriptEntry(TranscriptKind Kind, DateTimeOffset At, string Text, IReadOnlyList<string> Labels, FakeMessage? Message)
{
    public override string ToString() =>
        $"{At:HH:mm:ss} {(Kind is TranscriptKind.Said or TranscriptKind.Pressed ? ">" : "<")} {(Kind is TranscriptKind.Pressed ? $"[{Text}]" : Text)}"
        + string.Concat(Labels.Select(label => $" [{label}]"));
}
