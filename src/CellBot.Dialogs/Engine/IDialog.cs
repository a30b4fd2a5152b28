using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Engine;

/// <summary>A conversation, written as one ordinary async method from the first question to the last word. It awaits its chat and nothing else.</summary>
public interface IDialog
{
    Task Run(IChat chat);
}

/// <summary>A dialog whose unfinished runs are worth keeping as drafts.</summary>
public interface IDraft
{
    /// <summary>As the person knows it: Đăng ký năm 2027.</summary>
    string Title { get; }

    /// <summary>What is already there ("đã cam kết chuẩn mực chung, đã ghi 1 việc") and how many questions are left at least.</summary>
    (string Done, int StepsLeft) Progress(Conversation conversation);
}

/// <summary>Everything a dialog may do. There is no clock, no network and no database here on purpose.</summary>
public interface IChat
{
    /// <summary>When this turn's message was received, local (+07:00); the same when the turn is run again.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The platform's time of the message, never later than <see cref="Now"/>: "on time" is judged by it.</summary>
    DateTimeOffset SentAt { get; }

    /// <summary>When this run began, local.</summary>
    DateTimeOffset StartedAt { get; }

    /// <summary>Names this run; ids of what it creates are made of it.</summary>
    string RunId { get; }

    Voice Voice { get; }

    /// <summary>The person of the turn.</summary>
    /// <exception cref="InvalidOperationException">The chat is not linked to anyone yet.</exception>
    Me Me { get; }

    /// <summary>Asks once, and again after each refused answer. Nothing but this interface's tasks may be awaited.</summary>
    /// <exception cref="InvalidOperationException">Asked twice under one key, or after a fact was recorded.</exception>
    Task<T> Ask<T>(Question<T> question);

    /// <summary>Changes the answers as told and runs the script again from its first line.</summary>
    Task Rewrite(Rewriting rewriting);

    /// <summary>Whether an answer is kept under a key that begins so.</summary>
    bool Has(string prefix);

    /// <summary>Ends the conversation for now and keeps it as a draft.</summary>
    Task Park(Screen words);

    /// <summary>Ends this conversation and begins another in the same turn.</summary>
    /// <param name="keepDraft">This one is kept as a draft, without the answer that led away.</param>
    Task GoTo(Start start, bool keepDraft = false);

    void Say(Screen screen);

    /// <summary>States a fact for the outcomes to store in the same commit. After the last question only.</summary>
    void Record(Fact fact);

    /// <summary>"0" right after this turn begins <paramref name="start"/> (takes back what was just done), until <paramref name="until"/>.</summary>
    void OfferUndo(Start start, DateTimeOffset until);
}

/// <summary>A change to the answers kept so far. Prefixes are of keys.</summary>
public sealed record Rewriting
{
    /// <summary>Forgotten.</summary>
    public IReadOnlyList<string> Forget { get; init; } = [];
    /// <summary>Asked again, with the old answer offered.</summary>
    public IReadOnlyList<string> Revise { get; init; } = [];
    /// <summary>Answered for the person, in the questions' canonical form.</summary>
    public IReadOnlyList<(string Key, string Value)> Set { get; init; } = [];
}

/// <summary>Something that happened in a conversation and must be kept.</summary>
public abstract record Fact
{
    /// <summary>Only written down, nothing changed by it: the same number right after it is no double.</summary>
    public virtual bool IsQuiet => false;
}
