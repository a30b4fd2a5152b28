using System.Globalization;
using CellBot.Dialogs.Dates;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;

namespace CellBot.Dialogs.Meetings;

/// <summary>When a meeting is, as far as it was said. Local time (+07:00).</summary>
/// <param name="Clock">null when only a part of the day was said: then <paramref name="Part"/> names it.</param>
/// <param name="Part">"sáng", "trưa", "chiều", "tối", "đêm".</param>
/// <param name="Until">The end, if it was said; on the same day.</param>
internal sealed record MeetingTime(DateOnly Day, TimeOnly? Clock, string? Part = null, TimeOnly? Until = null)
{
    private static readonly (string Part, int Minutes)[] Parts = [("sáng", 480), ("trưa", 720), ("chiều", 840), ("tối", 1170), ("đêm", 1320)];

    public DateTimeOffset? StartsAt => Clock is { } clock ? new DateTimeOffset(Day.ToDateTime(clock), TimeSpan.FromHours(7)) : null;

    /// <summary>"2026-12-03T19:30", "2026-12-03T19:30-21:00", or "2026-12-03 chiều".</summary>
    public string Canonical => Clock is { } clock
        ? string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}T{clock:HH:mm}") + (Until is { } until ? string.Create(CultureInfo.InvariantCulture, $"-{until:HH:mm}") : "")
        : string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd} {Part}");

    public static MeetingTime? Parse(string canonical)
    {
        if (canonical.Length < 12 || !DateOnly.TryParseExact(canonical[..10], "yyyy-MM-dd", out var day)) return null;
        if (canonical[10] == ' ') return new MeetingTime(day, null, canonical[11..]);
        if (canonical.Length < 16 || !TimeOnly.TryParseExact(canonical[11..16], "HH:mm", out var clock)) return null;
        return new MeetingTime(day, clock, null, canonical.Length == 22 && TimeOnly.TryParseExact(canonical[17..], "HH:mm", out var until) ? until : null);
    }

    /// <summary>What a moment that was read says of a meeting; a day alone is at the usual hour.</summary>
    public static MeetingTime Of(ReadMoment moment, ReadingPrecision precision, TimeOnly usual) =>
        precision is ReadingPrecision.PartOfDay && moment.Clock is { } named
            ? new MeetingTime(moment.Day, null, Parts.FirstOrDefault(part => part.Minutes == named.Hour * 60 + named.Minute, Parts[2]).Part)
            : new MeetingTime(moment.Day, moment.Clock ?? usual, null, moment.End is { Clock: { } until } end && end.Day == moment.Day ? until : null);

    /// <summary>Asks for day and hour, in any way people write them. <paramref name="prompt"/>'s choices have canonical times as ids.</summary>
    /// <param name="usual">The hour of a day said without one.</param>
    /// <param name="around">A day that a clock alone means (a changed hour); null: the reader decides.</param>
    public static Question<MeetingTime> Ask(string key, Screen prompt, Voice voice, DateTimeOffset now, TimeOnly usual, DateOnly? around = null) => new(key, prompt)
    {
        Title = "thời gian họp",
        Read = input =>
        {
            if (input.ChoiceId is { } id) return Take(Parse(id)!, voice, now);
            if (!input.IsText(out var text)) return new Refused<MeetingTime>(voice.Say("date.none"));
            var reading = Read(text, now, around);
            if (reading.Value is { } value) return Take(Of(value, reading.Precision, usual), voice, now);
            if (Offered(voice, text, reading, usual) is { } offer) return new Offer<MeetingTime>(offer);
            return new Refused<MeetingTime>(Why(reading, text, voice, now));
        },
        Restore = stored => Parse(stored) is { } time && (time.StartsAt is not { } start || start > now) ? time : Kept<MeetingTime>.Gone,
        Show = stored => Parse(stored) is { StartsAt: { } start } ? VietnameseDates.When(start) : "",
    };

    /// <summary>Asks the hour of a day of which only a part was said.</summary>
    public static Question<TimeOnly> AskHour(string key, MeetingTime time, Voice voice, DateTimeOffset now) =>
        new(key, voice.Say("meeting.compose.hour", ("Part", time.Part), ("Date", Voice.Capital(VietnameseDates.Long(time.Day)))))
        {
            Title = "giờ họp",
            Read = input =>
            {
                if (!input.IsText(out var text)) return new Refused<TimeOnly>(voice.Say("meeting.compose.hourExample"));
                if (int.TryParse(text, out var hour)) text = $"{hour}h";
                foreach (var words in new[] { $"{text} {time.Part} {OnDay(time.Day)}", $"{text} {OnDay(time.Day)}" })
                    if (VietnameseDateReader.Read(words, now) is { Value.Clock: { } clock, Precision: ReadingPrecision.Exact })
                        return new Accepted<TimeOnly>(clock, clock.ToString("HH:mm", CultureInfo.InvariantCulture));
                return new Refused<TimeOnly>(voice.Say("meeting.compose.hourExample"));
            },
            Restore = stored => TimeOnly.TryParseExact(stored, "HH:mm", out var clock) ? clock : Kept<TimeOnly>.Gone,
        };

    /// <summary>Reads a text; a clock alone is one of <paramref name="around"/>, if that is given.</summary>
    public static DateTimeReading Read(string text, DateTimeOffset now, DateOnly? around = null)
    {
        // A text that names another day does not come out on this one, whatever stands behind it.
        if (around is { } day && VietnameseDateReader.Read($"{text} {OnDay(day)}", now) is var dated
            && (dated.Value is { Clock: not null } value ? value.Day == day : dated.Candidates.Count > 0 && dated.Candidates.All(candidate => candidate.Day == day && candidate.Clock is not null)))
            return dated;
        return VietnameseDateReader.Read(text, now);
    }

    /// <summary>The readings of an ambiguous text as choices with canonical ids; null when there are none to offer.</summary>
    public static Screen? Offered(Voice voice, string text, DateTimeReading reading, TimeOnly usual) =>
        reading is { Kind: ReadingKind.Ambiguous, Candidates.Count: > 0 } && reading.Candidates.Any(candidate => !candidate.Past)
            ? DayQuestions.Candidates(voice, text, reading, candidate => Of(candidate, ReadingPrecision.Exact, usual).Canonical)
            : null;

    public static string Why(DateTimeReading reading, string text, Voice voice, DateTimeOffset now) =>
        reading.Reason is ReadingReason.None or null ? voice.Say("date.none") : Reasons.Of(reading, text, voice, now);

    private static string OnDay(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"ngày {day.Day}/{day.Month}/{day.Year}");

    private static Reading<MeetingTime> Take(MeetingTime time, Voice voice, DateTimeOffset now) => time.StartsAt is { } start && start <= now
        ? new Refused<MeetingTime>(voice.Say("date.past", ("When", VietnameseDates.When(start)), ("Now", VietnameseDates.When(now))))
        : new Accepted<MeetingTime>(time, time.Canonical);
}
