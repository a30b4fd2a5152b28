using CellBot.Domain.Records;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Domain.Study;

/// <summary>A study of resolutions, after which everyone hands in a reflection.</summary>
public sealed record StudyCampaign(string Id) : Record(Id), ICampaign
{
    public required string UnitId { get; init; }
    public string? ParentId { get; init; }
    /// <summary>Without quotes: Nghị quyết chuyên đề quý IV.</summary>
    public required string Title { get; init; }
    public Audience Audience { get; init; }
    /// <summary>Begins receipts: "TH4".</summary>
    public required string Code { get; init; }
    public IReadOnlyList<GuidingQuestion> Questions { get; init; } = GuidingQuestion.Usual;
    public required DateTimeOffset OpensAt { get; init; }
    /// <summary>Inclusive: the end of that day.</summary>
    public required DateTimeOffset DueAt { get; init; }
    /// <summary>0 = no lower limit.</summary>
    public int MinWords { get; init; }
    public CampaignState State { get; init; } = CampaignState.Open;
    public string? OpenedBy { get; init; }

    ObligationKind ICampaign.DutyKind => ObligationKind.Reflection;

    /// <summary>As a duty is called: bài thu hoạch “…”.</summary>
    public string Item => $"bài thu hoạch “{Title}”";

    /// <summary>Key: "{unit}/{Open|Closed …}/{due, UTC}".</summary>
    public static readonly Index<StudyCampaign> ByUnit = new("by_unit", c => $"{c.UnitId}/{c.State}/{c.DueAt.UtcDateTime:yyyyMMdd}");

    /// <summary>Those that no body opened: a body's, and a cell's own. Key: the last day, UTC.</summary>
    public static readonly Index<StudyCampaign> RootsByDue = new("roots_by_due", c => c.ParentId is null ? $"{c.DueAt.UtcDateTime:yyyyMMddHHmmss}" : null);
}

/// <param name="Local">Added by the cell to those of the body.</param>
/// <param name="Text">The question, without its number ("Câu 1/4."); {Addr} and {AddrCap} are filled in.</param>
public sealed record GuidingQuestion(string Id, string Text, bool Local = false)
{
    public static readonly IReadOnlyList<GuidingQuestion> Usual =
    [
        new("understanding", "Những điểm mới hoặc nội dung {Addr} tâm đắc nhất là gì?"),
        new("self-relation", "Liên hệ với nhiệm vụ của bản thân và của đơn vị: việc gì đang làm tốt, việc gì còn hạn chế?"),
        new("actions", "{AddrCap} sẽ làm những việc gì để góp phần thực hiện nội dung đã học?"),
    ];
}
