using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;

namespace CellBot.Dialogs.Dates;

/// <summary>Questions whose answer is a day, typed in any way people write one.</summary>
internal static class DayQuestions
{
    /// <summary>A day after today and not later than <paramref name="last"/>. Stored as yyyy-MM-dd.</summary>
    /// <param name="prompt">Choices whose id is a day stand for it.</param>
    /// <param name="without">Id of the choice that means no day.</param>
    /// <param name="other">Id of the choice that only invites to type a day.</param>
    public static Question<DateOnly?> Day(string key, Screen prompt, Voice voice, DateTimeOffset now, DateOnly? last = null, string? without = null, string? other = null, string? title = null) => new(key, prompt)
    {
        Title = title,
        Read = input =>
        {
            if (input.ChoiceId is { } id)
                return id == without ? new Accepted<DateOnly?>(null, id)
                    : id == other ? new More<DateOnly?>("", voice.Say("date.type"))
                    : Take(DateOnly.ParseExact(id, "yyyy-MM-dd"), voice, now, last);
            if (!input.IsText(out var text)) return new Refused<DateOnly?>(voice.Say("date.none.day"));
            var reading = VietnameseDateReader.Read(text, now, DateReadingOptions.Future);
            if (reading.Value is { } read) return Take(read.Day, voice, now, last);
            if (reading.Candidates.Count > 0 && reading.Kind is ReadingKind.Ambiguous)
                return new Offer<DateOnly?>(Candidates(voice, text, reading, candidate => $"{candidate.Day:yyyy-MM-dd}", days: true));
            return new Refused<DateOnly?>(Reasons.Of(reading, text, voice, now));
        },
        Restore = stored => stored == without ? new Kept<DateOnly?>(true, null)
            : DateOnly.TryParseExact(stored, "yyyy-MM-dd", out var day) && (last is null || day <= last) ? new Kept<DateOnly?>(true, day)
            : Kept<DateOnly?>.Gone,
        Show = stored => DateOnly.TryParseExact(stored, "yyyy-MM-dd", out var day) ? VietnameseDates.Short(day) : prompt.Choices.FirstOrDefault(choice => choice.Id == stored)?.Label ?? "",
    };

    /// <summary>The meanings of an ambiguous text as choices; ids are canonical answers.</summary>
    public static Screen Candidates(Voice voice, string typed, DateTimeReading reading, Func<ReadMoment, string> canonical, bool days = false)
    {
        var moments = reading.Candidates.Where(candidate => !candidate.Past);
        if (days) moments = moments.DistinctBy(candidate => candidate.Day).Select(candidate => new ReadMoment(candidate.Day));
        var choices = moments.Select(candidate => new Choice(canonical(candidate), VietnameseDates.Choice(candidate)));
        return voice.Screen("date.which", [("Typed", Cut(typed))], Pick.Many(choices));
    }

    private static Reading<DateOnly?> Take(DateOnly day, Voice voice, DateTimeOffset now, DateOnly? last) =>
        last is { } end && day > end ? new Refused<DateOnly?>(voice.Say("date.tooLate", ("Last", VietnameseDates.Short(end))))
        : day < DateOnly.FromDateTime(now.DateTime) ? new Refused<DateOnly?>(voice.Say("date.past", ("When", VietnameseDates.Long(day)), ("Now", VietnameseDates.When(now))))
        : new Accepted<DateOnly?>(day, $"{day:yyyy-MM-dd}");

    private static string Cut(string text) => text.Length <= 40 ? text : text[..39] + "…";
}

/// <summary>Why a date could not be taken, in words that say what to type instead.</summary>
internal static class Reasons
{
    public static string Of(DateTimeReading reading, string typed, Voice voice, DateTimeOffset now) => reading.Reason switch
    {
        ReadingReason.Past when reading.PastMoment is { } past => voice.Say("date.past", ("When", VietnameseDates.Echo(past)), ("Now", VietnameseDates.When(now))),
        ReadingReason.Invalid or ReadingReason.Contradiction => voice.Say("date.invalid", ("Typed", typed.Length <= 40 ? typed : typed[..39] + "…")),
        ReadingReason.WhichDay => voice.Say("date.whichDay"),
        _ => voice.Say("date.none.day"),
    };
}
