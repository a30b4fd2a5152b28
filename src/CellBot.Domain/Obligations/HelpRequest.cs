using CellBot.Domain.Records;

namespace CellBot.Domain.Obligations;

/// <summary>"Tôi cần giúp": what somebody asked the reviewer, until it is answered. Id: "help/{duty}/{dueVersion}", without a duty "help/{person}/{run}".</summary>
public sealed record HelpRequest(string Id) : Record(Id), IOwned
{
    public required string AuthorId { get; init; }
    public required string UnitId { get; init; }
    public string? DutyId { get; init; }
    /// <summary>What it is about, as it stands in a sentence.</summary>
    public required string Item { get; init; }
    /// <summary>In the author's own words.</summary>
    public string? Note { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>The chat in which the note is being written.</summary>
    public string? AccountId { get; init; }
    /// <summary>When the reviewer was told.</summary>
    public DateTimeOffset? ToldAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? AnsweredBy { get; init; }

    string IOwned.KeyOwner => AuthorId;

    public static string IdOf(Obligation duty) => $"help/{duty.Id}/{duty.DueVersion}";

    /// <summary>Not answered yet. Key: "{unit}/{asked, UTC}".</summary>
    public static readonly Index<HelpRequest> Open = new("open", h => h.AnsweredAt is null ? $"{h.UnitId}/{h.AskedAt.UtcDateTime:yyyyMMddHHmmss}" : null);
}
