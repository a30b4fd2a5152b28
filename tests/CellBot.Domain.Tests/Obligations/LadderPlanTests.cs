using System.Globalization;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Tests.Obligations;

public sealed class LadderPlanTests
{
    private static readonly TimeSpan Local = TimeSpan.FromHours(7);

    [Theory]
    // Date only, Thursday 10/12/2026: the third day after is a Sunday (journey 5).
    [InlineData("2026-12-10", false, "R3 07/12 08:30", "R1 09/12 08:30", "R0 10/12 20:30", "N1 11/12 08:30", "N2 14/12 08:30", "N3 17/12 08:30")]
    // The same for an office cell with Saturdays off: between Friday and Monday lies no working day.
    [InlineData("2026-12-10", true, "R3 07/12 08:30", "R1 09/12 08:30", "R0 10/12 20:30", "N1 11/12 08:30", "N2 15/12 08:30", "N3 17/12 08:30")]
    // Sunday 31/01/2027; then Tết, 04/02–10/02: a working day (11/02) lies between the second and the third.
    [InlineData("2027-01-31", false, "R3 28/01 08:30", "R1 30/01 08:30", "R0 31/01 20:30", "N1 01/02 08:30", "N2 03/02 08:30", "N3 12/02 08:30")]
    // Inside Tết: all three would fall on the first working day after it.
    [InlineData("2027-02-03", false, "R3 31/01 08:30", "R1 02/02 08:30", "R0 03/02 20:30", "N1 11/02 08:30", "N2 13/02 08:30", "N3 16/02 08:30")]
    // A clock: two hours before.
    [InlineData("2026-12-10T14:00", false, "R3 07/12 08:30", "R1 09/12 08:30", "R0 10/12 12:00", "N1 11/12 08:30", "N2 14/12 08:30", "N3 17/12 08:30")]
    // Two hours before 08:00 is quiet: the evening before.
    [InlineData("2026-12-10T08:00", false, "R3 07/12 08:30", "R1 09/12 08:30", "R0 09/12 20:30", "N1 11/12 08:30", "N2 14/12 08:30", "N3 17/12 08:30")]
    // Two hours before 23:30 is quiet: the same evening.
    [InlineData("2026-12-10T23:30", false, "R3 07/12 08:30", "R1 09/12 08:30", "R0 10/12 20:30", "N1 11/12 08:30", "N2 14/12 08:30", "N3 17/12 08:30")]
    // 30/4 and 1/5 are days off, 2/5/2027 is a Sunday, and 3/5 makes up for 1/5 only where Saturdays are off.
    [InlineData("2027-04-29", false, "R3 26/04 08:30", "R1 28/04 08:30", "R0 29/04 20:30", "N1 03/05 08:30", "N2 05/05 08:30", "N3 07/05 08:30")]
    public void The_whole_ladder(string due, bool office, params string[] expected)
    {
        var plan = Plan(due, new CellSettings { Office = office });
        var stages = new List<string>();
        for (var next = plan.Next(null, default, At("2026-01-01T00:00")); next is { } stage; next = plan.Next(stage.Stage, stage.At, stage.At))
            stages.Add(Text(stage));
        Assert.Equal(expected, stages);
    }

    [Theory]
    [InlineData("2026-12-08T10:00", "R1 09/12 08:30")]
    [InlineData("2026-12-09T08:30", "R0 10/12 20:30")]
    [InlineData("2026-12-10T22:00", "N1 11/12 08:30")]
    [InlineData("2026-12-15T10:00", "N3 17/12 08:30")]
    [InlineData("2026-12-18T10:00", null)]
    public void Stages_already_past_are_skipped_when_planning(string now, string? expected) =>
        Assert.Equal(expected, Plan("2026-12-10").Next(null, default, At(now)) is { } stage ? Text(stage) : null);

    [Fact] // The firm word was held back to Wednesday: the last one keeps a working day's distance.
    public void A_late_stage_pushes_the_next_one_on() =>
        Assert.Equal("N3 18/12 08:30", Text(Plan("2026-12-10").Next(Stage.N2, At("2026-12-16T08:30"), At("2026-12-16T08:30"))!.Value));

