using CellBot.Domain.Records;

namespace CellBot.Domain.People;

public enum ParticipantKind { PartyMember, NonMember, MassOrgMember }

public enum MembershipStatus { Official, Probationary }

public enum Sex { Female, Male }

/// <summary>Anyone who can talk to the assistant.</summary>
public sealed record Participant(string Id) : Record(Id), IOwned
{
    public required string FullName { get; init; }
    /// <summary>Overrides the last word of the full name.</summary>
    public string? OwnGivenName { get; init; }
    /// <summary>Overrides "đồng chí" (members) and "anh/chị" (others): bác, cô, chú, anh, chị.</summary>
    public string? OwnHonorific { get; init; }
    public Sex? Sex { get; init; }
    public DateOnly? BirthDate { get; init; }
    /// <summary>E.164: +84912345678.</summary>
    public string? Phone { get; init; }
    public ParticipantKind Kind { get; init; }
    /// <summary>Agreed that members of the own cell are told the number.</summary>
    public bool ShowsPhone { get; init; }
    public MembershipStatus? Status { get; init; }
    public DateOnly? AdmittedOn { get; init; }
    public DateOnly? OfficialOn { get; init; }
    public string? Note { get; init; }
    /// <summary>The cell of the main affiliation now; null after the person left.</summary>
    public string? CellId { get; init; }
    public Consent? Consent { get; init; }
    /// <summary>Where notices go: the id of a <see cref="ChannelAccount"/>.</summary>
    public string? PreferredAccountId { get; init; }
    /// <summary>Set by the secretary (bereavement, hospital): no reminder up to and including this day.</summary>
    public DateOnly? RemindersPausedTo { get; init; }
    /// <summary>Meeting notices rest as well while reminders do.</summary>
    public bool NoticesPausedToo { get; init; }

    string IOwned.KeyOwner => Id;

    public string GivenName => OwnGivenName ?? FullName[(FullName.LastIndexOf(' ') + 1)..];

    /// <summary>How the person is spoken to: "đồng chí Bích".</summary>
    public string Addr => $"{OwnHonorific ?? (Kind is ParticipantKind.PartyMember ? "đồng chí" : Sex switch { People.Sex.Male => "anh", People.Sex.Female => "chị", _ => "anh/chị" })} {GivenName}";

    /// <summary>How others hear of a member: "đồng chí Đỗ Phương Bích".</summary>
    public string FormalName => Kind is ParticipantKind.PartyMember ? $"đồng chí {FullName}" : FullName;

    public bool HasConsented => Consent is { GivenAt: not null, WithdrawnAt: null };

    /// <summary>People of a cell. Key: "{cell}/".</summary>
    public static readonly Index<Participant> ByCell = new("by_cell", p => p.CellId is null ? null : p.CellId + "/");

    /// <summary>The same by kind, to be counted: members and others are never mixed in one denominator. Key: "{cell}/{PartyMember|NonMember …}".</summary>
    public static readonly Index<Participant> ByCellAndKind = new("by_cell_and_kind", p => p.CellId is null ? null : $"{p.CellId}/{p.Kind}");
}

/// <summary>What a person agreed to, when, and to which text. Purposes: 1 registration and reflections, 2 notices and reminders, 3 statistics (model section 14).</summary>
public sealed record Consent
{
    public required int NoticeVersion { get; init; }
    public DateTimeOffset? GivenAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public DateTimeOffset? DeclinedAt { get; init; }
    public IReadOnlyList<int> RefusedPurposes { get; init; } = [];

    /// <summary>The purpose without which nothing is sent unasked.</summary>
    public const int Notices = 2;
    public required string AccountId { get; init; }
}
