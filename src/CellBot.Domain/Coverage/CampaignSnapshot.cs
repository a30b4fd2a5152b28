using CellBot.Domain.Records;

namespace CellBot.Domain.Coverage;

/// <summary>
/// How one cell stood in one campaign at its last moment. Planned when the campaign opens, counted once by the clock, and never written again:
/// what is returned, handed in or forgiven afterwards changes the present figure only.
/// </summary>
public sealed record CampaignSnapshot(string Id) : Record(Id)
{
    public required string CampaignId { get; init; }
    /// <summary>The body's campaign; the same as <see cref="CampaignId"/> for a cell's own.</summary>
    public required string RootId { get; init; }
    public required string UnitId { get; init; }
    /// <summary>The moment it shows; inclusive, local.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? TakenAt { get; init; }
    /// <summary>The date was moved before it came: there is another one for the new date.</summary>
    public bool IsDropped { get; init; }
    public int Done { get; init; }
    public int Eligible { get; init; }

    public bool HasNobody => Eligible == 0;

    public bool IsComplete => Done == Eligible && !HasNobody;

    public static string IdOf(string campaignId, DateTimeOffset dueAt) => $"{campaignId}/{dueAt.UtcDateTime:yyyyMMddHHmmss}";

    /// <summary>Still to be taken, the first date first. Key: the date, UTC.</summary>
    public static readonly Index<CampaignSnapshot> Waiting = new("waiting", s => s.TakenAt is null && !s.IsDropped ? $"{s.DueAt.UtcDateTime:yyyyMMddHHmmss}" : null);

    /// <summary>Key: "{root}/{date, UTC}".</summary>
    public static readonly Index<CampaignSnapshot> ByRoot = new("by_root", s => s.IsDropped ? null : $"{s.RootId}/{s.DueAt.UtcDateTime:yyyyMMddHHmmss}");
}
