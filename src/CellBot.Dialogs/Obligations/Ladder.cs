using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>The reminders of a duty: always only the next stage is planned.</summary>
internal static class Ladder
{
    /// <summary>Plans the next stage that is still to come.</summary>
    public static ValueTask PlanNext(Effects effects, Obligation duty) => Plan(effects, duty, after: null);

    /// <summary>Plans what follows a stage that was settled now.</summary>
    public static ValueTask PlanAfter(Effects effects, Obligation duty, Stage settled) => Plan(effects, duty, settled);

    /// <summary>What moving or closing these duties will look at, for all of them at once.</summary>
    /// <param name="duties">As they will be.</param>
    public static async ValueTask ReadAhead(Effects effects, IReadOnlyCollection<Obligation> duties)
    {
        await effects.Desk.ReadAhead(Reminder.WaitingByPerson, [.. duties.Select(duty => duty.OwnerId + "/")]);
        var planned = new List<string>(duties.Count);
        foreach (var duty in duties)
            if (duty.IsOpen && new LadderPlan(duty, await SettingsOf(effects.Desk, duty.UnitId)).Next(null, effects.Now, From(effects, duty)) is { } stage)
                planned.Add(Reminder.IdOf(duty.OwnerId, stage.Stage, duty.Id, duty.DueVersion));
        await effects.Desk.Get<Reminder>(planned);
    }

    private static DateTimeOffset From(Effects effects, Obligation duty) => effects.Now > duty.OpensAt ? effects.Now : duty.OpensAt;

    private static async ValueTask Plan(Effects effects, Obligation duty, Stage? after)
    {
        if (!duty.IsOpen) return;
        var plan = new LadderPlan(duty, await SettingsOf(effects.Desk, duty.UnitId));
        var from = From(effects, duty);
        for (var next = plan.Next(after, effects.Now, from); next is { } stage; next = plan.Next(stage.Stage, stage.At, from))
        {
            var id = Reminder.IdOf(duty.OwnerId, stage.Stage, duty.Id, duty.DueVersion);
            if (await effects.Desk.Get<Reminder>(id) is { } known)
            {
                if (known.State is ReminderState.Waiting) return;
                continue; // said before, or a snooze stood in for it
            }
            effects.Desk.Put(new Reminder(id) { PersonId = duty.OwnerId, Stage = stage.Stage, ObjectId = duty.Id, Version = duty.DueVersion, DueAt = stage.At });
            return;
        }
    }

    /// <summary>Plans one stage, unless it was planned or said before.</summary>
    public static async ValueTask Plan(Effects effects, Obligation duty, PlannedStage stage)
    {
        var id = Reminder.IdOf(duty.OwnerId, stage.Stage, duty.Id, duty.DueVersion);
        if (await effects.Desk.Get<Reminder>(id) is null)
            effects.Desk.Put(new Reminder(id) { PersonId = duty.OwnerId, Stage = stage.Stage, ObjectId = duty.Id, Version = duty.DueVersion, DueAt = stage.At });
    }

    /// <summary>The owner has heard that the secretary will be told: plans it for the next working day.</summary>
    public static async ValueTask PlanEscalation(Effects effects, Obligation duty, Me owner)
    {
        if (await Superior.Of(effects.Desk, owner, effects.Today) is not { } reviewer) return;
        var id = Reminder.IdOf(reviewer.Id, Stage.Escalation, duty.Id, duty.DueVersion);
        if (await effects.Desk.Get<Reminder>(id) is not null) return;
        var at = new LadderPlan(duty, await SettingsOf(effects.Desk, duty.UnitId)).EscalationAfter(effects.Now);
        effects.Desk.Put(new Reminder(id) { PersonId = reviewer.Id, Stage = Stage.Escalation, ObjectId = duty.Id, Version = duty.DueVersion, DueAt = at });
    }

    /// <summary>Settles what waits about the duty, with the reason; words about it that have not left yet stay here.</summary>
    public static async ValueTask Drop(Effects effects, Obligation duty, string reason)
    {
        foreach (var waiting in await effects.Desk.Find(Reminder.WaitingByPerson, duty.OwnerId + "/"))
            if (waiting.ObjectId == duty.Id)
                effects.Desk.Put(waiting with { State = ReminderState.Skipped, Reason = reason, SettledAt = effects.Now });
        await Recall(effects, duty, reason);
    }

    /// <summary>Tells whoever was told before that no talk is needed any more; not the one who has just written it down.</summary>
    public static async ValueTask WithdrawEscalation(Effects effects, Obligation duty)
    {
        if (await Me.Load(effects.Desk, duty.OwnerId, effects.Today) is not { } owner) return;
        if (await Superior.Of(effects.Desk, owner, effects.Today) is not { } reviewer || reviewer.Id == effects.ActorId) return;
        var settings = await SettingsOf(effects.Desk, duty.UnitId);
        var quiet = settings.IsQuietAt(effects.Now);
        await effects.Post.Send(reviewer.Id,
            voice => voice.Say("escalation.withdrawn", ("FullName", owner.Person.FullName), ("Item", duty.Item), ("Time", $"{duty.FulfilledAt:HH\\:mm}")),
            options: quiet ? new PostOptions { NotBefore = settings.AfterQuiet(effects.Now) } : null);
    }

    public static async ValueTask<CellSettings> SettingsOf(IReader reader, string unitId) => (await reader.Get<OrgUnit>(unitId))?.Settings ?? new();

    /// <summary>Messages already written that still stand behind a conversation or in the queue of a busy morning.</summary>
    private static async ValueTask Recall(Effects effects, Obligation duty, string reason)
    {
        if (duty.Nudges == 0) return; // nothing was ever said about it
        string[] ids =
        [
            .. new[] { Stage.R3, Stage.R1, Stage.R0, Stage.N1, Stage.N2, Stage.N3 }.Select(stage => Reminder.IdOf(duty.OwnerId, stage, duty.Id, duty.DueVersion)),
            .. new[] { Stage.Snooze, Stage.Nudge }.Select(stage => Reminder.IdOf(duty.OwnerId, stage, duty.Id, effects.Today.DayNumber)),
        ];
        string[] messages = [.. (await effects.Desk.Get<Reminder>(ids)).Where(reminder => reminder.MessageId is not null).Select(reminder => reminder.MessageId!).Distinct()];
        if (messages.Length == 0) return;
        foreach (var row in await effects.Desk.Get<OutboxMessage>(messages))
            if (row.State is OutboxState.Held or OutboxState.Waiting)
                effects.Desk.Put(Without(row, duty, reason, effects.Now));
    }

    /// <summary>A message about this duty alone is given up; from a merged list its line is taken out.</summary>
    private static OutboxMessage Without(OutboxMessage row, Obligation duty, string reason, DateTimeOffset now)
    {
        var lines = row.List is { } list && list.Topic != duty.Id ? list.Choices.Where(choice => !IsAbout(choice.Start, duty)).ToArray() : [];
        return lines.Length == 0
            ? row with { State = OutboxState.GivenUp, Reason = reason, SettledAt = now, ListClosed = true }
            : row with { Choices = [.. lines.Select(line => line.Label)], List = row.List! with { Choices = lines } };
    }

    private static bool IsAbout(Start start, Obligation duty) => start.Args.Values.Any(value => value == duty.SourceId || value == duty.Id);
}
