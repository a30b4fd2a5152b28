namespace CellBot.Domain.Meetings;

/// <summary>What a person's answer means for a meeting as it now stands.</summary>
public static class RsvpRules
{
    /// <summary>"Dự" and "muộn" given for another time are to be confirmed again; who cannot come is not asked twice, and may say otherwise.</summary>
    public static RsvpAnswer Standing(this Meeting meeting, Rsvp? given)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return given is null ? RsvpAnswer.NoAnswer
            : given.TimeVersion < meeting.TimeVersion && given.Answer is not RsvpAnswer.AbsentWithReason ? RsvpAnswer.NoAnswer
            : given.Answer;
    }

    /// <summary>Announced, and not yet begun at <paramref name="now"/>.</summary>
    public static bool IsUpcoming(this Meeting meeting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Status is MeetingStatus.Announced or MeetingStatus.Changed && now < meeting.StartsAt;
    }
}

/// <summary>Who comes: each person invited stands in exactly one list, so that the five always sum up.</summary>
public sealed record Headcount(IReadOnlyList<string> Attend, IReadOnlyList<string> Late, IReadOnlyList<string> Absent, IReadOnlyList<string> NoAnswer, IReadOnlyList<string> Unreached)
{
    public int All => Attend.Count + Late.Count + Absent.Count + NoAnswer.Count + Unreached.Count;

    /// <param name="answers">All answers to the meeting; those of people who are not invited are left out.</param>
    /// <param name="unreached">Those whom no notice of the meeting reached. Who answered all the same counts by the answer.</param>
    public static Headcount Of(Meeting meeting, IEnumerable<Rsvp> answers, IReadOnlySet<string> unreached)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(unreached);
        var given = answers.ToDictionary(answer => answer.ParticipantId);
        var lists = meeting.AttendeeIds.ToLookup(id => (Answer: meeting.Standing(given.GetValueOrDefault(id)), Unreached: unreached.Contains(id)));
        return new Headcount(Of(RsvpAnswer.Attend), Of(RsvpAnswer.Late), Of(RsvpAnswer.AbsentWithReason), [.. lists[(RsvpAnswer.NoAnswer, false)]], [.. lists[(RsvpAnswer.NoAnswer, true)]]);

        IReadOnlyList<string> Of(RsvpAnswer answer) => [.. meeting.AttendeeIds.Where(id => meeting.Standing(given.GetValueOrDefault(id)) == answer)];
    }
}
