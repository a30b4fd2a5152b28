using CellBot.Domain.Records;

namespace CellBot.Domain.Tasks;

public enum ActionOrigin { Meeting, Resolution, Remediation, SuperiorDirective, AdHoc }

public enum ActionItemStatus { Assigned, Acknowledged, InProgress, Blocked, ReportedDone, Done, Dropped }

/// <summary>A task with exactly one person who answers for it.</summary>
public sealed record ActionItem(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    public required ActionOrigin Origin { get; init; }
    /// <summary>The meeting, resolution or plan it came from.</summary>
    public string? SourceId { get; init; }
    /// <summary>As an owner is told of it: "nghị quyết tháng 12"; null: the assigner's own word.</summary>
    public string? SourceTitle { get; init; }
    /// <summary>Its place in the list it was assigned with, from 1: names it where its words may not stand.</summary>
    public int Number { get; init; } = 1;
    public required string Content { get; init; }
    /// <summary>How one knows that it is done; null: none was set.</summary>
    public string? Target { get; init; }
    public required string OwnerId { get; init; }
    public IReadOnlyList<string> CoWorkerIds { get; init; } = [];
    public string? Guidance { get; init; }
    /// <summary>Inclusive.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public ActionItemStatus Status { get; init; }
    public IReadOnlyList<ProgressNote> ProgressNotes { get; init; } = [];
    public string? Result { get; init; }
    public required string AssignedBy { get; init; }
    public required DateTimeOffset AssignedAt { get; init; }

    string IOwned.KeyOwner => OwnerId;

    /// <summary>Key: "{unit}/{assigned, UTC}".</summary>
    public static readonly Index<ActionItem> ByUnit = new("by_unit", item => $"{item.UnitId}/{item.AssignedAt.UtcDateTime:yyyyMMddHHmmss}");

    /// <summary>Key: "{source}/".</summary>
    public static readonly Index<ActionItem> BySource = new("by_source", item => item.SourceId is null ? null : item.SourceId + "/");
}

public sealed record ProgressNote(DateTimeOffset At, string By, string Text);
