using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Aids;

/// <summary>
/// Somebody was reminded again and again and wrote nothing: the reviewer hears once that a call would do more than another reminder. Once for each silence: whoever writes ends it.
/// </summary>
/// <param name="Reminders">That reached the person since then, about what is still open.</param>
/// <param name="Since">When the person last wrote; null: never.</param>
internal sealed record Silence(int Reminders, DateTimeOffset? Since)
{
    private static readonly Stage[] Counted = [Stage.R3, Stage.R1, Stage.R0, Stage.N1, Stage.N2, Stage.N3];

    public static StageWriter Stages { get; } = new([Stage.Silence], Write);

    /// <summary>After a reminder of an overdue duty: plans the hint for the next working morning, where the person has been silent for so many.</summary>
    public static async ValueTask Check(Effects effects, Obligation duty, Me owner)
    {
        var settings = await Ladder.SettingsOf(effects.Desk, duty.UnitId);
        var silence = await Of(effects.Desk, owner.Person);
        // The reminder being sent is not counted yet.
        if (silence.Reminders + 1 < settings.SilentAfter || await Superior.Of(effects.Desk, owner, effects.Today) is not { } reviewer) return;
        var id = Reminder.IdOf(reviewer.Id, Stage.Silence, owner.Id, silence.Version);
        if (await effects.Desk.Get<Reminder>(id) is null)
            effects.Desk.Put(new Reminder(id) { PersonId = reviewer.Id, Stage = Stage.Silence, ObjectId = owner.Id, Version = silence.Version, DueAt = new LadderPlan(duty, settings).EscalationAfter(effects.Now) });
    }

    /// <summary>The day of the last word: a later silence is another one.</summary>
    private int Version => Since is { } at ? QuietHours.Day(at).DayNumber : 0;

    private static async ValueTask<Silence> Of(IReader reader, Participant person)
    {
        DateTimeOffset? since = null;
        foreach (var account in await reader.Find(ChannelAccount.ByParticipant, person.Id + "/"))
            if (await reader.Get<Chat>(account.Id) is { LastInboundAt: var at } && at > DateTimeOffset.MinValue && (since is null || at > since))
                since = at;
        var duties = await reader.Find(Obligation.OpenByOwner, person.Id + "/");
        var reminders = await reader.Get<Reminder>([.. duties.SelectMany(duty => Counted.Select(stage => Reminder.IdOf(person.Id, stage, duty.Id, duty.DueVersion)))]);
        return new Silence(reminders.Count(reminder => reminder.State is ReminderState.Sent && (since is null || reminder.SettledAt > since)), since);
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        if (await Me.Load(desk, run.Reminder.ObjectId, run.Effects.Today) is not { } owner || owner.Cell is not { } cell) return new StageVerdict.Skip("left");
        if (!await Superior.May(desk, run.Me, owner, cell.Id, run.Effects.Today)) return new StageVerdict.Skip("handed over");
        var silence = await Of(desk, owner.Person);
        if (silence.Version != run.Reminder.Version) return new StageVerdict.Skip("answered");
        if (silence.Reminders == 0) return new StageVerdict.Skip("done");
        if (owner.Person.RemindersPausedTo >= run.Effects.Today) return new StageVerdict.Skip("paused");
        if (!cell.Settings.Holidays().IsWorkingDay(run.Effects.Today)) return new StageVerdict.Later(cell.Settings.NextMorning(run.Now));
        var since = silence.Since is { } at ? $"từ ngày {VietnameseDates.Short(QuietHours.Day(at.ToOffset(run.Now.Offset)))}" : "lần nào";
        // Without numbers: they would stand beside those of the morning's other lists.
        return new StageVerdict.Say(run.Voice.Say("silence.hint",
            ("FullName", owner.Person.FullName), ("Nudges", silence.Reminders), ("SinceText", since), ("PhoneText", owner.Person.Phone is { } phone ? $" ({new PhoneNumber(phone).Shown})" : "")), "", null, Merges: false);
    }
}
