using CellBot.Dialogs.Aids;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Tasks;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Obligations;

/// <summary>What the stages of a duty say to its owner, after reading again whether they are still needed.</summary>
internal static class LadderWriter
{
    public static StageWriter Stages { get; } = new([Stage.R3, Stage.R1, Stage.R0, Stage.N1, Stage.N2, Stage.N3, Stage.Snooze, Stage.Nudge], Write);

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var reminder = run.Reminder;
        if (await Condition.Of(run, reminder.ObjectId) is var (duty, unneeded) && unneeded is not null) return unneeded;
        var settings = await Ladder.SettingsOf(run.Effects.Desk, duty!.UnitId);
        var task = duty.Kind is ObligationKind.ActionItem ? await run.Effects.Desk.Get<ActionItem>(duty.SourceId) : null;
        if (reminder.Stage is Stage.Snooze or Stage.Nudge) return AskedFor(run, duty, task);
        if (reminder.Version != duty.DueVersion) return new StageVerdict.Skip("old version");

        var plan = new LadderPlan(duty, settings);
        var planned = new PlannedStage(reminder.Stage, reminder.DueAt);
        if (plan.Current(planned, run.Now) is not { } stage)
        {
            if (plan.After(planned, run.Now) is { } next) await Ladder.Plan(run.Effects, duty, next);
            return new StageVerdict.Skip("too late");
        }
        if (LadderPlan.IsOverdue(stage) && !plan.MayNudgeAt(run.Now)) return await NextMorning(run, duty, stage, plan.NextNudgeMorning(run.Now));

        var screen = stage switch
        {
            Stage.N3 when task is not null => TaskWords.OfStage(run.Voice, stage, task, duty, run.Now, await EscalationOf(run, duty, plan)),
            _ when task is not null => TaskWords.OfStage(run.Voice, stage, task, duty, run.Now),
            Stage.R0 when duty.DateOnlyDue => await LastDay(run, duty),
            Stage.N1 => Overdue(run.Voice, "overdue.gentle", duty, run.Now),
            Stage.N2 => Overdue(run.Voice, "overdue.firm", duty, run.Now),
            Stage.N3 => await BeforeEscalation(run, duty, plan),
            _ => Due(run.Voice, duty, run.Now),
        };
        return new StageVerdict.Say(screen, Line(duty, task, run.Now), DutyWords.Go(duty), Merges: stage is Stage.R3 or Stage.R1 or Stage.N1 or Stage.N2)
        {
            NotAfter = stage is Stage.R0 ? duty.DueAt : null,
            SaidAs = stage == reminder.Stage ? null : stage,
            Then = () => GoOn(run, duty with { Nudges = duty.Nudges + 1 }, stage),
            IfUnreachable = () => GoOn(run, duty, stage),
        };
    }

    /// <summary>Not on a day off and not at night. After an outage it is the later stage that waits.</summary>
    private static async ValueTask<StageVerdict> NextMorning(StageRun run, Obligation duty, Stage stage, DateTimeOffset at)
    {
        if (stage == run.Reminder.Stage) return new StageVerdict.Later(at);
        await Ladder.Plan(run.Effects, duty, new PlannedStage(stage, at));
        return new StageVerdict.Skip("overtaken");
    }

    private static async ValueTask GoOn(StageRun run, Obligation duty, Stage stage)
    {
        run.Effects.Desk.Put(duty);
        if (stage is Stage.N1 or Stage.N2) await Silence.Check(run.Effects, duty, run.Me);
        if (stage is Stage.N3) await Ladder.PlanEscalation(run.Effects, duty, run.Me);
        else await Ladder.PlanAfter(run.Effects, duty, stage);
    }

    /// <summary>The person asked for it, or the secretary did: the words of the day.</summary>
    private static StageVerdict.Say AskedFor(StageRun run, Obligation duty, ActionItem? task)
    {
        var late = DutyWords.DaysLate(duty, run.Now);
        var screen = task is not null ? TaskWords.OfStage(run.Voice, run.Reminder.Stage, task, duty, run.Now) : late <= 0 ? Due(run.Voice, duty, run.Now) : Overdue(run.Voice, late < 3 ? "overdue.gentle" : "overdue.firm", duty, run.Now);
        return new StageVerdict.Say(screen, Line(duty, task, run.Now), DutyWords.Go(duty), Merges: true)
        {
            Then = () => AfterAsked(run, duty with { Nudges = duty.Nudges + 1 }),
            IfUnreachable = () => AfterAsked(run, duty),
        };
    }

    private static async ValueTask AfterAsked(StageRun run, Obligation duty)
    {
        run.Effects.Desk.Put(duty);
        if (run.Reminder.Replaces is { } replaced) await Ladder.PlanAfter(run.Effects, duty, replaced);
    }

    public static Screen Due(Voice voice, Obligation duty, DateTimeOffset now) => voice.Screen("remind.due", DutyWords.Args(duty, now),
        DutyWords.Go(duty), Start.Of(RemindTomorrow.Name, ("item", duty.Id)), DutyWords.Paper(duty), Start.Of("support", ("item", duty.Id))) with { Topic = duty.Id };

    private static Screen Overdue(Voice voice, string key, Obligation duty, DateTimeOffset now, params IEnumerable<(string, object?)> more) => voice.Screen(key, [.. DutyWords.Args(duty, now), .. more],
        DutyWords.Go(duty), Start.Of("support", ("item", duty.Id)), DutyWords.Paper(duty)) with { Topic = duty.Id };

    private static async ValueTask<Screen> LastDay(StageRun run, Obligation duty)
    {
        var go = DutyWords.Go(duty);
        var account = await Post.AccountOf(run.Effects.Desk, run.Me.Person);
        var chat = account is null ? null : await run.Effects.Desk.Get<Chat>(account.Id);
        var isBegun = chat is not null && chat.Parked.Concat(chat.Active is { } active ? [active] : []).Any(draft => draft.Dialog == go.Dialog && draft.Args.GetValueOrDefault("campaign") is var of && (of is null || of == duty.SourceId));
        return run.Voice.Screen("remind.lastDay", [("Item", duty.Item), ("DraftText", isBegun ? "Bản làm dở vẫn còn." : "")], go, Start.Of("support", ("item", duty.Id))) with { Topic = duty.Id };
    }

    /// <summary>A task is named by its own words, which its owner may read.</summary>
    private static string Line(Obligation duty, ActionItem? task, DateTimeOffset now) => task is null ? DutyWords.Line(duty, now) : TaskWords.Line(task, duty, now);

    private static async ValueTask<Screen> BeforeEscalation(StageRun run, Obligation duty, LadderPlan plan) =>
        Overdue(run.Voice, "overdue.beforeEscalation", duty, run.Now, await EscalationOf(run, duty, plan));

    /// <summary>When somebody will be told, and who.</summary>
    private static async ValueTask<(string, object?)[]> EscalationOf(StageRun run, Obligation duty, LadderPlan plan)
    {
        var at = plan.EscalationAfter(run.Now);
        var tomorrow = QuietHours.Day(at) == run.Effects.Today.AddDays(1);
        var reviewer = await Superior.Of(run.Effects.Desk, run.Me, run.Effects.Today);
        return
        [
            ("EscalateWhen", tomorrow ? $"{VietnameseDates.Hour(TimeOnly.FromDateTime(at.DateTime))} sáng mai" : VietnameseDates.When(at)),
            ("Reviewer", reviewer?.FormalName ?? "đồng chí bí thư chi bộ"),
        ];
    }
}
