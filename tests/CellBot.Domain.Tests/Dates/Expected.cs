using System.Globalization;
using System.Text;
using CellBot.Domain.Dates;

namespace CellBot.Domain.Tests.Dates;

/// <summary>Readings written down in one line, as in the tables beside the tests. Now is Friday 20/11/2026, 09:00.</summary>
internal static class Expected
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(7));

    public static DateTimeReading Read(string text) => VietnameseDateReader.Read(text, Now);

    /// <summary>"2026-12-03", "2026-12-03T19:30", "2026-12-03T14:00/16:00", with "~" for a usual hour, "every …", "AMBIGUOUS a | b (past)", "ERROR Past".</summary>
    public static string Line(DateTimeReading reading)
    {
        switch (reading.Kind)
        {
            case ReadingKind.Error:
                return $"ERROR {reading.Reason}";
            case ReadingKind.Ambiguous:
                return string.Join(" | ", reading.Candidates.Select(Moment)) is { Length: > 0 } candidates ? $"AMBIGUOUS {candidates}" : $"AMBIGUOUS {reading.Reason}";
            case ReadingKind.Recurrence:
                return $"every {reading.Rule!.Every} {Moment(reading.Value!)}{(reading.Precision == ReadingPrecision.PartOfDay ? "~" : "")}";
            default:
                return Moment(reading.Value!) + (reading.Precision == ReadingPrecision.PartOfDay ? "~" : "");
        }
    }

    public static string Moment(ReadMoment moment)
    {
        var line = new StringBuilder(moment.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (moment.Clock is { } clock) line.Append(CultureInfo.InvariantCulture, $"T{clock:HH:mm}");
        if (moment.End is { } end) line.Append('/').Append(end.Day == moment.Day && end.Clock is { } until ? until.ToString("HH:mm", CultureInfo.InvariantCulture) : Moment(end));
        return line.Append(moment.Proposed ? " (proposed)" : "").Append(moment.Past ? " (past)" : "").ToString();
    }
}
