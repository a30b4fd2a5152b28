using CellBot.Domain.Records;

namespace CellBot.Domain.Organisation;

public enum HandoverState { Offered, Accepted, Declined, Withdrawn }

/// <summary>The office of secretary goes to a member of the cell, from the former one or by an officer of the body above; nothing changes until that member accepts. Id: "{unit}/{offered}".</summary>
public sealed record Handover(string Id) : Record(Id)
{
    /// <summary>An offer that nobody answered is worth nothing after these days.</summary>
    public const int Days = 7;

    public required string UnitId { get; init; }
    /// <summary>The secretary at that time; null in a vacancy.</summary>
    public string? FromId { get; init; }
    /// <summary>The officer of the body above who decided it; null: the secretary hands over.</summary>
    public string? AppointedBy { get; init; }
    public required string ToId { get; init; }
    public required DateTimeOffset OfferedAt { get; init; }
    public HandoverState State { get; init; }
    public DateTimeOffset? SettledAt { get; init; }

    public bool IsOpenAt(DateTimeOffset now) => State is HandoverState.Offered && now < OfferedAt.AddDays(Days);

    public static string IdOf(string unitId, DateTimeOffset offeredAt) => $"{unitId}/{offeredAt.UtcDateTime:yyyyMMddHHmmss}";

    /// <summary>Not answered yet. Key: "{unit}/".</summary>
    public static readonly Index<Handover> Open = new("open", handover => handover.State is HandoverState.Offered ? handover.UnitId + "/" : null);
}
