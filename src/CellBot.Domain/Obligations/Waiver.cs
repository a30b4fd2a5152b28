using CellBot.Domain.Records;

namespace CellBot.Domain.Obligations;

public enum WaiverReason { Health, Away, Other }

/// <summary>Why a duty was waived: only secretary and deputy see it. Id: the duty's.</summary>
public sealed record Waiver(string Id) : Record(Id), IOwned
{
    public required string OwnerId { get; init; }
    public required WaiverReason Reason { get; init; }
    public string? Text { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }

    string IOwned.KeyOwner => OwnerId;
}
