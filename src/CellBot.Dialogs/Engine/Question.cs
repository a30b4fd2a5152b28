using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Engine;

/// <summary>A question owns its prompt and its reading.</summary>
/// <param name="Key">Stable name in stored conversations; one that is renamed says what it was called (<see cref="Formerly"/>), or it is asked again.</param>
/// <param name="Prompt">What is asked; its choices' ids are what is stored.</param>
public sealed record Question<T>(string Key, Screen Prompt)
{
    /// <summary>Reads one message. Choices by number or label are resolved before: then <see cref="Input.ChoiceId"/> is set.</summary>
    public required Func<Input, Reading<T>> Read { get; init; }

    /// <summary>The value of a stored answer, or a miss when it no longer fits.</summary>
    public required Func<string, Kept<T>> Restore { get; init; }

    /// <summary>Keys it had in earlier releases: an answer kept under one of them, or the question open under it, is this one's. No other question of the dialog has them.</summary>
    public IReadOnlyList<string> Formerly { get; init; } = [];

    public Writing Writing { get; init; }

    /// <summary>As the question is called when it is talked about: nội dung việc.</summary>
    public string? Title { get; init; }

    /// <summary>How a stored answer is shown when it is offered again; null: not offered as a choice of its own.</summary>
    public Func<string, string>? Show { get; init; }

    /// <summary>Said instead of the prompt when the question is put for the first time; the prompt's numbers hold.</summary>
    public Screen? Opening { get; init; }

    /// <summary>The prompt when a part of the answer is already kept (a draft taken up again); null: the prompt as it is.</summary>
    public Func<string, Screen>? Continued { get; init; }

    /// <summary>A long text or pages: takes several messages until "xong".</summary>
    public bool TakesMany { get; init; }
}

/// <summary>One message at a question.</summary>
/// <param name="ChoiceId">The choice meant, by number, label or button.</param>
/// <param name="Partial">What the question kept so far.</param>
public sealed record Input(string? Text, string? ChoiceId, IReadOnlyList<Attachment> Attachments, string? Partial, DateTimeOffset Now)
{
    /// <summary>Words alone: what is written under a photo is no answer to a question about something else.</summary>
    public bool IsText(out string text)
    {
        text = Text?.Trim() ?? "";
        return ChoiceId is null && Attachments.Count == 0 && text.Length > 0;
    }
}

/// <summary>What a question makes of one message: one of four.</summary>
public abstract record Reading<T>;

/// <param name="Canonical">The stored form: what the answer means, never how it was typed.</param>
public sealed record Accepted<T>(T Value, string Canonical) : Reading<T>;

/// <summary>Kept so far; more may follow until "xong".</summary>
/// <param name="Reply">null: no answer to this message.</param>
public sealed record More<T>(string Partial, Screen? Reply) : Reading<T>;

/// <summary>Several readings: the choices' ids are canonical answers.</summary>
public sealed record Offer<T>(Screen Screen) : Reading<T>;

/// <param name="Because">What to do instead, with an example; null: let the engine say it in its own words (a choice out of range).</param>
public sealed record Refused<T>(string? Because) : Reading<T>;

/// <summary>A stored answer's value, if it still fits.</summary>
public readonly record struct Kept<T>(bool Fits, T Value)
{
    public static implicit operator Kept<T>(T value) => new(true, value);
    public static readonly Kept<T> Gone = default;
}
