using CellBot.Domain.Records;

namespace CellBot.Domain.Obligations;

/// <summary>The stages of model section 3, those of a meeting, and what else the clock brings a person.</summary>
public enum Stage
{
    /// <summary>Three days, one day before, and the last call.</summary>
    R3, R1, R0,
    /// <summary>Gentle, firm, and the word that the secretary will be told.</summary>
    N1, N2, N3,
    /// <summary>To the secretary, the working day after N3.</summary>
    Escalation,
    Meeting3d, Meeting1d, Meeting2h,
    /// <summary>The secretary's own nudge of someone who had that day's message already; version: the day.</summary>
    MeetingNudge,
    /// <summary>To the secretary, 15 minutes after the start.</summary>
    RollCall,
    /// <summary>To the secretary, the morning after: the minutes are still to be written.</summary>
    Minutes,
    /// <summary>To the secretary, some days before the standing meeting of a month: everything as last time? Version: year × 12 + month.</summary>
    Standing,
    /// <summary>To the convener, the day before: the materials are not marked as posted.</summary>
    Materials,
    Digest, Draft, Snooze, ReviewNew,
    /// <summary>Opening of a campaign.</summary>
    Opening,
    /// <summary>"Để an tâm" words, the day after joining.</summary>
    Safety,
    /// <summary>To the secretary, the morning after: who has joined.</summary>
    Joined,
    /// <summary>A secretary's own nudge about a duty.</summary>
    Nudge,
    /// <summary>To the reviewer: somebody asks for help, and their note is complete or did not come.</summary>
    Help,
    /// <summary>To an officer of the body above: a cell is complete; version 1.</summary>
    CellComplete,
    /// <summary>To whoever leads the cell, the evening before a meeting: figures to read aloud.</summary>
    ReadAloud,
    /// <summary>To whoever leads the cell, weeks before an award day of the Party badge; version: that day.</summary>
    Badges,
    /// <summary>To the reviewer: a call would do more than another reminder. About a person; version: the day of that person's last word.</summary>
    Silence,
    /// <summary>To the watcher of a body: what its cells announced about their meetings the day before; version: the morning.</summary>
    CellNotices,
}

public enum ReminderState { Waiting, Sent, Skipped, Undeliverable }

/// <summary>The next thing the clock has to bring one person about one object. Id: "{person}/{stage}/{object}/{version}".</summary>
public sealed record Reminder(string Id) : Record(Id)
{
    public required string PersonId { get; init; }
    public required Stage Stage { get; init; }
    /// <summary>Id of the obligation, the meeting, the unit (digest), or "{chat}#{run}" (draft).</summary>
    public required string ObjectId { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public ReminderState State { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
    /// <summary>Why it was skipped: a word for the record, never a person's words.</summary>
    public string? Reason { get; init; }
    /// <summary>The outbox row it was said in.</summary>
    public string? MessageId { get; init; }
    /// <summary>A snooze: the stage it stands in for; the ladder goes on after that one.</summary>
    public Stage? Replaces { get; init; }

    public static string IdOf(string personId, Stage stage, string objectId, int version) => $"{personId}/{stage}/{objectId}/{version}";

    /// <summary>What still waits, soonest first. Key: due, UTC, to the second.</summary>
    public static readonly Index<Reminder> ByDue = new("by_due", r => r.State is ReminderState.Waiting ? $"{r.DueAt.UtcDateTime:yyyyMMddHHmmss}" : null);

    /// <summary>What still waits for one person, soonest first. Key: "{person}/{due}".</summary>
    public static readonly Index<Reminder> WaitingByPerson = new("waiting_by_person", r => r.State is ReminderState.Waiting ? $"{r.PersonId}/{r.DueAt.UtcDateTime:yyyyMMddHHmmss}" : null);
}

/// <summary>The guard against a second reminding message: this person already had one on this day. Id: "{day}/{person}".</summary>
public sealed record ReminderDay(string Id) : Record(Id)
{
    public required DateTimeOffset SentAt { get; init; }

    public static string IdOf(DateOnly day, string personId) => $"{day:yyyyMMdd}/{personId}";

    /// <summary>For sweeping when the day is over. Key: day.</summary>
    public static readonly Index<ReminderDay> ByDay = new("by_day", d => d.Id[..8]);
}
