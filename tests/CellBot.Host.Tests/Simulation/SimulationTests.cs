using System.Diagnostics;
using System.Globalization;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Host.Simulation;

namespace CellBot.Host.Tests.Simulation;

public sealed class SimulationTests
{
    /// <summary>Stages that are the day's one reminding message.</summary>
    private static readonly string[] Counted = [nameof(Stage.R3), nameof(Stage.R1), nameof(Stage.N1), nameof(Stage.N2), nameof(Stage.Meeting3d), nameof(Stage.Meeting1d), nameof(Stage.Draft), nameof(Stage.Nudge)];

    private static readonly string[] OnWorkingDays = [nameof(Stage.N1), nameof(Stage.N2), nameof(Stage.N3), nameof(Stage.Escalation), nameof(Stage.Digest), nameof(Stage.Opening)];

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public async Task Behaviour_16_a_whole_year_keeps_quiet_hours_days_off_and_one_reminding_message_a_day(double answering)
    {
        var began = Stopwatch.GetTimestamp();
        var lines = await Lines(new SimulationPlan(new(2026, 12, 15), 365, answering));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "a year takes a minute at most");

        var settings = new CellSettings();
        Assert.True(lines.Count > 1000);
        Assert.Equal(lines.Select(line => line.At).Order(), lines.Select(line => line.At));
        Assert.All(lines, line => Assert.False(settings.IsQuietAt(line.At), line.Text));
        Assert.All(lines.Where(line => line.Stages.Any(OnWorkingDays.Contains)), line => Assert.True(settings.Holidays().IsWorkingDay(QuietHours.Day(line.At)), line.Text));
        foreach (var day in lines.Where(line => line.Stages.Any(Counted.Contains)).GroupBy(line => (line.Who, line.At.Date)))
            Assert.True(day.Count() == 1, string.Join('\n', day.Select(line => line.Text)));
        Assert.DoesNotContain(lines, line => line.Who == "Hoàng Mỹ Yến"); // exempt from everything
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_year_and_people_who_answer_are_left_in_peace()
    {
        var plan = new SimulationPlan(new(2027, 1, 1), 60, 0.8, Seed: 7);
        var lines = await Lines(plan);
        Assert.Equal(lines.Select(line => line.Text), (await Lines(plan)).Select(line => line.Text));
        Assert.NotEqual(lines.Select(line => line.Text), (await Lines(plan with { Seed = 8 })).Select(line => line.Text));
        var silent = await Lines(plan with { Answering = 0 });
        Assert.True(Nudges(lines) < Nudges(silent) / 2, $"{Nudges(lines)} of {Nudges(silent)}");
        Assert.Contains(lines, line => line.Text.Contains("Đã nhận bản đăng ký của đồng chí", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Text.Contains("Đã nhận bài thu hoạch của đồng chí", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_ladder_of_the_pledge_stands_in_the_year_line_by_line()
    {
        var lines = await Lines(new SimulationPlan(new(2027, 1, 1), 45));
        string[] expected =
        [
            "2027-01-02 08:30 | Thạch Ngọc Tín | Opening", "2027-01-28 08:30 | Thạch Ngọc Tín | R3", "2027-01-30 08:30 | Thạch Ngọc Tín | R1", "2027-01-31 20:30 | Thạch Ngọc Tín | R0",
            "2027-02-01 08:30 | Thạch Ngọc Tín | N1", "2027-02-03 08:30 | Thạch Ngọc Tín | N2", "2027-02-12 08:30 | Thạch Ngọc Tín | N3",
        ];
        Assert.Equal(expected, lines.Where(line => line.Text.Contains("năm 2027", StringComparison.Ordinal) && line.Who == "Thạch Ngọc Tín" || line is { Who: "Thạch Ngọc Tín", Stages: ["Opening"], At.Day: 2, At.Hour: 8 })
            .Where(line => !line.Text.Contains("thu hoạch", StringComparison.Ordinal)).Select(line => string.Join(" | ", line.Text.Split(" | ")[..3])).Distinct());
        Assert.Contains(lines, line => line.Text.StartsWith("2027-02-13 08:30 | Đinh Hồng Loan | Escalation | Báo cáo đồng chí Loan: 26 đồng chí quá hạn 7 ngày:", StringComparison.Ordinal));
    }

    private static int Nudges(IEnumerable<Line> lines) => lines.Count(line => line.Stages.Any(stage => stage is nameof(Stage.N1) or nameof(Stage.N2) or nameof(Stage.N3)));

    private static async Task<IReadOnlyList<Line>> Lines(SimulationPlan plan)
    {
        var output = new StringWriter();
        await new CellBot.Host.Simulation.Simulation(plan, output).Run(CancellationToken.None);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line.Read)];
    }

    private sealed record Line(DateTimeOffset At, string Who, string[] Stages, string Text)
    {
        public static Line Read(string text)
        {
            var parts = text.Split(" | ");
            return new Line(new DateTimeOffset(DateTime.ParseExact(parts[0], "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(7)), parts[1], parts[2].Split('+'), text.TrimEnd('\r'));
        }
    }
}
