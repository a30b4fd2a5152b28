using System.Collections.Frozen;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Audit;
using CellBot.Domain.Conversations;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Engine;

/// <summary>What follows from one kind of fact: documents, reminders, messages, audit entries. Reads what is stored, changes nothing but through the desk.</summary>
public sealed record Outcome(Type FactType, Func<Fact, Effects, ValueTask> Apply)
{
    public static Outcome Of<TFact>(Func<TFact, Effects, ValueTask> apply) where TFact : Fact =>
        new(typeof(TFact), (fact, effects) => apply((TFact)fact, effects));
}

/// <summary>Where an outcome (or a tick) writes.</summary>
/// <param name="CauseId">The update or reminder that caused it; ids are derived from it.</param>
/// <param name="Now">Local (+07:00).</param>
public sealed class Effects(IDesk desk, Phrasebook words, string causeId, DateTimeOffset now, Me? me, string? accountId)
{
    private readonly DateTimeOffset? sentAt;
    private int audited;

    public IDesk Desk => desk;
    public Phrasebook Words => words;
    public string CauseId => causeId;
    public DateTimeOffset Now => now;
    /// <summary>The platform's time of the message: "on time" is judged by it.</summary>
    public DateTimeOffset SentAt { get => sentAt ?? now; init => sentAt = value; }
    public DateOnly Today => DateOnly.FromDateTime(now.DateTime);
    /// <summary>Who did it. Ticks have nobody.</summary>
    public Me Me => me ?? throw new InvalidOperationException("Nobody is behind this change.");
    /// <summary>The same, or null for a tick.</summary>
    public string? ActorId => me?.Id;
    /// <summary>The chat it was done in.</summary>
    public string? AccountId => accountId;
    public Post Post { get; } = new(desk, words, causeId, now);

    /// <summary>The chat of this turn as the outcome wants it afterwards (linking, for example); applied when the turn ends.</summary>
    public Func<Chat, Chat>? ChangeChat { get; set; }

    public void Audit(string action, string objectId, string? unitId = null, string? actorId = null)
    {
        var unit = unitId ?? me?.Cell?.Id;
        desk.Put(new AuditEntry($"{causeId}/a{audited++}")
        {
            At = now, ActorId = actorId ?? me?.Id ?? "clock", Action = action, ObjectId = objectId, UnitId = unit,
            // What a deputy or a stand-in does in the cell is done in the secretary's place; their own papers and accounts are their own.
            ActingFor = me?.ActsFor is { } secretary && unit == me.Cell?.Id && (actorId is null || actorId == me.Id) && !Own.Contains(action) ? secretary.Id : null,
        });
    }

    private static readonly FrozenSet<string> Own = FrozenSet.Create("submit", "take-back", "petition", "explain-absence", "ask-amend", "paper-photo", "link", "consent", "wrong-person",
        "notices-refused", "withdraw", "erasure-asked", "erasure-taken-back", "delegation-returned", "delegation-ended", "handover", "role");
}
