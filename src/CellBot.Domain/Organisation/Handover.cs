using CellBot.Domain.Records;

namespace CellBot.Domain.Organisation;

public enum HandoverState { Offered, Accepted, Declined, Withdrawn }

/// <summary>A secretary hands the office over to a member of the cell; nothing changes until that member accepts. Id: "{unit}/{offered}".</summary>
public sealed record Handover(string Id) : Record(Id)
{
    /// <summary>An offer that nobody answered is worth nothing after these days.</summary>
    public const int Days = 7;

    public required string UnitId { get; init; }
    public required string FromId { get; init; }
    public required string ToId { get; init; }
    public required DateTimeOffset OfferedAt { get; init; }
    public HandoverState State { get; init; }
    public DateTimeOffset? SettledAt { get; init; }

    public bool IsOpenAt(DateTimeOffset now) => State is HandoverState.Offered && now < OfferedAt.AddDays(Days);

    public static string IdOf(string unitId, DateTimeOffset offeredAt) => $"{unitId}/{offeredAt.UtcDateTime:yyyyMMddHHmmss}";

    /// <summary>Not answered yet. Key: "{unit}/".</summary>
    public static readonly Index<Handover> Open = new("open", handover => handover.State is HandoverState.Offered ? handover.UnitId + "/" : null);
}
