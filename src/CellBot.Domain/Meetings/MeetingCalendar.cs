using System.Globalization;
using System.Text;

namespace CellBot.Domain.Meetings;

/// <summary>A meeting for people's own calendars (RFC 5545, 5546). The same meeting always has the same UID, so that a change takes the place of what was there, and a cancellation removes it.</summary>
public static class MeetingCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8", FileName = "lich-hop.ics";

    /// <summary>The longest line, in octets of UTF-8 without its end (RFC 5545, 3.1).</summary>
    private const int LongestLine = 75;

    /// <param name="organiser">"Chi bộ Khu vực 3".</param>
    /// <param name="at">Of the notice; the stamp.</param>
    public static string Write(Meeting meeting, string organiser, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        var cancelled = meeting.Status is MeetingStatus.Cancelled;
        var file = new StringBuilder();
        foreach (var line in (string?[])
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CellBot//Tro ly chi bo//VI", $"METHOD:{(cancelled ? "CANCEL" : "PUBLISH")}", "BEGIN:VEVENT",
            $"UID:{Text(meeting.Id)}@cellbot", $"SEQUENCE:{meeting.NoticeVersion}", $"DTSTAMP:{Utc(at)}", $"DTSTART:{Utc(meeting.StartsAt)}", $"DTEND:{Utc(meeting.EndsAt)}",
            $"SUMMARY:{Text($"{organiser}: {meeting.Title}")}", Place(meeting) is { } place ? $"LOCATION:{Text(place)}" : null, meeting.OnlineUrl is { Length: > 0 } url && Uri.IsWellFormedUriString(url, UriKind.Absolute) ? $"URL:{url}" : null,
            meeting.Agenda.Count > 0 ? $"DESCRIPTION:{Text(string.Join("\n", meeting.Agenda.Select((item, i) => $"{i + 1}. {item}")))}" : null,
            $"ORGANIZER;CN=\"{organiser.Replace("\"", "", StringComparison.Ordinal)}\":invalid:nomail", $"STATUS:{(cancelled ? "CANCELLED" : "CONFIRMED")}", "END:VEVENT", "END:VCALENDAR",
        ])
            if (line is not null) Fold(file, line.Normalize());
        return file.ToString();
    }

    private static string? Place(Meeting meeting) => string.IsNullOrWhiteSpace(meeting.Venue) ? meeting.OnlineUrl : meeting.Venue;

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Text(string text) => text.ReplaceLineEndings("\n").Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Long lines go on behind a space; never inside a character.</summary>
    private static void Fold(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                octets = 1;
            }
            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}
