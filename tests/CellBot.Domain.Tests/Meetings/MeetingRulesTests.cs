using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Tests.Meetings;

public sealed class MeetingRulesTests
{
    private static readonly CellSettings Settings = new();

    private static DateTimeOffset At(int day, int month, int hour, int minute = 0, int year = 2026) => new(year, month, day, hour, minute, 0, TimeSpan.FromHours(7));

    private static Meeting Of(DateTimeOffset start, params string[] agenda) => new("m")
    {
        UnitId = "u", Kind = MeetingKind.Regular, Title = "t", StartsAt = start, EndsAt = start.AddMinutes(90), Agenda = agenda, AttendeeIds = ["a", "b", "c", "d", "e"], ConvenedBy = "a",
    };

    [Fact]
    public void The_agenda_of_last_time_moves_on_with_the_months() => Assert.Equal(
        ["đánh giá tháng 12", "nhiệm vụ tháng 1", "tổng kết phong trào từ tháng 6", "việc tháng ９９"],
        MeetingDefaults.Agenda(Of(At(3, 11, 19), "đánh giá tháng 10", "nhiệm vụ tháng 11", "tổng kết phong trào từ tháng 6", "việc tháng ９９"), At(6, 1, 19, year: 2027), Settings));

    [Fact]
    public void Without_a_last_time_the_usual_agenda_is_filled_in() =>
        Assert.Equal(["đánh giá tháng 12", "nhiệm vụ tháng 1", "kể chuyện về Bác"], MeetingDefaults.Agenda(null, At(6, 1, 19, year: 2027), Settings));

    [Theory]
    [InlineData(19, 9, "03/12 12:00")]
    [InlineData(8, 9, "02/12 17:00")]
    [InlineData(19, 333, "03/12 19:00")] // announced in the afternoon of the day itself
    public void Absence_is_reported_before_noon_or_on_the_day_before(int hour, int noticeHour, string expected) =>
        Assert.Equal(expected, $"{MeetingDefaults.AbsenceBefore(At(3, 12, hour), At(20, 11, 0).AddHours(noticeHour)):dd/MM HH:mm}");

    [Fact]
    public void The_next_regular_meeting_avoids_holidays_and_months_that_have_one()
    {
        var calendar = HolidayCalendar.Default.With(new HolidayChange(new DateOnly(2026, 12, 3), "ngày nghỉ của tỉnh"));
        Assert.Equal(At(3, 12, 19, 30), MeetingDefaults.NextRegular(At(20, 11, 9), new(19, 30), Settings, HolidayCalendar.Default, []));
        Assert.Equal(At(4, 12, 19, 30), MeetingDefaults.NextRegular(At(20, 11, 9), new(19, 30), Settings, calendar, []));
        Assert.Equal(At(3, 1, 19, 30, 2027), MeetingDefaults.NextRegular(At(20, 11, 9), new(19, 30), Settings, HolidayCalendar.Default, [At(10, 12, 19)]));
    }

    [Theory] // the meeting is on Thursday the 3rd at 19:30
    [InlineData(null, 20, 11, 9, "Meeting3d")]
    [InlineData(null, 30, 11, 9, "Meeting1d")]
    [InlineData(Stage.Meeting3d, 30, 11, 8, "Meeting1d")]
    [InlineData(Stage.Meeting1d, 2, 12, 9, "Meeting2h")]
    [InlineData(null, 3, 12, 18, null)]
    [InlineData(Stage.Meeting2h, 1, 12, 9, null)]
    public void The_next_stage_is_the_first_still_ahead(Stage? after, int day, int month, int hour, string? expected) =>
        Assert.Equal(expected, MeetingReminders.Next(after, At(3, 12, 19, 30), Settings, At(day, month, hour))?.ToString());

    [Theory]
    [InlineData(19, "03/12 17:00")]
    [InlineData(8, "02/12 20:30")] // two hours before would be 06:00, in the quiet hours
    [InlineData(9, "03/12 07:00")]
    public void The_last_call_stays_out_of_the_quiet_hours(int hour, string expected) =>
        Assert.Equal(expected, $"{MeetingReminders.At(Stage.Meeting2h, At(3, 12, hour), Settings):dd/MM HH:mm}");

    [Fact]
    public void Everyone_invited_is_counted_once_and_an_answer_for_another_time_is_asked_again()
    {
        var meeting = Of(At(3, 12, 19)) with { TimeVersion = 2 };
        Rsvp Said(string who, RsvpAnswer answer, int version) => new(Rsvp.IdOf("m", who)) { MeetingId = "m", ParticipantId = who, Answer = answer, TimeVersion = version, AnsweredAt = At(1, 12, 9) };

        var heads = Headcount.Of(meeting,
            [Said("a", RsvpAnswer.Attend, 2), Said("b", RsvpAnswer.Attend, 1), Said("c", RsvpAnswer.AbsentWithReason, 1), Said("guest", RsvpAnswer.Attend, 2), Said("e", RsvpAnswer.Late, 2)],
            new HashSet<string> { "d", "e" });

        Assert.Equal(["a"], heads.Attend);
        Assert.Equal(["b"], heads.NoAnswer);
        Assert.Equal(["c"], heads.Absent);
        Assert.Equal(["d"], heads.Unreached);
        Assert.Equal(["e"], heads.Late);
        Assert.Equal(5, heads.All);
    }
}
