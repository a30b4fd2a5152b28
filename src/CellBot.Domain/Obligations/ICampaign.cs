using CellBot.Domain.Pledges;

namespace CellBot.Domain.Obligations;

/// <summary>What opening, moving, closing and counting need to know of a campaign: of pledges, or of a study.</summary>
public interface ICampaign
{
    string Id { get; }
    string UnitId { get; }
    /// <summary>The body's campaign this one was opened by; null for a body's, or a cell's own.</summary>
    string? ParentId { get; }
    string Title { get; }
    /// <summary>Whom it asks.</summary>
    Audience Audience { get; }
    /// <summary>Of the duty that each person has from it.</summary>
    ObligationKind DutyKind { get; }
    /// <summary>As a duty is called: "bản đăng ký năm 2027", "bài thu hoạch “…”".</summary>
    string Item { get; }
    DateTimeOffset OpensAt { get; }
    /// <summary>Inclusive: the end of that day.</summary>
    DateTimeOffset DueAt { get; }
    CampaignState State { get; }
    /// <summary>Who opened it in chat; hears when a cell becomes complete after the date.</summary>
    string? OpenedBy { get; }
}
