using CellBot.Domain.Records;

namespace CellBot.Domain.Coverage;

/// <summary>An officer of a body asked a cell when it will be complete, and was promised to hear. Id: "{root}/{unit}/{officer}".</summary>
public sealed record CellInquiry(string Id) : Record(Id)
{
    public required string RootId { get; init; }
    public required string UnitId { get; init; }
    public required string OfficerId { get; init; }
    /// <summary>The last time.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    public static string IdOf(string rootId, string unitId, string officerId) => $"{rootId}/{unitId}/{officerId}";
}

/// <summary>A cell has every paper of a campaign: told once, whatever is returned and handed in again later. Id: the cell's campaign.</summary>
public sealed record CellCompletion(string Id) : Record(Id)
{
    public required string RootId { get; init; }
    public required string UnitId { get; init; }
    public required DateTimeOffset At { get; init; }
}
