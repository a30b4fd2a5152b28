using CellBot.Domain.Records;

namespace CellBot.Domain.Obligations;

public enum ObligationKind { Pledge, Reflection, ActionItem, QuarterlyCheck, DocumentSummary, FlagTalk, StorySlot, PetitionReply, RemediationItem }

public enum ObligationState { Upcoming, Due, Overdue, Fulfilled, FulfilledLate, Waived }

/// <summary>Something one person has to do by a date. Id: "{source}/{owner}". Whether an open one is upcoming, due or overdue follows from the time (<see cref="StateAt"/>).</summary>
public sealed record Obligation(string Id) : Record(Id)
{
    public required ObligationKind Kind { get; init; }
    public required string OwnerId { get; init; }
    public required string UnitId { get; init; }
    /// <summary>The pledge campaign, the study campaign …</summary>
    public required string SourceId { get; init; }
    /// <summary>The body's campaign that the cell's one was opened by; null for a cell's own. Figures of a body are counted over it.</summary>
    public string? RootId { get; init; }
    /// <summary>How it is called in a sentence: "bản đăng ký năm 2027", "bài thu hoạch “Nghị quyết …”". Holds no person's words.</summary>
    public required string Item { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    /// <summary>Inclusive; a date without a clock means 23:59:59 of that day.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public bool DateOnlyDue { get; init; } = true;
    public DateTimeOffset? FulfilledAt { get; init; }
    public bool Late { get; init; }
    public DateTimeOffset? WaivedAt { get; init; }
    /// <summary>The campaign was closed and this was not done: nobody is asked any more, but it stays in the denominator.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? ExtendedFrom { get; init; }
    /// <summary>Grows when the due date is moved or the duty is re-opened; reminders carry it.</summary>
    public int DueVersion { get; init; } = 1;
    /// <summary>Reminding messages sent about this duty since it was opened.</summary>
    public int Nudges { get; init; }
    /// <summary>"Đã nộp bản giấy": no stage before this moment.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
    /// <summary>When the owner said that the paper form was handed in: on time is judged by it.</summary>
    public DateTimeOffset? PaperClaimedAt { get; init; }
    /// <summary>"Tôi cần giúp": no stage until the reviewer has answered.</summary>
    public DateTimeOffset? HelpAskedAt { get; init; }
    /// <summary>When the secretary was last told (after N3). Kept when the duty is extended: whoever was told is told too that it is done.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }
    /// <summary>When the secretary took it on to talk with the owner.</summary>
    public DateTimeOffset? TalkedAt { get; init; }

    public bool IsOpen => FulfilledAt is null && WaivedAt is null && ClosedAt is null;

    public ObligationState StateAt(DateTimeOffset now) =>
        WaivedAt is not null ? ObligationState.Waived
        : FulfilledAt is not null ? Late ? ObligationState.FulfilledLate : ObligationState.Fulfilled
        : now < OpensAt ? ObligationState.Upcoming
        : now <= DueAt ? ObligationState.Due
        : ObligationState.Overdue;

    public static string IdOf(string sourceId, string ownerId) => $"{sourceId}/{ownerId}";

    /// <summary>What a person still owes. Key: "{owner}/{due, UTC, sortable}".</summary>
    public static readonly Index<Obligation> OpenByOwner = new("open_by_owner", o => o.IsOpen ? $"{o.OwnerId}/{o.DueAt.UtcDateTime:yyyyMMddHHmmss}" : null);

    /// <summary>Everybody's duties from one source. Key: "{source}/{unit}/{Open|Done|Late|Waived}".</summary>
    public static readonly Index<Obligation> BySource = new("by_source", o =>
        $"{o.SourceId}/{o.UnitId}/{(o.WaivedAt is not null ? "Waived" : o.FulfilledAt is null ? "Open" : o.Late ? "Late" : "Done")}");

    /// <summary>Everybody's duties below one body's campaign. Key: "{root}/{unit}/{Open|Done|Late|Waived}".</summary>
    public static readonly Index<Obligation> ByRoot = new("by_root", o => o.RootId is null ? null :
        $"{o.RootId}/{o.UnitId}/{(o.WaivedAt is not null ? "Waived" : o.FulfilledAt is null ? "Open" : o.Late ? "Late" : "Done")}");

    /// <summary>Duties that are open, by unit and due date. Key: "{unit}/{due, UTC, sortable}".</summary>
    public static readonly Index<Obligation> OpenByUnit = new("open_by_unit", o => o.IsOpen ? $"{o.UnitId}/{o.DueAt.UtcDateTime:yyyyMMddHHmmss}" : null);
}
