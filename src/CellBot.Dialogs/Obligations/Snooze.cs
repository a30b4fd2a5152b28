using CellBot.Dialogs.Engine;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Obligations;

/// <summary>"Nhắc tôi lúc 20 giờ": stands in for the next stage before the date; one at a time for a duty.</summary>
internal sealed record Snoozed(string DutyId, DateTimeOffset At) : Fact;

internal static class Snooze
{
    /// <summary>A stage further ahead than this is not stood in for: "sáng mai" on the day a campaign opens leaves its ladder whole.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(3);

    public static async ValueTask Plan(Snoozed fact, Effects effects)
    {
        if (await effects.Desk.Get<Obligation>(fact.DutyId) is not { IsOpen: true } duty || duty.OwnerId != effects.Me.Id) return;
        Stage? replaces = null;
        foreach (var waiting in await effects.Desk.Find(Reminder.WaitingByPerson, duty.OwnerId + "/"))
        {
            if (waiting.ObjectId != duty.Id || waiting.Stage is not (Stage.R3 or Stage.R1 or Stage.R0 or Stage.Snooze)) continue;
            if (waiting.Stage is not Stage.Snooze && waiting.DueAt - fact.At > Before) continue;
            replaces ??= waiting.Stage is Stage.Snooze ? waiting.Replaces : waiting.Stage;
            effects.Desk.Put(waiting with { State = ReminderState.Skipped, Reason = "snoozed", SettledAt = effects.Now });
        }
        var day = QuietHours.Day(fact.At).DayNumber;
        var id = Reminder.IdOf(duty.OwnerId, Stage.Snooze, duty.Id, day);
        await effects.Desk.Get<Reminder>(id);
        effects.Desk.Put(new Reminder(id) { PersonId = duty.OwnerId, Stage = Stage.Snooze, ObjectId = duty.Id, Version = day, DueAt = fact.At, Replaces = replaces });
    }

    /// <summary>The moment asked for, or one that is allowed: outside the quiet hours and still to come.</summary>
    public static DateTimeOffset Allowed(DateTimeOffset wanted, DateTimeOffset now, CellSettings settings)
    {
        var at = settings.BeforeQuiet(wanted);
        return at > now ? at : settings.NextMorning(wanted > now ? wanted : now);
    }

    /// <summary>"20 giờ hôm nay"; "8 giờ 30, thứ Ba, ngày 22/12/2026".</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now) =>
        QuietHours.Day(at) == QuietHours.Day(now) ? $"{VietnameseDates.Hour(TimeOnly.FromDateTime(at.DateTime))} hôm nay" : VietnameseDates.When(at);
}
