using CellBot.Domain.Records;

namespace CellBot.Domain.Reviews;

public enum CheckVerdict { NotAssessed, Achieved, OnTrack, Behind }

/// <summary>How shortcomings found at the year's review are to be made good, by a cell or by one person. A person's plan is for that person, secretary and deputy only. Id: "{unit or person}/{year}".</summary>
public sealed record RemediationPlan(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    /// <summary>Null: the plan of the unit.</summary>
    public string? ParticipantId { get; init; }
    public required int ReviewYear { get; init; }
    public string? Aim { get; init; }
    public required string EnteredBy { get; init; }
    public IReadOnlyList<RemediationItem> Items { get; init; } = [];

    string IOwned.KeyOwner => ParticipantId ?? EnteredBy;

    public static string IdOf(string unitOrPersonId, int year) => $"{unitOrPersonId}/{year}";

    /// <summary>Of units, by year. Key: "{unit}/{year}".</summary>
    public static readonly Index<RemediationPlan> ByUnit = new("by_unit", plan => plan.ParticipantId is null ? $"{plan.UnitId}/{plan.ReviewYear}" : null);
}

public sealed record RemediationItem(string Shortcoming, string Measure, string OwnerId, DateTimeOffset DueAt)
{
    public IReadOnlyList<string> CoWorkerIds { get; init; } = [];
    public string? Result { get; init; }
    public CheckVerdict Verdict { get; init; }
    /// <summary>The person ticked "đưa vào bản cam kết".</summary>
    public bool InPledge { get; init; }
}

/// <summary>A cell's own marks for "Chi bộ bốn tốt". Criteria are data. Id: "{unit}/{period}".</summary>
public sealed record FourGoodScorecard(string Id) : Record(Id)
{
    public required string UnitId { get; init; }
    /// <summary>"2026", "quý IV năm 2026".</summary>
    public required string Period { get; init; }
    public IReadOnlyList<FourGoodCriterion> Criteria { get; init; } = [];

    /// <summary>Key: "{unit}/".</summary>
    public static readonly Index<FourGoodScorecard> ByUnit = new("by_unit", card => card.UnitId + "/");
}

/// <param name="Group">1 nhiệm vụ chính trị, 2 chất lượng sinh hoạt, 3 đoàn kết, kỷ luật, 4 cán bộ, đảng viên.</param>
/// <param name="Met">Null: not judged, or judged by points.</param>
public sealed record FourGoodCriterion(int Group, string Text, bool? Met = null, int? Points = null);

/// <summary>What people enter for the report of a period; its figures are counted anew at each printing. Id: "{unit}/{from}-{to}".</summary>
public sealed record PeriodReport(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    public required DateOnly From { get; init; }
    /// <summary>Inclusive.</summary>
    public required DateOnly To { get; init; }
    public required string EnteredBy { get; init; }
    public string? Strengths { get; init; }
    public string? Limits { get; init; }
    /// <summary>Each becomes an <see cref="Tasks.ActionItem"/> too.</summary>
    public IReadOnlyList<string> Orientations { get; init; } = [];

    string IOwned.KeyOwner => EnteredBy;

    public static string IdOf(string unitId, DateOnly from, DateOnly to) => $"{unitId}/{from:yyyyMMdd}-{to:yyyyMMdd}";
}

/// <summary>Praise that somebody decided; made public only with the praised one's consent.</summary>
public sealed record Commendation(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    /// <summary>The person; null where the unit itself is praised.</summary>
    public string? ParticipantId { get; init; }
    public string? AreaCode { get; init; }
    public required string Deed { get; init; }
    public required DateOnly DecidedOn { get; init; }
    public required string DecidedBy { get; init; }
    public bool PublishConsent { get; init; }

    string IOwned.KeyOwner => ParticipantId ?? DecidedBy;

    /// <summary>Key: "{unit}/{decided}".</summary>
    public static readonly Index<Commendation> ByUnit = new("by_unit", praise => $"{praise.UnitId}/{praise.DecidedOn:yyyyMMdd}");
}