    [Theory]
    [InlineData(Stage.R3, "2026-12-07T08:30", "2026-12-07T08:30", Stage.R3)]
    [InlineData(Stage.R3, "2026-12-07T08:30", "2026-12-09T10:00", Stage.R1)] // down for two days
    [InlineData(Stage.R3, "2026-12-07T08:30", "2026-12-10T20:40", Stage.R0)]
    [InlineData(Stage.R0, "2026-12-10T20:30", "2026-12-10T23:40", Stage.R0)]
    [InlineData(Stage.R0, "2026-12-10T20:30", "2026-12-10T23:50", null)] // less than 15 minutes left
    [InlineData(Stage.R3, "2026-12-07T08:30", "2026-12-11T09:00", Stage.N1)]
    [InlineData(Stage.R3, "2026-12-07T08:30", "2026-12-20T09:00", Stage.N3)] // never beyond: the owner hears of it first
    [InlineData(Stage.R1, "2026-12-15T08:30", "2026-12-15T08:30", Stage.N1)] // paused over the date: begins gently
    [InlineData(Stage.N2, "2026-12-17T08:30", "2026-12-17T08:30", Stage.N2)] // paused: goes on where it stopped
    public void After_an_outage_only_the_latest_useful_stage(Stage planned, string plannedFor, string now, Stage? expected) =>
        Assert.Equal(expected, Plan("2026-12-10").Current(new PlannedStage(planned, At(plannedFor)), At(now)));

    [Theory]
    [InlineData("2026-12-17T08:30", "2026-12-18T08:30")]
    [InlineData("2026-12-19T08:30", "2026-12-21T08:30")] // over a Sunday
    [InlineData("2027-02-03T08:30", "2027-02-11T08:30")] // over Tết
    public void The_secretary_is_told_the_next_working_day(string n3, string expected) =>
        Assert.Equal(At(expected), Plan("2026-12-10").EscalationAfter(At(n3)));

    [Theory]
    [InlineData("20:59", false)]
    [InlineData("21:00", true)]
    [InlineData("00:00", true)]
    [InlineData("06:29", true)]
    [InlineData("06:30", false)]
    public void Quiet_hours(string clock, bool quiet) => Assert.Equal(quiet, new CellSettings().IsQuietAt(At("2026-12-10T" + clock)));

    [Fact]
    public void Whatever_the_date_no_stage_is_quiet_or_on_a_day_off_or_too_close()
    {
        var random = new Random(20261120);
        for (var round = 0; round < 3000; round++)
        {
            var settings = new CellSettings { Office = random.Next(2) == 0 };
            var dateOnly = random.Next(2) == 0;
            var day = new DateOnly(2026, 1, 1).AddDays(random.Next(730));
            var due = dateOnly ? QuietHours.On(day, new TimeOnly(23, 59, 59), Local) : QuietHours.On(day, new TimeOnly(random.Next(24), random.Next(60)), Local);
            var plan = new LadderPlan(due, dateOnly, settings, settings.Holidays());
            var now = due.AddMinutes(-random.Next(14 * 24 * 60));
            PlannedStage? before = null;
            for (var next = plan.Next(null, default, now); next is { } stage; next = plan.Next(stage.Stage, now, now))
            {
                var where = $"round {round}: {stage} after {before}, due {due}";
                Assert.True(stage.At > now, where);
                Assert.False(settings.IsQuietAt(stage.At), where);
                if (LadderPlan.IsOverdue(stage.Stage))
                {
                    Assert.True(settings.Holidays().IsWorkingDay(QuietHours.Day(stage.At)), where);
                    Assert.True(stage.At > due, where);
                    if (before is { } nudge && LadderPlan.IsOverdue(nudge.Stage))
                        Assert.True(settings.Holidays().NextWorkingDay(QuietHours.Day(now)) < QuietHours.Day(stage.At), where);
                }
                else Assert.True(stage.At < due, where);
                before = stage;
                now = stage.At.AddMinutes(random.Next(3) == 0 ? random.Next(4 * 24 * 60) : 0); // the settling may be late
            }
        }
    }

    private static LadderPlan Plan(string due, CellSettings? settings = null)
    {
        settings ??= new CellSettings();
        var dateOnly = !due.Contains('T');
        return new LadderPlan(dateOnly ? At(due + "T23:59:59") : At(due), dateOnly, settings, settings.Holidays());
    }

    private static DateTimeOffset At(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), Local);

    private static string Text(PlannedStage stage) => $"{stage.Stage} {stage.At:dd/MM HH}:{stage.At:mm}";
}
