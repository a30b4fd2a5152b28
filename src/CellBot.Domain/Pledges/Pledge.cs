using CellBot.Domain.Records;

namespace CellBot.Domain.Pledges;

public enum PledgeStatus { NotStarted, Draft, Submitted, Returned, Approved, Amending, Closed }

/// <summary>One person's pledge in one campaign. Id: "{campaign}/{participant}".</summary>
public sealed record Pledge(string Id) : Record(Id), IOwned
{
    public required string CampaignId { get; init; }
    public required string ParticipantId { get; init; }
    public required string UnitId { get; init; }
    public bool AcknowledgedCommon { get; init; }
    public IReadOnlyList<string> OwnStandardIds { get; init; } = [];
    public IReadOnlyList<PledgeItem> Items { get; init; } = [];
    public PledgeStatus Status { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    /// <summary>Grows with every submission, so that a decision is about the text that was read.</summary>
    public int Submission { get; init; }
    /// <summary>1 for the first; grows when an approved pledge is amended. Earlier ones are kept in <see cref="Earlier"/>.</summary>
    public int Revision { get; init; } = 1;
    public Decision? Decision { get; init; }
    public string? AmendReason { get; init; }
    /// <summary>Photographs of a handwritten pledge, waiting to be typed in by the reviewer.</summary>
    public IReadOnlyList<Conversations.Attachment> Photos { get; init; } = [];
    /// <summary>Typed in from the photographs, until the author has said that it is right.</summary>
    public IReadOnlyList<PledgeItem>? Entered { get; init; }
    public IReadOnlyList<PledgeRevision> Earlier { get; init; } = [];
    public required string Receipt { get; init; }

    string IOwned.KeyOwner => ParticipantId;

    /// <summary>Registered, as the figures count it (model section 12).</summary>
    /// <remarks>An approved revision counts while a newer one is being written.</remarks>
    public bool Counts => Earlier.Count > 0 || Status is PledgeStatus.Submitted or PledgeStatus.Approved or PledgeStatus.Amending or PledgeStatus.Closed;

    public static string IdOf(string campaignId, string participantId) => $"{campaignId}/{participantId}";

    /// <summary>Waiting for a decision. Key: "{unit}/{submitted, UTC}".</summary>
    public static readonly Index<Pledge> Pending = new("pending", p => p.Status is PledgeStatus.Submitted && p.SubmittedAt is { } at ? $"{p.UnitId}/{at.UtcDateTime:yyyyMMddHHmmss}" : null);

    /// <summary>Key: "{campaign}/{status}".</summary>
    public static readonly Index<Pledge> ByCampaign = new("by_campaign", p => $"{p.CampaignId}/{p.Status}");
}

/// <param name="DueOn">null: all through the year.</param>
public sealed record PledgeItem(string AreaCode, string Content, string? Measure, DateOnly? DueOn)
{
    /// <summary>As a line of a list shows it: "thường xuyên trong năm", "hết năm", "đến 30/11/2027".</summary>
    public string DueText => DueOn switch
    {
        null => "thường xuyên trong năm",
        { Month: 12, Day: 31 } => "hết năm",
        { Month: 6, Day: 30 } => "hết 6 tháng đầu năm",
        { } day => $"đến {day.Day:D2}/{day.Month:D2}/{day.Year}",
    };
}

/// <summary>Who decided, when, and what was said.</summary>
public sealed record Decision(string By, DateTimeOffset At, bool Approved, string? Comment);

public sealed record PledgeRevision(int Revision, IReadOnlyList<PledgeItem> Items, DateTimeOffset? SubmittedAt, Decision? Decision);
