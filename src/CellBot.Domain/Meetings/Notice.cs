using CellBot.Domain.Records;

namespace CellBot.Domain.Meetings;

public enum NoticeKind { Announce, Change, Cancel }

public enum NoticeState { Held, Stopped, Spreading, Spread }

/// <summary>One announcement to everyone of a meeting: held for a minute, then spread in chunks. Id: "{meeting}/{noticeVersion}". Each recipient has a row in the outbox that names it.</summary>
public sealed record Notice(string Id) : Record(Id), IOwned
{
    public required string MeetingId { get; init; }
    public required NoticeKind Kind { get; init; }
    public required string SenderId { get; init; }
    /// <summary>The chat in which the sender confirmed it, where progress is reported.</summary>
    public required string SenderAccountId { get; init; }
    /// <summary>The meeting as this notice announces it; becomes the stored one when the hold is over.</summary>
    public required Meeting Meeting { get; init; }
    /// <summary>The meeting before, for a change.</summary>
    public Meeting? Before { get; init; }
    public required DateTimeOffset SendAt { get; init; }
    public NoticeState State { get; init; }
    /// <summary>How many of <see cref="Meeting"/>'s attendees have their row.</summary>
    public int Cursor { get; init; }
    /// <summary>The sender has been told how it went.</summary>
    public bool Reported { get; init; }
    /// <summary>Some rows had not left when the report was made: it is made again until all have.</summary>
    public bool Follows { get; init; }
    /// <summary>When the report is looked at next, local; null: at once.</summary>
    public DateTimeOffset? LookAt { get; init; }
    /// <summary>Those of the unreached whom the sender told in person.</summary>
    public IReadOnlyList<string> ToldInPerson { get; init; } = [];

    string IOwned.KeyOwner => SenderId;

    public static string IdOf(string meetingId, int noticeVersion) => $"{meetingId}/{noticeVersion}";

    /// <summary>The outbox row of one recipient.</summary>
    public static string RowOf(string noticeId, string participantId) => $"{noticeId}/{participantId}";

    /// <summary>Whether the sender is still to hear how it went, or how it ended.</summary>
    public bool IsReporting => State is NoticeState.Spread && (!Reported || Follows);

    /// <summary>Held, spreading or to be reported, soonest first. Key: send time, or the next look at the report, UTC.</summary>
    public static readonly Index<Notice> ByDue = new("by_due", n => n.State is NoticeState.Held or NoticeState.Spreading || n.IsReporting ? KeyOf(n.LookAt ?? n.SendAt) : null);

    public static string KeyOf(DateTimeOffset at) => $"{at.UtcDateTime:yyyyMMddHHmmss}";

    /// <summary>Key: "{meeting}/".</summary>
    public static readonly Index<Notice> ByMeeting = new("by_meeting", n => n.MeetingId + "/");
}
