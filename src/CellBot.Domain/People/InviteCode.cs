using CellBot.Domain.Records;

namespace CellBot.Domain.People;

/// <summary>A single-use code that links one person. Id: the hash of the eight digits (or of the deep link's token), so the code itself is not kept.</summary>
public sealed record InviteCode(string Id) : Record(Id)
{
    public required string ParticipantId { get; init; }
    public required string UnitId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    /// <summary>"Không phải tôi": held until the secretary has looked.</summary>
    public DateTimeOffset? HeldAt { get; init; }
    /// <summary>The digits' record names the link's token record and the other way round: using one uses both.</summary>
    public string? TwinId { get; init; }

    public bool IsUsableAt(DateTimeOffset now) => UsedAt is null && HeldAt is null && now < ExpiresAt;

    /// <summary>Codes of a person that are still open. Key: "{participant}/".</summary>
    public static readonly Index<InviteCode> ByParticipant = new("by_participant", c => c.UsedAt is null ? c.ParticipantId + "/" : null);
}
