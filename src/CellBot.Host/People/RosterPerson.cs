using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>One readable row of a roster.</summary>
/// <param name="Row">As the spreadsheet numbers it.</param>
/// <param name="Number">The row's STT, where it is one.</param>
internal sealed record RosterPerson(int Row, int? Number, string Cell, string FullName)
{
    public Sex? Sex { get; init; }
    public DateOnly? BirthDate { get; init; }
    /// <summary>E.164.</summary>
    public string? Phone { get; init; }
    public IReadOnlyList<Role> Roles { get; init; } = [];
    /// <summary>Offices in the body above the cell, in a roster of a body.</summary>
    public IReadOnlyList<Role> BodyRoles { get; init; } = [];
    public ParticipantKind Kind { get; init; }
    public MembershipStatus? Status { get; init; }
    public DateOnly? AdmittedOn { get; init; }
    public DateOnly? OfficialOn { get; init; }
    public string? Note { get; init; }
    /// <summary>"miễn sinh hoạt", or "tạm miễn" until a day.</summary>
    public RosterExemption? Exemption { get; init; }

    /// <summary>False where the file has no such column: then it says nothing about offices.</summary>
    public bool TellsRole { get; init; } = true;
    /// <summary>False where the file has no such column: then it says nothing about probation and exemptions.</summary>
    public bool TellsNote { get; init; } = true;

    /// <summary>The name as it is compared: folded, so that a corrected mark is not another person.</summary>
    public string FoldedName { get; } = VietnameseText.ForMatching(FullName);

    public string FoldedCell { get; } = VietnameseText.ForMatching(Cell);
}

/// <param name="To">Exclusive; null: for good.</param>
internal sealed record RosterExemption(DateOnly? To);
