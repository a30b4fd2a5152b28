using System.Collections.Frozen;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Engine;

/// <summary>Every dialog and every outcome of the product, a line each. To add one is to add its line.</summary>
public sealed class DialogCatalog
{
    private readonly FrozenDictionary<string, DialogKind> kinds;
    private readonly FrozenDictionary<string, DialogKind> phrases;
    private readonly FrozenDictionary<string, DialogKind> marked;
    private readonly FrozenDictionary<Type, Outcome> outcomes;
    private readonly FrozenDictionary<Stage, StageWriter> writers;
    private readonly DialogKind[] matchers;

    public DialogCatalog(params IReadOnlyList<Feature> features)
    {
        var all = features.SelectMany(feature => feature.Dialogs).ToArray();
        writers = features.SelectMany(feature => feature.Stages).SelectMany(writer => writer.Stages.Select(stage => (stage, writer))).ToFrozenDictionary(pair => pair.stage, pair => pair.writer);
        Ticks = [.. features.SelectMany(feature => feature.Ticks)];
        kinds = all.ToFrozenDictionary(kind => kind.Name);
        phrases = all.SelectMany(kind => kind.Phrases.Select(phrase => (phrase, kind))).ToFrozenDictionary(pair => pair.phrase, pair => pair.kind);
        marked = all.SelectMany(kind => kind.AsTyped.Select(words => (words, kind))).ToFrozenDictionary(pair => pair.words, pair => pair.kind);
        matchers = [.. all.Where(kind => kind.Match is not null)];
        outcomes = features.SelectMany(feature => feature.Outcomes).ToFrozenDictionary(outcome => outcome.FactType);
    }

    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Every phrase that begins something, for guessing at a mistyped one.</summary>
    public IEnumerable<string> Phrases => phrases.Keys;

    /// <summary>Who writes the words of a stage; null for a stage that this release no longer has.</summary>
    public StageWriter? WriterOf(Stage stage) => writers.GetValueOrDefault(stage);

    public DialogKind? Find(string name) => kinds.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">A fact that nobody stores.</exception>
    public ValueTask Apply(Fact fact, Effects effects) =>
        outcomes.TryGetValue(fact.GetType(), out var outcome) ? outcome.Apply(fact, effects) : throw new InvalidOperationException($"No outcome for {fact.GetType().Name}.");

    /// <summary>What a whole message begins, if it is a command or a free question.</summary>
    /// <param name="folded">As <c>VietnameseText.ForMatching</c> gives it.</param>
    public (DialogKind Kind, Start Start)? Command(string folded, string text, Me? me, bool exactOnly = false)
    {
        if (me is not null && marked.TryGetValue(VietnameseText.ForStorage(text).ToLowerInvariant().TrimEnd('.', '!', ' '), out var typed)) return (typed, Start.Of(typed.Name));
        var bare = folded.TrimEnd('?', '.', '!', ' ');
        foreach (var form in Slashed(text) is { } command ? Polite(bare).Prepend(command) : Polite(bare))
            if (phrases.TryGetValue(form, out var kind) && (me is not null || kind.ForStrangers))
                return (kind, Start.Of(kind.Name));
        if (exactOnly || me is null) return null;
        foreach (var matcher in matchers)
            if (matcher.Match!(bare, text, me) is { } start)
                return (kinds[start.Dialog], start);
        return null;
    }

    /// <summary>"/menu", also as a platform completes it with the bot's name: "/menu@cellbot". Null if it is no command of that kind.</summary>
    private static string? Slashed(string text)
    {
        var typed = text.AsSpan().Trim();
        if (typed.Length < 2 || typed[0] != '/') return null;
        var end = typed.IndexOfAny(" @\n");
        return typed[..(end < 0 ? typed.Length : end)].ToString().ToLowerInvariant();
    }

    /// <summary>The phrase without words of courtesy around it: "cho tôi hỏi mấy giờ họp ạ".</summary>
    private static IEnumerable<string> Polite(string phrase)
    {
        yield return phrase;
        var shorter = phrase;
        foreach (var ending in new[] { " a", " nhe", " nha", " voi", " di", " nhi", " the", " vay" })
            if (shorter.EndsWith(ending, StringComparison.Ordinal)) { shorter = shorter[..^ending.Length]; yield return shorter; }
        foreach (var opening in new[] { "cho toi hoi ", "cho hoi ", "toi muon ", "toi xin ", "xin ", "cho toi " })
            if (shorter.StartsWith(opening, StringComparison.Ordinal)) { yield return shorter[opening.Length..]; }
    }
}
