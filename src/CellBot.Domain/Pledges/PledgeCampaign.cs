using CellBot.Domain.Obligations;
using CellBot.Domain.Records;

namespace CellBot.Domain.Pledges;

public enum PledgeKind { Pledge, PersonalPlan, SelfCultivation }

public enum CampaignState { Planned, Open, Closed, Archived }

/// <summary>A year's drive for pledges in one unit (a body's fans out to its cells). Id derived from unit, year, kind and whom it asks: there is one of each.</summary>
public sealed record PledgeCampaign(string Id) : Record(Id), ICampaign
{
    public required string UnitId { get; init; }
    /// <summary>The body's campaign this one was opened by.</summary>
    public string? ParentId { get; init; }
    public required int Year { get; init; }
    public PledgeKind Kind { get; init; }
    public Audience Audience { get; init; }
    /// <summary>Begins receipts: "DK27".</summary>
    public required string Code { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<CommonStandard> CommonStandards { get; init; } = [];
    public IReadOnlyList<OwnStandard> OwnStandards { get; init; } = [];
    public IReadOnlyList<PledgeArea> Areas { get; init; } = [];
    public int MinItems { get; init; } = 1;
    public int MaxItems { get; init; } = 10;
    public required DateTimeOffset OpensAt { get; init; }
    /// <summary>Inclusive.</summary>
    public required DateTimeOffset ClosesAt { get; init; }
    public bool NeedsApproval { get; init; } = true;
    public CampaignState State { get; init; } = CampaignState.Open;
    public string? OpenedBy { get; init; }

    ObligationKind ICampaign.DutyKind => ObligationKind.Pledge;

    string ICampaign.Item => $"bản đăng ký năm {Year}";

    DateTimeOffset ICampaign.DueAt => ClosesAt;

    public static string IdOf(string unitId, int year, PledgeKind kind, Audience audience = Audience.Members) =>
        $"{kind switch { PledgeKind.Pledge => "dk", PledgeKind.PersonalPlan => "kh", _ => "td" }}{(audience is Audience.Members ? "" : "n")}-{year}-{unitId}";

    /// <summary>Key: "{unit}/{year}".</summary>
    public static readonly Index<PledgeCampaign> ByUnit = new("by_unit", c => $"{c.UnitId}/{c.Year}");

    /// <summary>Those that no body opened: a body's, and a cell's own. Key: the last day, UTC.</summary>
    public static readonly Index<PledgeCampaign> RootsByDue = new("roots_by_due", c => c.ParentId is null ? $"{c.ClosesAt.UtcDateTime:yyyyMMddHHmmss}" : null);
}

/// <param name="Short">Two or three words, shown in step 1: "trung thành".</param>
/// <param name="Local">Added by the cell to those of the body.</param>
public sealed record CommonStandard(string Id, string Short, string Text, bool Local = false);

/// <param name="Local">Added by the cell to those of the body.</param>
public sealed record OwnStandard(string Id, string Text, bool Local = false);

/// <param name="Local">Added by the cell to those of the body.</param>
public sealed record PledgeArea(string Code, string Title, IReadOnlyList<PledgeSample> Samples, bool Local = false);

/// <summary>An item a member can take as it is.</summary>
/// <param name="DueText">When: "thường xuyên trong năm", or a date as yyyy-MM-dd.</param>
/// <param name="Local">Added by the cell to those of the body.</param>
public sealed record PledgeSample(string Id, string Content, string? Measure, string DueText, bool Local = false);
