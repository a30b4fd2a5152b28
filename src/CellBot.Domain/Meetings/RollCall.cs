using CellBot.Domain.Records;

namespace CellBot.Domain.Meetings;

public enum Attendance { Present, Late, ExcusedAbsence, UnexcusedAbsence, Exempt }

/// <summary>Who was at a meeting. Id: the meeting's. Holds ids and states only; who is invited and has no entry is still unclear.</summary>
public sealed record RollCall(string Id) : Record(Id)
{
    public required string UnitId { get; init; }
    /// <summary>Of the meeting, local (+07:00).</summary>
    public required DateTimeOffset StartsAt { get; init; }
    public IReadOnlyList<RollCallEntry> Entries { get; init; } = [];
    public required DateTimeOffset ClosedAt { get; init; }
    public required string ClosedBy { get; init; }

    public Attendance? Of(string participantId) => Entries.FirstOrDefault(entry => entry.ParticipantId == participantId)?.Attendance;

    /// <summary>Key: "{unit}/{start, UTC}".</summary>
    public static readonly Index<RollCall> ByUnit = new("by_unit", call => $"{call.UnitId}/{call.StartsAt.UtcDateTime:yyyyMMddHHmm}");
}

public sealed record RollCallEntry(string ParticipantId, Attendance Attendance)
{
    /// <summary>Who set an unexcused absence, by hand and one by one (model section 6); null for the others.</summary>
    public string? SetBy { get; init; }
}

/// <summary>What an answer before the meeting proposes for the roll; nothing for who gave none. An unexcused absence is never proposed.</summary>
public static class RollCallProposal
{
    public static Attendance? Of(RsvpAnswer answer) => answer switch
    {
        RsvpAnswer.Attend => Attendance.Present,
        RsvpAnswer.Late => Attendance.Late,
        RsvpAnswer.AbsentWithReason => Attendance.ExcusedAbsence,
        _ => null,
    };
}
