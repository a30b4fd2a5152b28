using CellBot.Domain.Conversations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;

namespace CellBot.Domain.Study;

public enum ReflectionStatus { NotStarted, Draft, Submitted, Returned, Accepted, Exempt }

public enum ReflectionForm { Answers, Photos, File, Paper }

/// <summary>What one person hands in after a study campaign. Id: "{campaign}/{participant}".</summary>
public sealed record Reflection(string Id) : Record(Id), IOwned
{
    public required string StudyCampaignId { get; init; }
    public required string ParticipantId { get; init; }
    public required string UnitId { get; init; }
    public ReflectionForm Form { get; init; }
    public IReadOnlyList<ReflectionAnswer> Answers { get; init; } = [];
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    public int WordCount { get; init; }
    public ReflectionStatus Status { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    /// <summary>Grows with every submission; a decision names the one it is about.</summary>
    public int Submission { get; init; }
    public bool Late { get; init; }
    public string? LateReason { get; init; }
    public Decision? Decision { get; init; }
    public string? PetitionId { get; init; }
    /// <summary>The author said that the petition stands in the handwritten pages.</summary>
    public bool PetitionInside { get; init; }
    /// <summary>Returned for this page alone, from 1: it could not be read.</summary>
    public int? PageAsked { get; init; }
    public IReadOnlyList<EarlierReflection> Earlier { get; init; } = [];
    public required string Receipt { get; init; }

    string IOwned.KeyOwner => ParticipantId;

    public bool Counts => Status is ReflectionStatus.Submitted or ReflectionStatus.Accepted;

    public static string IdOf(string campaignId, string participantId) => $"{campaignId}/{participantId}";

    /// <summary>Waiting for a decision. Key: "{unit}/{submitted, UTC}".</summary>
    public static readonly Index<Reflection> Pending = new("pending", r => r.Status is ReflectionStatus.Submitted && r.SubmittedAt is { } at ? $"{r.UnitId}/{at.UtcDateTime:yyyyMMddHHmmss}" : null);

    /// <summary>Key: "{campaign}/{status}".</summary>
    public static readonly Index<Reflection> ByCampaign = new("by_campaign", r => $"{r.StudyCampaignId}/{r.Status}");
}

public sealed record ReflectionAnswer(string QuestionId, string Text);

public sealed record EarlierReflection(int Submission, ReflectionForm Form, IReadOnlyList<ReflectionAnswer> Answers, IReadOnlyList<Attachment> Attachments, DateTimeOffset? SubmittedAt, Decision? Decision);
