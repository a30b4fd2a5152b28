using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Meetings;

/// <summary>A meeting in words.</summary>
internal static class MeetingWords
{

    public static string When(Meeting meeting) => VietnameseDates.When(meeting.StartsAt);

    /// <summary>Where: the room, or the link of an online meeting.</summary>
    public static string Place(Meeting meeting) => (meeting.Venue, meeting.OnlineUrl) switch
    {
        ({ Length: > 0 } venue, null or "") => venue,
        ({ Length: > 0 } venue, { } url) => $"{venue} ({url})",
        (_, { Length: > 0 } url) => url,
        _ => "chưa rõ",
    };

    public static string AgendaShort(Meeting meeting) => string.Join("; ", meeting.Agenda);

    /// <summary>"12 giờ ngày 03/12".</summary>
    public static string AbsenceBefore(Meeting meeting)
    {
        var before = meeting.AbsenceReportBefore ?? meeting.StartsAt;
        return string.Create(CultureInfo.InvariantCulture, $"{VietnameseDates.Hour(TimeOnly.FromDateTime(before.DateTime))} ngày {before:dd/MM}");
    }

    /// <summary>The invitation to one person, with its three answers.</summary>
    public static Screen Notice(Voice voice, Meeting meeting) => voice.Screen(meeting.Organiser is null ? "meeting.notice" : "meeting.notice.body", Blocks(meeting), Answers(meeting)) with { Topic = meeting.Id };

    /// <summary>The same for reading only.</summary>
    public static string NoticeText(Voice voice, Meeting meeting) => Notice(voice, meeting).AsPlainText();

    /// <summary>What every notice says of the meeting.</summary>
    public static (string Name, object? Value)[] Blocks(Meeting meeting) =>
    [
        ("MeetingTitle", meeting.Title), ("When", When(meeting)), ("Venue", Place(meeting)), ("AgendaShort", AgendaShort(meeting)),
        ("Attendees", Attendees(meeting)), ("AbsenceBefore", AbsenceBefore(meeting)), ("Time", VietnameseDates.Hour(TimeOnly.FromDateTime(meeting.StartsAt.DateTime))),
        .. Inviter(meeting),
    ];

    /// <summary>"Đảng ủy Sở" where a body invites; else the words speak of the reader's own cell.</summary>
    public static (string Name, object? Value)[] Inviter(Meeting meeting) => meeting.Organiser is { } organiser ? [("Cell", organiser)] : [];

    /// <summary>"toàn thể đảng viên; khách mời: Lê Văn Ba, Trưởng khu vực".</summary>
    public static string Attendees(Meeting meeting) =>
        meeting.Guests.Count == 0 ? meeting.AttendeesText : $"{meeting.AttendeesText}; khách mời: {string.Join("; ", meeting.Guests.Select(guest => guest.Position is null ? guest.FullName : $"{guest.FullName}, {guest.Position}"))}";

    /// <summary>What the three answers start. They carry the time they are given for: an answer to another time is not taken.</summary>
    public static Pick[] Answers(Meeting meeting) =>
        [Answer(meeting, RsvpAnswer.Attend), Answer(meeting, RsvpAnswer.AbsentWithReason), Answer(meeting, RsvpAnswer.Late)];

    private static Start Answer(Meeting meeting, RsvpAnswer answer) =>
        Start.Of(RsvpDialog.Name, ("meeting", meeting.Id), ("answer", answer.ToString()), ("time", meeting.TimeVersion.ToString(CultureInfo.InvariantCulture)));

    /// <summary>As the glossary has it: "Tham dự".</summary>
    public static string Label(RsvpAnswer answer) => answer switch
    {
        RsvpAnswer.Attend => "Tham dự",
        RsvpAnswer.Late => "Đến muộn",
        RsvpAnswer.AbsentWithReason => "Xin vắng",
        _ => "Chưa trả lời",
    };

    /// <summary>To follow a person's name: "đã báo tham dự", "chưa trả lời".</summary>
    public static string Said(RsvpAnswer answer) => answer switch
    {
        RsvpAnswer.Attend => "đã báo tham dự",
        RsvpAnswer.Late => "đã báo đến muộn",
        RsvpAnswer.AbsentWithReason => "đã báo xin vắng",
        _ => "chưa trả lời",
    };

    public static string Label(ReasonCode reason) => reason switch
    {
        ReasonCode.Illness => "sức khỏe",
        ReasonCode.WorkTrip => "công tác, học tập",
        ReasonCode.StudyAway => "học tập",
        ReasonCode.Family => "việc gia đình",
        ReasonCode.Leave => "đi xa",
        _ => "lý do khác",
    };

    /// <summary>A sentence of counts without its zeros: "Dự 0, muộn 1, xin vắng 0." becomes "Muộn 1.".</summary>
    public static string WithoutZeros(string sentence)
    {
        var end = sentence.EndsWith('.') ? "." : "";
        var head = sentence.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var colon ? sentence[..(colon + 2)] : "";
        var parts = sentence[head.Length..].TrimEnd('.').Split(", ").Where(part => !part.EndsWith(" 0", StringComparison.Ordinal));
        return head + (head.Length == 0 ? Voice.Capital(string.Join(", ", parts)) : string.Join(", ", parts)) + end;
    }

    /// <summary>A warning as one line of the preview.</summary>
    public static string Warning(Voice voice, MeetingWarning warning) => warning switch
    {
        MeetingWarning.Holiday holiday => voice.Say("meeting.warn.holiday", ("Date", VietnameseDates.Short(holiday.Day)), ("Holiday", holiday.Name)),
        MeetingWarning.Weekend weekend => voice.Say("meeting.warn.weekend", ("Date", VietnameseDates.Short(weekend.Day)), ("Weekday", VietnameseDates.Weekday(weekend.Day.DayOfWeek))),
        MeetingWarning.AtNight night => voice.Say("meeting.warn.night", ("From", VietnameseDates.Hour(night.From)), ("To", VietnameseDates.Hour(night.To))),
        MeetingWarning.ShortNotice notice => voice.Say("meeting.warn.shortNotice", ("Hours", notice.MinHours)),
        MeetingWarning.Short time => voice.Say("meeting.warn.short", ("Minutes", time.Minutes), ("Least", time.MinMinutes)),
        MeetingWarning.SecondRegular second => voice.Say("meeting.warn.secondRegular", ("MeetingTitle", second.Other.Title), ("When", When(second.Other))),
        MeetingWarning.NoThematic none => voice.Say("meeting.warn.noThematic", ("Quarter", Roman(none.Quarter))),
        MeetingWarning.SameHour same => voice.Say("meeting.warn.sameHour", ("MeetingTitle", same.Other.Title), ("When", When(same.Other)), ("Shared", same.Shared)),
        _ => throw new ArgumentOutOfRangeException(nameof(warning)),
    };

    private static string Roman(int quarter) => quarter switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" };
}
