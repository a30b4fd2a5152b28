using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Meetings;

/// <summary>Why a meeting cannot be announced.</summary>
public enum MeetingBlock { Past, EndNotAfterStart, NoAttendee, NoVenue }

/// <summary>What its convener should know before it is announced; nothing of it forbids the meeting.</summary>
public abstract record MeetingWarning
{
    /// <param name="Name">"Quốc khánh", "mùng 2 Tết Đinh Mùi".</param>
    public sealed record Holiday(DateOnly Day, string Name) : MeetingWarning;

    /// <summary>A Saturday or Sunday, in an office cell.</summary>
    public sealed record Weekend(DateOnly Day) : MeetingWarning;

    /// <summary>Begins in the cell's quiet hours.</summary>
    public sealed record AtNight(TimeOnly From, TimeOnly To) : MeetingWarning;

    public sealed record ShortNotice(int MinHours) : MeetingWarning;

    public sealed record Short(int Minutes, int MinMinutes) : MeetingWarning;

    public sealed record SecondRegular(Meeting Other) : MeetingWarning;

    /// <summary>The middle month of a quarter, and no thematic meeting in it yet.</summary>
    public sealed record NoThematic(int Quarter) : MeetingWarning;

    /// <param name="Shared">How many people are invited to both.</param>
    public sealed record SameHour(Meeting Other, int Shared) : MeetingWarning;
}

/// <summary>Looks at a meeting before it is announced (model section 6). Times are local (+07:00).</summary>
public static class MeetingCheck
{
    /// <summary>The first reason why it cannot be; null when it can.</summary>
    public static MeetingBlock? Block(Meeting meeting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.StartsAt <= now ? MeetingBlock.Past
            : meeting.EndsAt <= meeting.StartsAt ? MeetingBlock.EndNotAfterStart
            : meeting.AttendeeIds.Count == 0 ? MeetingBlock.NoAttendee
            : string.IsNullOrWhiteSpace(meeting.Venue) && string.IsNullOrWhiteSpace(meeting.OnlineUrl) ? MeetingBlock.NoVenue
            : null;
    }

    /// <param name="others">Meetings of the unit near it; itself, drafts and cancelled ones are left out here.</param>
    public static IReadOnlyList<MeetingWarning> Warnings(Meeting meeting, IEnumerable<Meeting> others, CellSettings settings, HolidayCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(calendar);
        var found = new List<MeetingWarning>();
        var day = DateOnly.FromDateTime(meeting.StartsAt.DateTime);
        var standing = others.Where(other => other.Id != meeting.Id && other.Status is not (MeetingStatus.Draft or MeetingStatus.Cancelled)).ToArray();

        if (calendar.Name(day) is { } holiday) found.Add(new MeetingWarning.Holiday(day, holiday));
        else if (settings.Office && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) found.Add(new MeetingWarning.Weekend(day));

        // An evening meeting may end a little late: what counts is when people are called.
        if (settings.IsQuietAt(meeting.StartsAt)) found.Add(new MeetingWarning.AtNight(TimeOnly.FromDateTime(meeting.StartsAt.DateTime), TimeOnly.FromDateTime(meeting.EndsAt.DateTime)));

        if (meeting.Kind is MeetingKind.Regular or MeetingKind.Thematic or MeetingKind.RegularWithThematic && meeting.StartsAt - now < TimeSpan.FromHours(settings.NoticeMinHours))
            found.Add(new MeetingWarning.ShortNotice(settings.NoticeMinHours));

        var minutes = (int)(meeting.EndsAt - meeting.StartsAt).TotalMinutes;
        var least = meeting.Kind switch { MeetingKind.Regular => settings.RegularMinutes, MeetingKind.RegularWithThematic => settings.CombinedMinutes, _ => 0 };
        if (minutes < least) found.Add(new MeetingWarning.Short(minutes, least));

        if (IsRegular(meeting) && standing.FirstOrDefault(other => IsRegular(other) && SameMonth(other.StartsAt, meeting.StartsAt)) is { } second)
            found.Add(new MeetingWarning.SecondRegular(second));

        var quarter = (meeting.StartsAt.Month + 2) / 3;
        if (meeting.Kind is MeetingKind.Regular && meeting.StartsAt.Month % 3 == 2
            && !standing.Any(other => other.Kind is MeetingKind.Thematic or MeetingKind.RegularWithThematic && other.StartsAt.Year == meeting.StartsAt.Year && (other.StartsAt.Month + 2) / 3 == quarter))
            found.Add(new MeetingWarning.NoThematic(quarter));

        foreach (var other in standing)
            if (other.StartsAt < meeting.EndsAt && meeting.StartsAt < other.EndsAt && other.AttendeeIds.Intersect(meeting.AttendeeIds).Count() is > 0 and var shared)
                found.Add(new MeetingWarning.SameHour(other, shared));
        return found;
    }

    private static bool IsRegular(Meeting meeting) => meeting.Kind is MeetingKind.Regular or MeetingKind.RegularWithThematic;

    private static bool SameMonth(DateTimeOffset a, DateTimeOffset b) => a.Year == b.Year && a.Month == b.Month;
}
