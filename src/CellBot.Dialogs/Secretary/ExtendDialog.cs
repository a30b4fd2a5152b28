using CellBot.Dialogs.Dates;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Secretary;

/// <summary>"Gia hạn": until when; the member is told at once.</summary>
internal sealed class ExtendDialog(DutyView? view) : IDialog
{
    public const string Name = "extend";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (DutyView.Closed(view, voice) is { } closed) { chat.Say(closed); return; }
        var day = await chat.Ask(Until(voice, view!, chat.Now));
        var dueAt = QuietHours.On(day, new TimeOnly(23, 59, 59), chat.Now.Offset);
        chat.Record(new DutyExtended(view!.Duty.Id, dueAt));
        chat.Say(voice.Say("extension.done", ("FullName", view.Owner.Person.FullName), ("DueText", VietnameseDates.Long(day))));
        if (view.Rest(voice, chat.Now) is { } rest) chat.Say(rest);
    }

    /// <summary>Three and seven days on, or a day typed; later than today and than the old date. Stored as yyyy-MM-dd.</summary>
    private static Question<DateOnly> Until(Voice voice, DutyView view, DateTimeOffset now)
    {
        var today = QuietHours.Day(now);
        var old = DutyWords.DueDay(view.Duty);
        var from = old > today ? old : today;
        var days = view.Settings.Holidays();
        var (plus3, plus7) = (days.WorkingDayFrom(from.AddDays(3)), days.WorkingDayFrom(from.AddDays(7)));
        var question = DayQuestions.Day("until", voice.Screen("extension.askDate",
            [("FullName", view.Owner.Person.FullName), ("Plus3", Voice.Capital(VietnameseDates.Long(plus3))), ("Plus7", Voice.Capital(VietnameseDates.Long(plus7)))],
            $"{plus3:yyyy-MM-dd}", $"{plus7:yyyy-MM-dd}", "other"), voice, now, other: "other", title: "ngày gia hạn");
        return new("until", question.Prompt)
        {
            Title = question.Title,
            Read = input => question.Read(input) switch
            {
                Accepted<DateOnly?> { Value: { } day } taken => day > from ? new Accepted<DateOnly>(day, taken.Canonical) : new Refused<DateOnly>(voice.Say("extension.notLater", ("Due", VietnameseDates.Short(old)))),
                More<DateOnly?> more => new More<DateOnly>(more.Partial, more.Reply),
                Offer<DateOnly?> offer => new Offer<DateOnly>(offer.Screen),
                Refused<DateOnly?> refused => new Refused<DateOnly>(refused.Because),
                _ => new Refused<DateOnly>(null),
            },
            Restore = stored => question.Restore(stored) is { Fits: true, Value: { } day } && day > from ? day : Kept<DateOnly>.Gone,
        };
    }
}
