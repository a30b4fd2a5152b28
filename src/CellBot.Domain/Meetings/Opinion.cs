using CellBot.Domain.Records;

namespace CellBot.Domain.Meetings;

/// <summary>What members are asked about before a meeting. Id: the meeting's.</summary>
public sealed record OpinionCall(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    public required string Question { get; init; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    string IOwned.KeyOwner => AskedBy;
}

/// <summary>What one person thinks about it, also unasked; the last one counts. Secretary and deputy see whose it is, nobody else does. Id: "{meeting}/{participant}".</summary>
public sealed record Opinion(string Id) : Record(Id), IOwned
{
    public required string MeetingId { get; init; }
    public required string AuthorId { get; init; }
    /// <summary>Empty: has none, and said so.</summary>
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }

    string IOwned.KeyOwner => AuthorId;

    /// <summary>Key: "{meeting}/".</summary>
    public static readonly Index<Opinion> ByMeeting = new("by_meeting", opinion => opinion.MeetingId + "/");
}
