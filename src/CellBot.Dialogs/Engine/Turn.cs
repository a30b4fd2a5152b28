using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Engine;

/// <summary>What one turn of one dialog came to.</summary>
/// <param name="Next">The conversation as it is to be stored; null when it is over.</param>
/// <param name="Parked">Keep it as a draft instead of as the active one.</param>
/// <param name="Asks">The screen of the question that is open now, also when it is not repeated in <paramref name="Says"/>.</param>
internal sealed record Turn(Conversation? Next, bool Parked, IReadOnlyList<Screen> Says, Screen? Asks, IReadOnlyList<Fact> Facts, Start? Then, (Start Start, DateTimeOffset Until)? Undo)
{
    /// <summary>The message was none of the answers the question knows.</summary>
    public bool Refused { get; init; }
    /// <summary>The question that the message was meant for is not the open one any more: it was not read by anyone.</summary>
    public bool Unread { get; init; }

    private const int MostRuns = 50;

    /// <summary>Runs the dialog with a message for its open question, or without one (to begin, or to ask again).</summary>
    public static Turn Take(IDialog dialog, Conversation conversation, Input? input, Voice voice, Me? me, Clocked at)
    {
        var dropped = new List<string>();
        for (var run = 0; run < MostRuns; run++)
        {
            var replay = new Replay(conversation, input, voice, me, at);
            var task = dialog.Run(replay);
            if (task.IsFaulted) task.GetAwaiter().GetResult();
            dropped.AddRange(replay.Dropped);

            if (replay.Again)
            {
                conversation = conversation with { Answers = replay.Answers, OpenKey = null, Partial = null, Offer = null, Misses = 0 };
                input = null;
                continue;
            }
            if (replay.Next is { } next)
                return replay.KeepsDraft
                    ? new Turn(conversation with { Answers = WithoutLast(replay), OpenKey = null, Partial = null, Offer = null, Misses = 0, LastAt = at.Now }, true, replay.Says, null, replay.Facts, next, replay.Undo)
                    : new Turn(null, false, replay.Says, null, replay.Facts, next, replay.Undo);
            if (replay.ParkedWith is { } words)
                return new Turn(conversation with { Answers = WithoutLast(replay), OpenKey = null, Partial = null, Offer = null, Misses = 0, LastAt = at.Now }, true, [.. replay.Says, words], null, [], null, null);
            if (task.IsCompleted) return new Turn(null, false, replay.Says, null, replay.Facts, null, replay.Undo);
            if (replay.Open is not { } open) throw new InvalidOperationException($"{conversation.Dialog} awaited something other than its chat.");
            return Waiting(conversation, replay, open, dropped, input, voice, at.Now);
        }
        throw new InvalidOperationException($"{conversation.Dialog} ran {MostRuns} times in one turn.");
    }

    /// <summary>"quay lại": the answer before the open question becomes a suggestion; later answers stay. Null at the first question.</summary>
    public static Conversation? Back(IDialog dialog, Conversation conversation, Voice voice, Me? me, Clocked at)
    {
        var replay = new Replay(conversation, null, voice, me, at);
        _ = dialog.Run(replay);
        if (replay.Open is null || replay.Before is not { } before) return null;
        // A part already written at the open question is offered again when that question comes back.
        Given[] part = replay.Open is { TakesMany: true, Partial: { Length: > 0 } written } ? [new Given(replay.Open.Key, written, Suggested: true)] : [];
        return conversation with
        {
            Answers = [.. replay.Answers.Where(given => part.Length == 0 || given.Key != part[0].Key).Select(given => given.Key == before ? given with { Suggested = true } : given), .. part],
            OpenKey = null, Partial = null, Offer = null, Misses = 0,
        };
    }

    private static Turn Waiting(Conversation conversation, Replay replay, Pending open, List<string> dropped, Input? input, Voice voice, DateTimeOffset now)
    {
        var says = new List<Screen>(replay.Says);
        var misses = replay.WasRefused ? conversation.Misses + 1 : 0;
        var shown = open.Instead ?? open.Prompt;
        foreach (var title in dropped) says.Insert(0, voice.Say("answer.dropped", ("Question", title)));

        if (replay.WasRefused && misses >= 3)
        {
            shown = voice.Screen("choice.retryHelp", [], EngineChoice.Retry, EngineChoice.Help, EngineChoice.Later);
            says.Add(shown);
        }
        else if (replay.WasRefused)
        {
            says.AddRange(Refusal(open, misses, voice, conversation, input?.Text ?? "", out var again));
            if (again is not null) shown = again;
        }
        else if (open.Instead is not null && !open.Silent) says.Add(open.Instead);
        else if (!open.Silent) says.Add(open.Opening ?? open.Prompt);

        IReadOnlyList<StoredChoice> choices = [.. shown.Choices.Select(choice => new StoredChoice(open.Offered ? EngineChoice.Canonical + choice.Id : choice.Id, choice.Label))];
        // A refusal that shows no list leaves the numbers of the list shown before.
        if (replay.WasRefused && misses < 2 && conversation.Shown.Count > 0 && replay.WasOpen == open.Key) choices = conversation.Shown;
        var next = conversation with
        {
            Answers = replay.Answers, OpenKey = open.Key, Partial = open.Partial, Misses = misses, Shown = choices, LastAt = now, Writing = open.Writing,
            Offer = open.Offered ? choices : null,
            ScreenToken = Tokens.Of(conversation.RunId, open.Key, string.Join('|', choices.Select(choice => choice.Id)), replay.Answers.Count.ToString()),
        };
        return new Turn(next, false, says, shown, [], null, null) { Refused = replay.WasRefused, Unread = replay.IncomingUnused };
    }

    private static IEnumerable<Screen> Refusal(Pending open, int misses, Voice voice, Conversation conversation, string typed, out Screen? again)
    {
        again = null;
        if (open.Because is { } reason)
        {
            if (misses < 2) return [reason];
            again = open.Prompt;
            return open.Prompt.Text == reason ? [open.Prompt] : [reason, open.Prompt];
        }
        if (open.Prompt.Choices.Count == 0 && conversation.Shown.Count == 0)
        {
            again = open.Prompt;
            return [open.Prompt];
        }
        if (open.Prompt.Choices.Count == 0)
        {
            // The numbers shown belong to an acknowledgement, not to the prompt.
            again = new Screen("", [.. conversation.Shown.Select(choice => new Choice(choice.Id, choice.Label))]);
            return [new Screen(voice.Say("number.outOfRange", ("N", conversation.Shown.Count)), again.Choices)];
        }
        if (misses < 2) return [voice.Say("number.outOfRange", ("N", Math.Max(conversation.Shown.Count, 1)))];
        again = open.Prompt;
        return [voice.Screen("choice.retry", [("Typed", typed.Length <= 40 ? typed : typed[..39] + "…")], Pick.Many(open.Prompt.Choices))];
    }

    /// <summary>The choice that parked ("Để sau") is no answer to keep: the question is asked again when the draft is resumed.</summary>
    private static IReadOnlyList<Given> WithoutLast(Replay replay) => replay.Accepted && replay.Answers.Count > 0
        ? [.. replay.Answers.Where(given => given.Key != replay.LastAsked)]
        : replay.Answers;
}
