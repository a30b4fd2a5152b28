using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Obligations;

/// <summary>A duty of the person of the turn, with what waits about it.</summary>
internal sealed record OwnDuty(Obligation Duty, Reminder? Next, CellSettings Settings)
{
    /// <summary>The duty named in the start; without one the open duty that is due first. Null when there is none, or it is somebody else's.</summary>
    public static async ValueTask<OwnDuty?> Load(Opening opening)
    {
        var me = opening.Me!;
        var duty = opening.ArgOrNull("item") is { } id
            ? await opening.Reader.Get<Obligation>(id)
            : (await opening.Reader.Find(Obligation.OpenByOwner, me.Id + "/")).FirstOrDefault(open => open.OpensAt <= opening.Now);
        if (duty is null || duty.OwnerId != me.Id) return null;
        var waiting = await opening.Reader.Find(Reminder.WaitingByPerson, me.Id + "/");
        return new OwnDuty(duty, waiting.FirstOrDefault(reminder => reminder.ObjectId == duty.Id && (LadderPlan.Has(reminder.Stage) || reminder.Stage is Stage.Snooze)), me.Cell?.Settings ?? new());
    }

    /// <summary>What is said instead when nothing is to be done about it; null while it is open.</summary>
    public static Screen? Closed(OwnDuty? own, Voice voice) =>
        own is null ? voice.Say("todo.empty")
        : own.Duty.IsOpen ? (Screen?)null
        : voice.Say("duty.done", ("ItemCap", Voice.Capital(own.Duty.Item)));
}

/// <summary>"Nhắc lại ngày mai", "Sáng mai", "20 giờ": a moment named by the choice itself.</summary>
internal sealed class RemindTomorrow(OwnDuty? own) : IDialog
{
    public const string Name = "remind.tomorrow";

    public Task Run(IChat chat)
    {
        if (OwnDuty.Closed(own, chat.Voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        var at = own!.Settings.Tomorrow(chat.Now);
        chat.Record(new Snoozed(own.Duty.Id, at));
        chat.Say(chat.Voice.Say("remind.snoozed", ("When", Snooze.When(at, chat.Now))));
        return Task.CompletedTask;
    }
}

/// <summary>"Để sau": nothing changes; names the stage that comes next by itself.</summary>
internal sealed class RemindLater(OwnDuty? own) : IDialog
{
    public const string Name = "remind.later";

    public Task Run(IChat chat)
    {
        chat.Say(OwnDuty.Closed(own, chat.Voice) ?? (own!.Next is { } next
            ? chat.Voice.Say("remind.snoozed", ("When", Snooze.When(next.DueAt, chat.Now)))
            : chat.Voice.Say("remind.noMore", ("Item", own.Duty.Item))));
        return Task.CompletedTask;
    }
}

/// <summary>"Nhắc lại vào ngày khác", "nhắc tôi lúc 20 giờ": asks when, unless the message said it.</summary>
internal sealed class RemindWhen(OwnDuty? own, DateTimeOffset? at) : IDialog
{
    public const string Name = "remind.when";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (OwnDuty.Closed(own, voice) is { } closed) { chat.Say(closed); return; }
        var wanted = at ?? await chat.Ask(SnoozeQuestions.When(voice, own!, chat.Now));
        var moment = Snooze.Allowed(wanted, chat.Now, own!.Settings);
        chat.Record(new Snoozed(own.Duty.Id, moment));
        chat.Say(voice.Say("remind.snoozed", ("When", Snooze.When(moment, chat.Now))));
    }
}

internal static class SnoozeQuestions
{
    /// <summary>This evening, tomorrow morning, or a day and an hour typed; not beyond the due date, and a week ahead at most once it has passed. Stored as yyyy-MM-ddTHH:mm.</summary>
    public static Question<DateTimeOffset> When(Voice voice, OwnDuty own, DateTimeOffset now)
    {
        var evening = QuietHours.On(QuietHours.Day(now), new TimeOnly(20, 0), now.Offset);
        var last = DutyWords.DueDay(own.Duty) is var due && due >= QuietHours.Day(now) ? due : QuietHours.Day(now).AddDays(7);
        var prompt = voice.Screen("remind.askWhen", [], evening > now ? Stored(evening) : Pick.None, Stored(own.Settings.Tomorrow(now)), "other");
        return new("when", prompt)
        {
            Title = "giờ nhắc",
            Read = input =>
            {
                if (input.ChoiceId is "other") return new More<DateTimeOffset>("", voice.Say("date.type"));
                if (input.ChoiceId is { } id) return new Accepted<DateTimeOffset>(Parse(id, now), id);
                if (!input.IsText(out var text)) return new Refused<DateTimeOffset>(voice.Say("date.none.day"));
                var reading = VietnameseDateReader.Read(text, now, DateReadingOptions.Future);
                if (reading.Value is { } read) return Take(Moment(read, own.Settings), voice, now, last);
                return reading is { Kind: ReadingKind.Ambiguous, Candidates.Count: > 0 }
                    ? new Offer<DateTimeOffset>(Dates.DayQuestions.Candidates(voice, text, reading, candidate => Stored(Moment(candidate, own.Settings))))
                    : new Refused<DateTimeOffset>(Dates.Reasons.Of(reading, text, voice, now));
            },
            Restore = stored => DateTime.TryParseExact(stored, "yyyy-MM-ddTHH:mm", null, System.Globalization.DateTimeStyles.None, out _) ? Parse(stored, now) : Kept<DateTimeOffset>.Gone,
        };
    }

    /// <summary>A day alone means the reminder time of that day.</summary>
    public static DateTimeOffset Moment(ReadMoment read, CellSettings settings) => read.Clock is null ? QuietHours.On(read.Day, settings.ReminderTime, read.At.Offset) : read.At;

    private static Reading<DateTimeOffset> Take(DateTimeOffset at, Voice voice, DateTimeOffset now, DateOnly last) =>
        at <= now ? new Refused<DateTimeOffset>(voice.Say("date.past", ("When", VietnameseDates.When(at)), ("Now", VietnameseDates.When(now))))
        : QuietHours.Day(at) > last ? new Refused<DateTimeOffset>(voice.Say("date.tooLate", ("Last", VietnameseDates.Short(last))))
        : new Accepted<DateTimeOffset>(at, Stored(at));

    private static string Stored(DateTimeOffset at) => $"{at:yyyy-MM-ddTHH:mm}";

    private static DateTimeOffset Parse(string stored, DateTimeOffset now) => new(DateTime.ParseExact(stored, "yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture), now.Offset);
}
