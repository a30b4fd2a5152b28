using CellBot.Domain.Records;

namespace CellBot.Domain.Papers;

public enum PaperKind { Pledge, Reflection, Notice, Invitation, Minutes, Resolution, Report, PledgeList, ReflectionList, Remediation, FourGood, MyData, InviteCards }

public enum PaperForm { Document, Spreadsheet, Csv }

public enum PaperState
{
    Waiting,
    /// <summary>The file is made and in the outbox.</summary>
    Made,
    /// <summary>Not made: see <see cref="PaperOrder.Problem"/>.</summary>
    Refused,
}

/// <summary>
/// Somebody asked for a document. A turn is pure and makes no files: it leaves this, and a tick composes the document from what is stored at that
/// moment, writes the file and puts it into the outbox, in one commit. Id derived from the update that asked.
/// </summary>
public sealed record PaperOrder(string Id) : Record(Id)
{
    public required string AskedBy { get; init; }
    /// <summary>The chat it was asked in, where it goes.</summary>
    public required string AccountId { get; init; }
    public required PaperKind Kind { get; init; }
    /// <summary>The pledge, the meeting, the campaign …; for a report the unit, for a copy of somebody's data the person.</summary>
    public required string ObjectId { get; init; }
    /// <summary>A part of the object: "unreached" of a meeting's invitations; a report's period "2026-10-01..2026-12-31".</summary>
    public string? Part { get; init; }
    public PaperForm Form { get; init; }
    /// <summary>Local (+07:00).</summary>
    public required DateTimeOffset AskedAt { get; init; }
    public PaperState State { get; init; }
    public PaperProblem? Problem { get; init; }
    /// <summary>In the store, until it is swept.</summary>
    public string? FileId { get; init; }
    /// <summary>When order and file are dropped: 24 hours after it was made or refused.</summary>
    public DateTimeOffset? DropsAt { get; init; }

    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Waiting, oldest first. Key: when asked, UTC.</summary>
    public static readonly Index<PaperOrder> Waiting = new("waiting", order => order.State is PaperState.Waiting ? KeyOf(order.AskedAt) : null);

    /// <summary>What is over, soonest to be dropped first. Key: when, UTC.</summary>
    public static readonly Index<PaperOrder> ByDrop = new("by_drop", order => order.DropsAt is { } at ? KeyOf(at) : null);

    /// <summary>A moment as the indexes have it.</summary>
    public static string KeyOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmssfff", System.Globalization.CultureInfo.InvariantCulture);
}
