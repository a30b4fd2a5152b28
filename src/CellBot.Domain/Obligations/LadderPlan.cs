using CellBot.Domain.Dates;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Obligations;

/// <param name="At">Local (+07:00).</param>
public readonly record struct PlannedStage(Stage Stage, DateTimeOffset At);

/// <summary>
/// The stages of one duty and their moments (model section 3): three days and one day before, the last call, then gentle, firm and the word that the secretary
/// will be told. Stages before the date may fall on any day, those after it on working days only; none in quiet hours.
/// </summary>
/// <param name="DueAt">Inclusive, local (+07:00); 23:59:59 for a date without a clock.</param>
public sealed record LadderPlan(DateTimeOffset DueAt, bool DateOnlyDue, CellSettings Settings, HolidayCalendar Days)
{
    /// <summary>A last call with less than this left helps nobody.</summary>
    public static readonly TimeSpan LeastUseful = TimeSpan.FromMinutes(15);

    private static readonly Stage[] Order = [Stage.R3, Stage.R1, Stage.R0, Stage.N1, Stage.N2, Stage.N3];

    /// <summary>With the days off of the cell's own calendar.</summary>
    public LadderPlan(Obligation duty, CellSettings settings) : this(duty.DueAt, duty.DateOnlyDue, settings, settings.Holidays()) { }

    /// <summary>Whether a stage is one of the owner's ladder.</summary>
    public static bool Has(Stage stage) => Array.IndexOf(Order, stage) >= 0;

    public static bool IsOverdue(Stage stage) => stage is Stage.N1 or Stage.N2 or Stage.N3;

    /// <summary>The stage to plan now: the first after <paramref name="after"/> whose moment is still to come; null after N3.</summary>
    /// <param name="after">The stage last settled; null for a new duty.</param>
    /// <param name="settledAt">When that was, so that a working day lies between it and the next one after the date.</param>
    public PlannedStage? Next(Stage? after, DateTimeOffset settledAt, DateTimeOffset now)
    {
        var previous = after is { } done ? new PlannedStage(done, settledAt) : (PlannedStage?)null;
        foreach (var stage in Order.AsSpan(after is { } last ? Array.IndexOf(Order, last) + 1 : 0))
        {
            if (MomentOf(stage, previous) is not { } at) continue;
            if (at > now) return new PlannedStage(stage, at);
            // Its time has passed: what follows keeps its distance from it only if it was really said.
        }
        return null;
    }

    /// <summary>
    /// What to say when a planned stage comes up: itself, or after an outage the latest later one whose time has passed; null when none of them is useful any more.
    /// </summary>
    /// <param name="planned">The stage and the moment it was planned for (moved by a pause, for example).</param>
    public Stage? Current(PlannedStage planned, DateTimeOffset now)
    {
        var current = planned;
        foreach (var stage in From(planned))
        {
            if (stage.At > now) break;
            current = stage;
        }
        return IsOverdue(current.Stage) || DueAt - now >= LeastUseful ? current.Stage : null;
    }

    /// <summary>The first stage after a planned one that was of no use any more: a pause over the date begins gently after it.</summary>
    public PlannedStage? After(PlannedStage planned, DateTimeOffset now)
    {
        foreach (var stage in From(planned))
            if (stage.At > now)
                return stage;
        return null;
    }

    /// <summary>What follows a planned stage; stages after the date keep their distance from it, also where a pause moved it.</summary>
    private IEnumerable<PlannedStage> From(PlannedStage planned)
    {
        var before = planned;
        foreach (var stage in Order.Skip(Array.IndexOf(Order, planned.Stage) + 1))
        {
            if (MomentOf(stage, before) is not { } at) continue;
            if (IsOverdue(stage) && at < planned.At) at = WorkingMorning(QuietHours.Day(planned.At));
            yield return before = new PlannedStage(stage, at);
        }
    }

    /// <summary>Whether a stage after the date may be said at this moment: on a working day, outside the quiet hours.</summary>
    public bool MayNudgeAt(DateTimeOffset at) => Days.IsWorkingDay(QuietHours.Day(at)) && !Settings.IsQuietAt(at);

    /// <summary>The next moment at which a stage after the date may be said, later than <paramref name="at"/>.</summary>
    public DateTimeOffset NextNudgeMorning(DateTimeOffset at) => WorkingMorning(QuietHours.Day(Settings.NextMorning(at)));

    /// <summary>When the secretary is told, after the owner heard of it: the morning of the next working day.</summary>
    public DateTimeOffset EscalationAfter(DateTimeOffset n3) => WorkingMorning(QuietHours.Day(n3).AddDays(1));

    /// <summary>Null: moved out of the quiet hours it would come before the stage before it.</summary>
    private DateTimeOffset? MomentOf(Stage stage, PlannedStage? previous)
    {
        if (!IsOverdue(stage))
        {
            var at = Settings.BeforeQuiet(stage switch
            {
                Stage.R3 => Morning(DueDay.AddDays(-3)),
                Stage.R1 => Morning(DueDay.AddDays(-1)),
                _ => DateOnlyDue ? QuietHours.On(DueDay, Settings.EveningTime, DueAt.Offset) : DueAt.AddHours(-2),
            });
            return previous is { } before && at <= before.At ? null : at;
        }
        var nominal = WorkingDayOf(stage);
        if (previous is { } nudged && IsOverdue(nudged.Stage) && AfterAWorkingDay(QuietHours.Day(nudged.At)) is var earliest && earliest > nominal) nominal = earliest;
        return WorkingMorning(nominal);
    }

    /// <summary>The day of a stage after the date, each apart from the one before it by a working day.</summary>
    private DateOnly WorkingDayOf(Stage stage)
    {
        var day = Days.WorkingDayFrom(DueDay.AddDays(Settings.NudgeDays[stage - Stage.N1]));
        if (stage is Stage.N1) return day;
        var earliest = AfterAWorkingDay(WorkingDayOf(stage - 1));
        return day > earliest ? day : earliest;
    }

    /// <summary>The first working day with at least one working day between.</summary>
    private DateOnly AfterAWorkingDay(DateOnly day) => Days.NextWorkingDay(Days.NextWorkingDay(day));

    private DateOnly DueDay => QuietHours.Day(DueAt);

    private DateTimeOffset WorkingMorning(DateOnly day) => Settings.AfterQuiet(Morning(Days.WorkingDayFrom(day)));

    private DateTimeOffset Morning(DateOnly day) => QuietHours.On(day, Settings.ReminderTime, DueAt.Offset);
}
