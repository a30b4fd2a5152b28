using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Tests.Meetings;

public sealed class MeetingCheckTests
{
    private static readonly DateTimeOffset Now = At(20, 11, 9);

    private static DateTimeOffset At(int day, int month, int hour, int year = 2026) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(7));

    private static Meeting Of(DateTimeOffset start, int minutes = 90, MeetingKind kind = MeetingKind.Regular, string id = "m", MeetingStatus status = MeetingStatus.Draft) => new(id)
    {
        UnitId = "u", Kind = kind, Title = MeetingDefaults.Title(kind, start), StartsAt = start, EndsAt = start.AddMinutes(minutes), Venue = "hội trường", AttendeeIds = ["a", "b"], ConvenedBy = "a", Status = status,
    };

    private static string[] Warned(Meeting meeting, CellSettings? settings = null, params Meeting[] others) =>
        [.. MeetingCheck.Warnings(meeting, others, settings ?? new(), HolidayCalendar.Default, Now).Select(warning => warning.GetType().Name)];

    [Fact]
    public void An_ordinary_meeting_has_no_warning() => Assert.Empty(Warned(Of(At(3, 12, 19))));

    [Fact]
    public void A_holiday_and_the_days_of_Tet_are_named()
    {
        Assert.Equal(["Holiday"], Warned(Of(At(1, 1, 19, 2027))));
        var warning = Assert.IsType<MeetingWarning.Holiday>(Assert.Single(MeetingCheck.Warnings(Of(At(7, 2, 19, 2027), kind: MeetingKind.Extraordinary), [], new(), HolidayCalendar.Default, Now)));
        Assert.Equal("mùng 2 Tết Đinh Mùi", warning.Name);
    }

    [Fact]
    public void The_weekend_matters_to_an_office_only()
    {
        Assert.Empty(Warned(Of(At(5, 12, 9))));
        Assert.Equal(["Weekend"], Warned(Of(At(5, 12, 9)), new CellSettings { Office = true }));
        Assert.Empty(Warned(Of(At(4, 12, 9)), new CellSettings { Office = true }));
    }

    [Theory]
    [InlineData(MeetingKind.Regular, 23, true)]
    [InlineData(MeetingKind.Regular, 24, false)]
    [InlineData(MeetingKind.Extraordinary, 2, false)]
    public void Less_than_a_day_of_notice_is_short_for_a_regular_meeting(MeetingKind kind, int hours, bool warns) =>
        Assert.Equal(warns, Warned(Of(Now.AddHours(hours), kind: kind), null, Of(At(1, 10, 19), kind: MeetingKind.Thematic, id: "t", status: MeetingStatus.Held)).Contains("ShortNotice"));

    [Theory]
    [InlineData(MeetingKind.Regular, 89, true)]
    [InlineData(MeetingKind.Regular, 90, false)]
    [InlineData(MeetingKind.RegularWithThematic, 119, true)]
    [InlineData(MeetingKind.RegularWithThematic, 120, false)]
    [InlineData(MeetingKind.CellCommittee, 30, false)]
    public void Each_kind_has_its_least_duration(MeetingKind kind, int minutes, bool warns) => Assert.Equal(warns, Warned(Of(At(3, 12, 19), minutes, kind)).Contains("Short"));

    [Fact]
    public void A_second_regular_meeting_of_the_month_is_told_and_a_cancelled_one_does_not_count()
    {
        var first = Of(At(3, 12, 19), id: "first", status: MeetingStatus.Announced);
        Assert.Equal(["SecondRegular"], Warned(Of(At(17, 12, 19)), null, first));
        Assert.Empty(Warned(Of(At(17, 12, 19)), null, first with { Status = MeetingStatus.Cancelled }));
        Assert.Empty(Warned(Of(At(3, 12, 20)) with { Id = "first" }, null, first));
    }

    [Fact]
    public void In_the_middle_of_a_quarter_a_thematic_meeting_should_be_planned()
    {
        var thematic = Of(At(10, 1, 19, 2027), kind: MeetingKind.Thematic, id: "t", status: MeetingStatus.Announced);
        Assert.Equal(["NoThematic"], Warned(Of(At(25, 2, 19, 2027))));
        Assert.Empty(Warned(Of(At(25, 2, 19, 2027)), null, thematic));
        Assert.Empty(Warned(Of(At(3, 3, 19, 2027))));
    }

    [Fact]
    public void Two_meetings_at_one_hour_count_the_people_of_both()
    {
        var other = Of(At(3, 12, 18), 90, MeetingKind.Extraordinary, "other", MeetingStatus.Announced) with { AttendeeIds = ["b", "c"] };
        Assert.Equal(1, Assert.IsType<MeetingWarning.SameHour>(Assert.Single(MeetingCheck.Warnings(Of(At(3, 12, 19)), [other], new(), HolidayCalendar.Default, Now))).Shared);
        Assert.Empty(Warned(Of(At(3, 12, 19)), null, other with { AttendeeIds = ["c"] }));
        Assert.Empty(Warned(Of(At(3, 12, 19)), null, other with { EndsAt = At(3, 12, 19) }));
    }

    [Fact]
    public void What_cannot_be_is_blocked_with_its_reason()
    {
        var fine = Of(At(3, 12, 19));
        Assert.Null(MeetingCheck.Block(fine, Now));
        Assert.Equal(MeetingBlock.Past, MeetingCheck.Block(fine, fine.StartsAt));
        Assert.Equal(MeetingBlock.EndNotAfterStart, MeetingCheck.Block(fine with { EndsAt = fine.StartsAt }, Now));
        Assert.Equal(MeetingBlock.NoAttendee, MeetingCheck.Block(fine with { AttendeeIds = [] }, Now));
        Assert.Equal(MeetingBlock.NoVenue, MeetingCheck.Block(fine with { Venue = " " }, Now));
        Assert.Null(MeetingCheck.Block(fine with { Venue = null, OnlineUrl = "https://hop.example.vn/kv3" }, Now));
    }
}
