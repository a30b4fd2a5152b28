using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Secretary;

/// <summary>Tells the secretary of a duty that stayed undone after the owner had heard that the secretary would be told.</summary>
internal static class EscalationWriter
{
    public static StageWriter Stages { get; } = new([Stage.Escalation], Write);

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        if (await Condition.Of(run, run.Reminder.ObjectId) is var (duty, unneeded) && unneeded is not null) return unneeded;
        if (run.Reminder.Version != duty!.DueVersion) return new StageVerdict.Skip("old version");
        if (await Me.Load(desk, duty.OwnerId, run.Effects.Today) is not { } owner || owner.Cell?.Id != duty.UnitId) return new StageVerdict.Skip("left");
        var plan = new LadderPlan(duty, await Ladder.SettingsOf(desk, duty.UnitId));
        if (!plan.MayNudgeAt(run.Now)) return new StageVerdict.Later(plan.NextNudgeMorning(run.Now));
        if (await Superior.Of(desk, owner, run.Effects.Today) is not { } reviewer) return new StageVerdict.Skip("nobody");
        if (reviewer.Id != run.Me.Id)
        {
            // The office changed hands: the new one is told.
            var id = Reminder.IdOf(reviewer.Id, Stage.Escalation, duty.Id, duty.DueVersion);
            if (await desk.Get<Reminder>(id) is null) desk.Put(run.Reminder with { Id = id, PersonId = reviewer.Id, DueAt = plan.NextNudgeMorning(run.Now) });
            return new StageVerdict.Skip("handed over");
        }

        return new StageVerdict.Say(await Screen(run.Effects, run.Voice, duty, owner), Line(duty, owner, run.Now), Start.Of(OneEscalation.Name, ("item", duty.Id)), Merges: false)
        {
            Then = () =>
            {
                desk.Put(duty with { EscalatedAt = run.Now });
                return ValueTask.CompletedTask;
            },
        };
    }

    /// <summary>"Thạch Ngọc Tín: bài thu hoạch “…”, hạn 10/12/2026, quá 8 ngày".</summary>
    public static string Line(Obligation duty, Me owner, DateTimeOffset now) => $"{owner.Person.FullName}: {duty.Item}, hạn {DutyWords.Due(duty)}, quá {DutyWords.DaysLate(duty, now)} ngày";

    public static async ValueTask<Screen> Screen(Effects effects, Voice voice, Obligation duty, Me owner)
    {
        var nudges = await effects.Desk.Get<Reminder>([.. new[] { Stage.N1, Stage.N2, Stage.N3 }.Select(stage => Reminder.IdOf(duty.OwnerId, stage, duty.Id, duty.DueVersion))]);
        var heard = nudges.Count(nudge => nudge.State is ReminderState.Sent);
        return Screen(voice, duty, owner, effects.Now, heard);
    }

    public static Screen Screen(Voice voice, Obligation duty, Me owner, DateTimeOffset now, int heard) => voice.Screen(duty.Kind is ObligationKind.ActionItem ? "overdue.escalatedTask" : "overdue.escalated",
        [
            .. DutyWords.Args(duty, now), ("FullName", owner.Person.FullName), ("Nudges", heard),
            ("HelpText", duty.HelpAskedAt is not null ? "Đồng chí ấy đang xin giúp." : heard == 0 ? "Tin nhắn chưa đến được, xin gọi điện." : ""),
        ],
        Start.Of("extend", ("item", duty.Id)), Start.Of("escalation.talk", ("item", duty.Id)), duty.Kind is ObligationKind.ActionItem ? (Pick)Start.Of("task.confirm", ("task", duty.SourceId)) : DutyWords.Paper(duty, OneWord.PaperReceived), Start.Of("waive", ("item", duty.Id))) with { Topic = "escalation/" + duty.Id };
}
