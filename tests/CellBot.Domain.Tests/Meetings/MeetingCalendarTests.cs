using System.Text;
using CellBot.Domain.Meetings;

namespace CellBot.Domain.Tests.Meetings;

public sealed class MeetingCalendarTests
{
    private static readonly DateTimeOffset Noticed = new(2026, 11, 20, 9, 3, 0, TimeSpan.FromHours(7));

    private static readonly Meeting December = new("telegram/0/17/m")
    {
        UnitId = "u-kv3", Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 12", StartsAt = new(2026, 12, 3, 19, 30, 0, TimeSpan.FromHours(7)), EndsAt = new(2026, 12, 3, 21, 0, 0, TimeSpan.FromHours(7)),
        Venue = "Nhà văn hóa Khu vực 3; phòng 2, tầng 1", Agenda = ["đánh giá tháng 11", "nhiệm vụ tháng 12"], Status = MeetingStatus.Announced, NoticeVersion = 1, ConvenedBy = "p-01",
    };

    private static string[] Unfolded(Meeting meeting) =>
        MeetingCalendar.Write(meeting, "Chi bộ Khu vực 3", Noticed).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Behaviour_18_a_notice_has_a_calendar_entry_with_utc_times_and_escaped_words() => Assert.Equal(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CellBot//Tro ly chi bo//VI", "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:telegram/0/17/m@cellbot", "SEQUENCE:1", "DTSTAMP:20261120T020300Z",
            "DTSTART:20261203T123000Z", "DTEND:20261203T140000Z", "SUMMARY:Chi bộ Khu vực 3: sinh hoạt thường kỳ tháng 12", @"LOCATION:Nhà văn hóa Khu vực 3\; phòng 2\, tầng 1",
            @"DESCRIPTION:1. đánh giá tháng 11\n2. nhiệm vụ tháng 12", "ORGANIZER;CN=\"Chi bộ Khu vực 3\":invalid:nomail", "STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR",
        ], Unfolded(December));

    [Fact]
    public void A_change_has_the_same_uid_and_a_higher_sequence_and_a_cancellation_removes_it()
    {
        var changed = Unfolded(December with { Status = MeetingStatus.Changed, NoticeVersion = 2 });
        var cancelled = Unfolded(December with { Status = MeetingStatus.Cancelled, NoticeVersion = 3 });

        Assert.All([changed, cancelled], lines => Assert.Contains("UID:telegram/0/17/m@cellbot", lines));
        Assert.Contains("SEQUENCE:2", changed);
        Assert.Contains("METHOD:PUBLISH", changed);
        Assert.Contains("SEQUENCE:3", cancelled);
        Assert.Contains("METHOD:CANCEL", cancelled);
        Assert.Contains("STATUS:CANCELLED", cancelled);
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_no_letter_is_torn()
    {
        var meeting = December with { Agenda = [string.Concat(Enumerable.Repeat("nghị quyết đổi mới phương thức lãnh đạo 👩‍🏫 ", 20))] };
        var file = MeetingCalendar.Write(meeting, "Chi bộ Khu vực 3", Noticed);

        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains($"DESCRIPTION:1. {meeting.Agenda[0]}", Unfolded(meeting));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(file)));
        Assert.DoesNotContain("\n", file.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_online_meeting_has_its_link()
    {
        var online = Unfolded(December with { Venue = null, OnlineUrl = "https://hop.example.vn/kv3" });

        Assert.Contains("URL:https://hop.example.vn/kv3", online);
        Assert.Contains("LOCATION:https://hop.example.vn/kv3", online);
    }
}
