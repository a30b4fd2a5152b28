using CellBot.Domain.Dates.Reading;

namespace CellBot.Domain.Dates;

/// <summary>
/// Reads the first date, time, interval or recurrence in a Vietnamese text, however it was typed: with marks, without, with Telex or VNI leftovers, in northern or southern words.
/// Nothing is guessed silently: what has two meanings is Ambiguous. One pass over at most 12,000 characters; no text throws.
/// </summary>
public static class VietnameseDateReader
{
    /// <param name="now">When the message was received, in the cell's offset (+07:00).</param>
    /// <param name="options">By default <see cref="DateReadingOptions.Future"/>.</param>
    public static DateTimeReading Read(string text, DateTimeOffset now, DateReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, now.ToOffset(TimeSpan.FromHours(7)).DateTime, options ?? DateReadingOptions.Future, alternatives: true);
    }

    private static DateTimeReading Read(string text, DateTime local, DateReadingOptions options, bool alternatives)
    {
        var tokens = new Tokens(text);
        var scan = new DateScan(tokens);
        var resolver = new DateResolver(DateOnly.FromDateTime(local), local.Hour * 60 + local.Minute + (local.Second > 0 ? 1 : 0), options);
        var reading = resolver.Resolve(scan.Slots, scan.Impossible) with
        {
            Spans = scan.Spans(),
            IsDeadline = scan.Slots.Deadline == true,
            ShowsLunar = scan.Slots.ShowsLunar == true,
        };
        return alternatives && scan.Alternative is { } next && next < tokens.Count ? Either(reading, text, tokens[next].Start, local, options) : reading;
    }

    /// <summary>"thứ Năm hoặc thứ Sáu 14h", "ngày 3 và ngày 5": both, the clock of one for the other as well. One date was asked for, so the writer chooses.</summary>
    private static DateTimeReading Either(DateTimeReading first, string text, int from, DateTime local, DateReadingOptions options)
    {
        var second = Read(text[from..], local, options, alternatives: false);
        if (first.Value is not { } one || second.Value is not { } other) return first;
        if (one.Day == other.Day) return first;
        if (one.Clock is null && other.Clock is not null) one = one with { Clock = other.Clock };
        if (other.Clock is null && one.Clock is not null) other = other with { Clock = one.Clock };
        return first with
        {
            Kind = ReadingKind.Ambiguous,
            Reason = ReadingReason.EitherOr,
            Value = null,
            Rule = null,
            Candidates = [one, other],
            Spans = [.. first.Spans, .. second.Spans.Select(span => span with { Start = span.Start + from })],
        };
    }
}
