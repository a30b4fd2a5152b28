using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Obligations;

/// <summary>Tells a person that a campaign is open; not counted as that day's reminder.</summary>
internal static class OpeningWriter
{
    public static StageWriter Stages { get; } = new([Stage.Opening], Write);

    /// <summary>On the day of opening, from the reminder time on; over days off on the next working day.</summary>
    public static async ValueTask Plan(Effects effects, Obligation duty, CellSettings settings)
    {
        var id = Reminder.IdOf(duty.OwnerId, Stage.Opening, duty.Id, 1);
        if (await effects.Desk.Get<Reminder>(id) is not null) return;
        effects.Desk.Put(new Reminder(id) { PersonId = duty.OwnerId, Stage = Stage.Opening, ObjectId = duty.Id, Version = 1, DueAt = MomentOf(duty.OpensAt > effects.Now ? duty.OpensAt : effects.Now, settings) });
    }

    internal static DateTimeOffset MomentOf(DateTimeOffset opens, CellSettings settings)
    {
        var day = QuietHours.Day(opens);
        var morning = QuietHours.On(day, settings.ReminderTime, opens.Offset);
        if (settings.Holidays().IsWorkingDay(day) && !settings.IsQuietAt(opens) && opens >= morning) return opens;
        if (settings.Holidays().IsWorkingDay(day) && opens < morning) return morning;
        return QuietHours.On(settings.Holidays().NextWorkingDay(day), settings.ReminderTime, opens.Offset);
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        if (await Condition.Of(run, run.Reminder.ObjectId) is var (duty, unneeded) && unneeded is not null) return unneeded;
        if (run.Now > duty!.DueAt) return new StageVerdict.Skip("too late");
        var desk = run.Effects.Desk;
        Start go = DutyWords.Go(duty), tomorrow = Start.Of(RemindTomorrow.Name, ("item", duty.Id));
        Screen? screen = duty.Kind switch
        {
            ObligationKind.Pledge when await desk.Get<PledgeCampaign>(duty.SourceId) is { } campaign => run.Voice.Screen(campaign.Audience is Audience.Members ? "pledge.windowOpen" : "pledge.windowOpenOthers",
                [("Campaign", campaign.Title), ("Year", campaign.Year), ("From", VietnameseDates.Short(QuietHours.Day(campaign.OpensAt))), ("To", VietnameseDates.Short(DutyWords.DueDay(duty)))], go, tomorrow, Start.Of("help")),
            ObligationKind.Reflection when await desk.Get<StudyCampaign>(duty.SourceId) is { } study => run.Voice.Screen("reflection.windowOpen",
                [("Study", study.Title), ("DueText", DutyWords.DueText(duty))], go, tomorrow),
            _ => null,
        };
        return screen is null ? new StageVerdict.Skip("gone") : new StageVerdict.Say(screen with { Topic = duty.Id }, "", go, Merges: false);
    }
}
