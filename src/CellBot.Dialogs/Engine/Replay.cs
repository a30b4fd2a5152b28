using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Engine;

/// <summary>
/// Runs a dialog from its first line over the answers already given, found by key. The first question without one takes the incoming
/// message if it is the question that was open, or is put to the person; a task that never completes then parks the script.
/// </summary>
internal sealed class Replay(Conversation conversation, Input? incoming, Voice voice, Me? me, Clocked at) : IChat
{
    /// <summary>More questions than this in one turn is a script that never ends.</summary>
    private const int MostQuestions = 500;

    private readonly List<string> asked = [];
    private readonly HashSet<string> keys = [];
    private string? openKey = conversation.OpenKey;
    private bool taken;

    public List<Given> Answers { get; } = [.. conversation.Answers];
    public List<Screen> Says { get; } = [];
    public List<Fact> Facts { get; } = [];
    public List<string> Dropped { get; } = [];
    public Pending? Open { get; private set; }
    public Screen? ParkedWith { get; private set; }
    public Start? Next { get; private set; }
    public bool KeepsDraft { get; private set; }
    public bool Again { get; private set; }
    public (Start Start, DateTimeOffset Until)? Undo { get; private set; }
    /// <summary>The incoming message was accepted as an answer in this run.</summary>
    public bool Accepted => taken;
    public bool WasRefused { get; private set; }
    public bool IncomingUnused => incoming is not null;
    /// <summary>The question that the incoming message was put to, by the key it has now.</summary>
    public string? WasOpen => openKey;
    /// <summary>The question before the open one, in script order.</summary>
    public string? Before => asked.Count >= 2 ? asked[^2] : null;
    public string? LastAsked => asked.Count > 0 ? asked[^1] : null;

    public DateTimeOffset Now => at.Now;
    public DateTimeOffset SentAt => at.SentAt;
    public DateTimeOffset StartedAt => conversation.StartedAt;
    public string RunId => conversation.RunId;
    public Voice Voice => voice;
    public Me Me => me ?? throw new InvalidOperationException("Nobody is linked to this chat yet.");

    public void Say(Screen screen) => Says.Add(screen);
    public void Record(Fact fact) => Facts.Add(fact);
    public void OfferUndo(Start start, DateTimeOffset until) => Undo = (start, until);

    public bool Has(string prefix) => Answers.Exists(given => given.Key.StartsWith(prefix, StringComparison.Ordinal));

    public Task Rewrite(Rewriting rewriting)
    {
        Answers.RemoveAll(given => StartsWithAny(given.Key, rewriting.Forget));
        for (var i = 0; i < Answers.Count; i++)
            if (StartsWithAny(Answers[i].Key, rewriting.Revise))
                Answers[i] = Answers[i] with { Suggested = true };
        foreach (var (key, value) in rewriting.Set) Keep(key, value);
        Again = true;
        return Never<bool>();
    }

    public Task Park(Screen words)
    {
        ParkedWith = words;
        return Never<bool>();
    }

    public Task GoTo(Start start, bool keepDraft = false)
    {
        Next = start;
        KeepsDraft = keepDraft;
        return Never<bool>();
    }

    public Task<T> Ask<T>(Question<T> question)
    {
        // Otherwise a loop over one key would read the same answer for ever.
        if (!keys.Add(question.Key)) throw new InvalidOperationException($"\"{question.Key}\" was asked twice in one conversation.");
        if (Facts.Count > 0) throw new InvalidOperationException($"\"{question.Key}\" was asked after a fact was recorded.");
        if (keys.Count > MostQuestions) throw new InvalidOperationException($"More than {MostQuestions} questions in one turn.");
        asked.Add(question.Key);
        if (question.Formerly.Count > 0) TakeOver(question);

        var place = Answers.FindIndex(given => given.Key == question.Key);
        if (place >= 0 && !Answers[place].Suggested)
        {
            if (question.Restore(Answers[place].Value) is { Fits: true } known)
            {
                if (!taken) Says.Clear(); // what was said before this answer went out on an earlier turn
                return Task.FromResult(known.Value);
            }
            Answers.RemoveAt(place);
            place = -1;
            Dropped.Add(question.Title ?? question.Prompt.Text.Split('\n')[0]);
        }

        var suggested = place >= 0 ? Answers[place].Value : null;
        if (suggested is not null && question.Restore(suggested) is { Fits: false }) suggested = null;

        var partial = openKey == question.Key ? conversation.Partial : null;
        if (incoming is not null && openKey == question.Key)
        {
            var input = incoming with { Partial = partial };
            incoming = null;
            Says.Clear();
            var reading = Read(question, input, suggested);
            switch (reading)
            {
                case Accepted<T> fresh:
                    taken = true;
                    Keep(question.Key, fresh.Canonical);
                    return Task.FromResult(fresh.Value);
                case More<T> more:
                    if (more.Reply is not null) Say(more.Reply);
                    Open = Pending.Of(question, Shown(question, suggested), more.Partial, more.Reply is { Choices.Count: > 0 } ? more.Reply : null, Silent: true);
                    return Never<T>();
                case Offer<T> offer:
                    Open = Pending.Of(question, Shown(question, suggested), partial, offer.Screen, Silent: false) with { Offered = true };
                    return Never<T>();
                case Refused<T> refused:
                    WasRefused = true;
                    Open = Pending.Of(question, Shown(question, suggested, partial), partial, null, Silent: true) with { Because = refused.Because };
                    return Never<T>();
            }
        }

        // Some questions are put for the first time in other words; their numbers mean the same.
        Open = Pending.Of(question, Shown(question, suggested, partial), partial, null, Silent: false) with { Opening = openKey != question.Key ? question.Opening : null };
        return Never<T>();
    }

