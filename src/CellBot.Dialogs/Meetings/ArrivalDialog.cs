using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>When a late-comer expects to be there. That they come late is written down already.</summary>
internal sealed class ArrivalDialog(Meeting? meeting) : IDialog
{
    public const string Name = "meeting.arrival";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meeting is null || chat.SentAt >= meeting.StartsAt)
        {
            chat.Say(voice.Say("rsvp.closed"));
            return;
        }
        var example = VietnameseDates.Hour(TimeOnly.FromDateTime(meeting.StartsAt.AddMinutes(30).DateTime));
        var at = await chat.Ask(new Question<TimeOnly?>("at", voice.Say("rsvp.late"))
        {
            Title = "giờ đến",
            Read = input =>
            {
                if (!input.IsText(out var text)) return new Refused<TimeOnly?>(voice.Say("rsvp.lateExample", ("Example", example)));
                if (VietnameseText.ForMatching(text) is "khong ro" or "chua ro" or "chua biet" or "khong biet" or "bo qua") return new Accepted<TimeOnly?>(null, "-");
                return Arrival(text, meeting.StartsAt) is { } clock
                    ? new Accepted<TimeOnly?>(clock, clock.ToString("HH:mm", CultureInfo.InvariantCulture))
                    : new Refused<TimeOnly?>(voice.Say("rsvp.lateExample", ("Example", example)));
            },
            Restore = stored => stored == "-" ? new Kept<TimeOnly?>(true, null) : TimeOnly.TryParseExact(stored, "HH:mm", out var clock) ? new Kept<TimeOnly?>(true, clock) : Kept<TimeOnly?>.Gone,
        });
        chat.Record(new RsvpGiven(meeting.Id, chat.Me.Id, RsvpAnswer.Late, meeting.TimeVersion, chat.SentAt) { ArrivesAt = at });
        chat.Say(at is { } known ? voice.Say("rsvp.lateSaved", ("At", VietnameseDates.Hour(known))) : voice.Say("rsvp.lateNoted"));
    }

    public static async ValueTask<IDialog> Open(Opening opening) =>
        new ArrivalDialog(await opening.Reader.Get<Meeting>(opening.Arg("meeting")) is { } meeting && await MeetingCircle.Has(opening.Reader, opening.Me!, meeting.UnitId) ? meeting : null);

    /// <summary>A clock within six hours after the start: "20h", "8 giờ" of an evening meeting, "muộn 15 phút".</summary>
    internal static TimeOnly? Arrival(string text, DateTimeOffset startsAt)
    {
        var folded = VietnameseText.ForMatching(text);
        if (folded.Contains("phut", StringComparison.Ordinal) && !folded.Contains("gio", StringComparison.Ordinal) && !folded.Contains('h')
            && int.TryParse(new string([.. folded.SkipWhile(c => !char.IsDigit(c)).TakeWhile(char.IsDigit)]), out var minutes) && minutes is > 0 and < 360)
            return TimeOnly.FromDateTime(startsAt.AddMinutes(minutes).DateTime);
        if (int.TryParse(folded, out var hour)) text = $"{hour}h";
        var reading = VietnameseDateReader.Read($"{text} ngày {startsAt.Day}/{startsAt.Month}/{startsAt.Year}", startsAt.AddDays(-2), DateReadingOptions.Any);
        foreach (var moment in reading.Value is { } value ? [value] : reading.Candidates)
            foreach (var at in new[] { moment.At, moment.At.AddHours(12) })
                if (moment.Clock is not null && at >= startsAt && at < startsAt.AddHours(6))
                    return TimeOnly.FromDateTime(at.DateTime);
        return null;
    }
}
