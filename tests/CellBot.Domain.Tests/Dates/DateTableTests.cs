using System.Text.RegularExpressions;
using CellBot.Domain.Dates;

namespace CellBot.Domain.Tests.Dates;

/// <summary>Every line of dates.vi.tsv (the agreed table: expression, expected, note) and of dates.more.vi.tsv (rules D1–D26 at length: expression, whole reading).</summary>
public sealed partial class DateTableTests
{
    public static TheoryData<string, string, string> Agreed() => Table("dates.vi.tsv", header: true);

    public static TheoryData<string, string, string> More() => Table("dates.more.vi.tsv", header: false);

    [Theory]
    [MemberData(nameof(Agreed))]
    public void The_agreed_table_holds(string expression, string expected, string note)
    {
        var reading = Expected.Read(expression);
        switch (expected)
        {
            case "AMBIGUOUS":
                Assert.Equal(ReadingKind.Ambiguous, reading.Kind);
                Assert.Equal(Moments().Matches(note.Replace("is a", "")).Select(match => match.Value.Replace('T', ' ')).Distinct(), reading.Candidates.Select(each => each.Clock is null ? $"{each.Day:yyyy-MM-dd}" : $"{each.Day:yyyy-MM-dd} {each.Clock:HH:mm}"));
                Assert.Equal(note.Contains("(proposed)", StringComparison.Ordinal), reading.Candidates[0].Proposed);
                Assert.Equal(note.Contains("(past)", StringComparison.Ordinal), reading.Candidates[0].Past);
                break;
            case "ERROR":
                Assert.Equal(ReadingKind.Error, reading.Kind);
                break;
            default:
                Assert.Equal(expected, Expected.Moment(reading.Value ?? throw new Xunit.Sdk.XunitException(Expected.Line(reading))));
                break;
        }
    }

    [Theory]
    [MemberData(nameof(More))]
    public void Each_rule_holds_in_other_words(string expression, string expected, string note)
    {
        Assert.Equal(expected, Expected.Line(Expected.Read(expression)));
        _ = note;
    }

    /// <summary>A table that lost its lines would pass silently.</summary>
    [Fact]
    public void The_tables_are_there()
    {
        Assert.Equal(42, Agreed().Count);
        Assert.True(More().Count >= 300);
    }

    [GeneratedRegex(@"2\d{3}-\d\d-\d\d(T\d\d:\d\d)?")]
    private static partial Regex Moments();

    private static TheoryData<string, string, string> Table(string file, bool header)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Dates", file)).Skip(header ? 1 : 0))
        {
            if (line.Length == 0 || line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            rows.Add(cells[0], cells[1], cells.Length > 2 ? cells[2] : "");
        }

        return rows;
    }
}