    /// <summary>What an earlier release kept under another key.</summary>
    private void TakeOver<T>(Question<T> question)
    {
        foreach (var former in question.Formerly)
        {
            var place = Answers.FindIndex(given => given.Key == former);
            if (place >= 0 && !Answers.Exists(given => given.Key == question.Key)) Answers[place] = Answers[place] with { Key = question.Key };
            if (openKey == former) openKey = question.Key;
        }
    }

    private static Reading<T> Read<T>(Question<T> question, Input input, string? suggested)
    {
        if (input.ChoiceId is not { } id) return question.Read(input);
        if (id == EngineChoice.Keep && suggested is not null) return new Accepted<T>(question.Restore(suggested).Value, suggested);
        // An offered reading: its id is a canonical answer.
        if (id.StartsWith(EngineChoice.Canonical, StringComparison.Ordinal))
            return question.Restore(id[1..]) is { Fits: true } offered ? new Accepted<T>(offered.Value, id[1..]) : new Refused<T>(null);
        return question.Read(input);
    }

    /// <summary>The prompt; an answer that is offered again stands first among the choices, where the question is not a choice itself.</summary>
    private static Screen Shown<T>(Question<T> question, string? suggested, string? partial = null) =>
        partial is { Length: > 0 } && question.Continued is { } continued ? continued(partial)
        : suggested is not null && question.Show is not null
            ? question.Prompt with { Choices = [new Choice(EngineChoice.Keep, $"Giữ như cũ: {Cut(question.Show(suggested))}"), .. question.Prompt.Choices] }
            : question.Prompt;

    private static string Cut(string text) => text.Length <= 60 ? text : text[..59].TrimEnd() + "…";

    private void Keep(string key, string canonical)
    {
        var place = Answers.FindIndex(given => given.Key == key);
        if (place >= 0) Answers[place] = new Given(key, canonical);
        else Answers.Add(new Given(key, canonical));
    }

    private static bool StartsWithAny(string key, IReadOnlyList<string> prefixes) => prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;
}

/// <summary>The two times of a turn, local (+07:00).</summary>
internal readonly record struct Clocked(DateTimeOffset Now, DateTimeOffset SentAt);

/// <summary>The question that is open at the end of a run.</summary>
/// <param name="Prompt">Its screen as it is to be shown, or shown again.</param>
/// <param name="Instead">Shown in place of the prompt now: an offer of readings, an acknowledgement with choices.</param>
/// <param name="Silent">The prompt is not repeated in this turn.</param>
internal sealed record Pending(string Key, string? Title, Screen Prompt, string? Partial, Screen? Instead, bool Silent, Writing Writing, bool TakesMany)
{
    public bool Offered { get; init; }
    public Screen? Opening { get; init; }
    public string? Because { get; init; }

    public static Pending Of<T>(Question<T> question, Screen prompt, string? partial, Screen? instead, bool Silent) =>
        new(question.Key, question.Title, prompt, partial, instead, Silent, question.Writing, question.TakesMany);
}

/// <summary>Ids of choices that the engine itself understands. Questions' own ids never begin with "!" or "=".</summary>
internal static class EngineChoice
{
    public const string Keep = "!keep", Retry = "!retry", Help = "!help", Later = "!later", Switch = "!switch", Resume = "!resume", View = "!view",
        Discard = "!discard", DiscardSure = "!discard-sure", TakeText = "!take", LeaveText = "!leave";

    /// <summary>Prefix of an offered reading: the rest is the canonical answer.</summary>
    public const string Canonical = "~";
}
