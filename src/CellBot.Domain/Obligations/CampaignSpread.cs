using CellBot.Domain.Records;

namespace CellBot.Domain.Obligations;

public enum SpreadKind
{
    Open, Move, Close,
    /// <summary>Areas, standards and questions of the body's campaign go to the cells'.</summary>
    Content,
}

/// <summary>A campaign that opens, or whose date moves, for more people than one commit should hold: what is still to be done. Id: "{campaign}/{kind}/{due}".</summary>
public sealed record CampaignSpread(string Id) : Record(Id)
{
    public required SpreadKind Kind { get; init; }
    /// <summary>The body's campaign, or the cell's own: what stands in it when a target comes up is what counts, so that an older spread undoes nothing.</summary>
    public string? CampaignId { get; init; }
    public required IReadOnlyList<CampaignTarget> Targets { get; init; }
    /// <summary>The new date of a move; inclusive.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>Targets that are done.</summary>
    public int Target { get; init; }
    /// <summary>People of the present target that are done.</summary>
    public int Person { get; init; }
    public bool IsDone { get; init; }

    /// <summary>Not done yet, the oldest first. Key: start, UTC.</summary>
    public static readonly Index<CampaignSpread> Open = new("open", s => s.IsDone ? null : $"{s.StartedAt.UtcDateTime:yyyyMMddHHmmss}");
}

/// <summary>A campaign in one cell.</summary>
public sealed record CampaignTarget(string CampaignId, string UnitId);
