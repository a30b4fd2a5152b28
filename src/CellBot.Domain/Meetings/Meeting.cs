using CellBot.Domain.Records;

namespace CellBot.Domain.Meetings;

public enum MeetingKind { Regular, Thematic, RegularWithThematic, CellCommittee, Extraordinary }

public enum MeetingStatus { Draft, Announced, Changed, Cancelled, Held, Closed }

/// <summary>A meeting of a unit. Times are local (+07:00).</summary>
public sealed record Meeting(string Id) : Record(Id)
{
    public required string UnitId { get; init; }
    public required MeetingKind Kind { get; init; }
    /// <summary>In the middle of a sentence: "sinh hoạt thường kỳ tháng 12".</summary>
    public required string Title { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public string? Venue { get; init; }
    public string? OnlineUrl { get; init; }
    public IReadOnlyList<string> Agenda { get; init; } = [];
    public IReadOnlyList<string> AttendeeIds { get; init; } = [];
    public string AttendeesText { get; init; } = "toàn thể đảng viên";
    /// <summary>Who invites, where that is not the reader's own cell: "Đảng ủy Sở"; null: the cell.</summary>
    public string? Organiser { get; init; }
    /// <summary>People of other places who are invited by name.</summary>
    public IReadOnlyList<Guest> Guests { get; init; } = [];
    public IReadOnlyList<Material> Materials { get; init; } = [];
    /// <summary>Who is asked when something is unclear; null: the convener.</summary>
    public string? ContactId { get; init; }
    public DateTimeOffset? AbsenceReportBefore { get; init; }
    public bool MaterialsPosted { get; init; }
    public MeetingStatus Status { get; init; }
    /// <summary>Grows with every change that is announced; reminders and answers carry it.</summary>
    public int NoticeVersion { get; init; }
    /// <summary>Grows only when the time changes: answers to an older one must be given again.</summary>
    public int TimeVersion { get; init; } = 1;
    public string? CancelReason { get; init; }
    public required string ConvenedBy { get; init; }

    /// <summary>Meetings that are to be held. Key: the end, UTC; when that has passed it was held.</summary>
    public static readonly Index<Meeting> ByEnd = new("by_end", m => m.Status is MeetingStatus.Announced or MeetingStatus.Changed ? KeyOf(m.EndsAt) : null);

    public static string KeyOf(DateTimeOffset at) => $"{at.UtcDateTime:yyyyMMddHHmmss}";

    /// <summary>Key: "{unit}/{start, UTC}".</summary>
    public static readonly Index<Meeting> ByUnit = new("by_unit", m => $"{m.UnitId}/{m.StartsAt.UtcDateTime:yyyyMMddHHmm}");
}

/// <summary>Somebody invited has read the materials. Id: "{meeting}/{participant}".</summary>
public sealed record MaterialsRead(string Id) : Record(Id)
{
    public required string MeetingId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Key: "{meeting}/".</summary>
    public static readonly Index<MaterialsRead> ByMeeting = new("by_meeting", read => read.MeetingId + "/");
}

/// <param name="Position">"Đảng ủy viên phụ trách"; null: none given.</param>
public sealed record Guest(string FullName, string? Position);

/// <param name="Where">A link, or "Sổ tay đảng viên điện tử".</param>
public sealed record Material(string Title, string? Where);

public enum RsvpAnswer { NoAnswer, Attend, Late, AbsentWithReason }

public enum ReasonCode { Illness, WorkTrip, Family, Leave, StudyAway, Other }

/// <summary>One person's answer to one meeting. Id: "{meeting}/{participant}".</summary>
public sealed record Rsvp(string Id) : Record(Id), IOwned
{
    public required string MeetingId { get; init; }
    public required string ParticipantId { get; init; }
    public required RsvpAnswer Answer { get; init; }
    public ReasonCode? Reason { get; init; }
    public string? ReasonText { get; init; }
    /// <summary>When a late-comer expects to be there.</summary>
    public TimeOnly? ArrivesAt { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
    /// <summary>The meeting's <see cref="Meeting.TimeVersion"/> it was given for; an older one is to be confirmed again.</summary>
    public required int TimeVersion { get; init; }
    /// <summary>Someone else who wrote it down for the person.</summary>
    public string? EnteredBy { get; init; }

    string IOwned.KeyOwner => ParticipantId;

    public static string IdOf(string meetingId, string participantId) => $"{meetingId}/{participantId}";

    /// <summary>Key: "{meeting}/{answer}".</summary>
    public static readonly Index<Rsvp> ByMeeting = new("by_meeting", r => $"{r.MeetingId}/{r.Answer}");
}
