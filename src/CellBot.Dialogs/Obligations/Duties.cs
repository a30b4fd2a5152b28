using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Obligations;

/// <summary>The state machine of a duty (model section 3): every change of it goes through here, with the reminders that follow.</summary>
internal static class Duties
{
    /// <summary>What a campaign asks of one person, with the word about it; nothing for the exempt, or for someone who has done it in another cell of the same body.</summary>
    public static async ValueTask Give(Effects effects, ICampaign campaign, Participant person, CellSettings settings)
    {
        var duty = AnyCampaign.DutyOf(campaign, person.Id);
        if (await Exempt.Covers(effects.Desk, duty.UnitId, person.Id, duty.Kind, QuietHours.Day(duty.OpensAt > effects.Now ? duty.OpensAt : effects.Now))) return;
        switch (await effects.Desk.Get<Obligation>(duty.Id))
        {
            case { WaivedAt: not null } left when await effects.Desk.Get<Waiver>(duty.Id) is null:
                // Left, or was exempt, and is here again; what a secretary forgave stays forgiven.
                effects.Desk.Put(duty = left with { WaivedAt = null, DueAt = duty.DueAt, DueVersion = left.DueVersion + 1, Nudges = 0, EscalatedAt = null });
                await Ladder.PlanNext(effects, duty);
                return;
            case { } known:
                if (known.RootId != duty.RootId) effects.Desk.Put(known with { RootId = duty.RootId }); // the cell's own campaign, which the body has taken over
                return;
        }
        await Open(effects, duty);
        await OpeningWriter.Plan(effects, duty, settings);
    }

    /// <summary>A new duty with its first reminder.</summary>
    public static async ValueTask Open(Effects effects, Obligation duty)
    {
        effects.Desk.Put(duty);
        await Ladder.PlanNext(effects, duty);
    }

    /// <summary>Done, on time if it was sent by the due date. Every waiting reminder of it is settled in the same commit.</summary>
    public static async ValueTask Fulfil(Effects effects, string id, DateTimeOffset at)
    {
        if (await effects.Desk.Get<Obligation>(id) is not { FulfilledAt: null, WaivedAt: null } duty) return;
        var done = duty with { FulfilledAt = at, Late = at > duty.DueAt, PausedUntil = null, HelpAskedAt = null };
        effects.Desk.Put(done);
        await Ladder.Drop(effects, duty, "done");
        if (duty.EscalatedAt is not null) await Ladder.WithdrawEscalation(effects, done);
        await Completion.Check(effects, done);
    }

    /// <summary>Returned by the reviewer, or taken back by the owner: due again. A return gives at least <paramref name="days"/> days.</summary>
    public static async ValueTask<Obligation?> Reopen(Effects effects, string id, int? days)
    {
        if (await effects.Desk.Get<Obligation>(id) is not { FulfilledAt: not null } duty) return null;
        var due = duty.DueAt;
        if (days is { } more && EndOfDay(effects.Now.AddDays(more)) is var later && later > due) due = later;
        var open = duty with { FulfilledAt = null, Late = false, DueAt = due, DateOnlyDue = due == duty.DueAt ? duty.DateOnlyDue : true, DueVersion = duty.DueVersion + 1, EscalatedAt = null, Nudges = 0 };
        effects.Desk.Put(open);
        await Ladder.PlanNext(effects, open);
        return open;
    }

    /// <summary>The due date is moved; the old schedule is dropped and a new one built. Whoever was told of the delay still hears when it is done.</summary>
    public static async ValueTask Extend(Effects effects, Obligation duty, DateTimeOffset dueAt)
    {
        await Ladder.Drop(effects, duty, "extended");
        var extended = duty with { DueAt = dueAt, DateOnlyDue = true, ExtendedFrom = duty.ExtendedFrom ?? duty.DueAt, DueVersion = duty.DueVersion + 1, Nudges = 0, HelpAskedAt = null, PausedUntil = null };
        effects.Desk.Put(extended);
        await Ladder.PlanNext(effects, extended);
        await Tasks.TaskBook.Follow(effects, extended);
        effects.Audit("extend", duty.Id);
    }

    /// <summary>The campaign's own date moved: a new schedule, without a word to each.</summary>
    public static async ValueTask Move(Effects effects, Obligation duty, DateTimeOffset dueAt)
    {
        await Ladder.Drop(effects, duty, "moved");
        var moved = Moved(duty, dueAt);
        effects.Desk.Put(moved);
        await Ladder.PlanNext(effects, moved);
    }

    internal static Obligation Moved(Obligation duty, DateTimeOffset dueAt) => duty with { DueAt = dueAt, DueVersion = duty.DueVersion + 1, Nudges = 0, ClosedAt = null };

    /// <summary>Out of the denominator from this moment.</summary>
    public static async ValueTask Waive(Effects effects, Obligation duty)
    {
        await Ladder.Drop(effects, duty, "waived");
        var waived = duty with { WaivedAt = effects.Now };
        effects.Desk.Put(waived);
        await Tasks.TaskBook.Follow(effects, waived);
        effects.Audit("waive", duty.Id);
        await Completion.Check(effects, waived);
    }

    /// <summary>The campaign was closed: nobody is reminded any more; done late it still counts.</summary>
    public static async ValueTask Close(Effects effects, Obligation duty)
    {
        await Ladder.Drop(effects, duty, "closed");
        effects.Desk.Put(duty with { ClosedAt = effects.Now });
    }

    /// <summary>23:59:59 of that day, in the cell's offset.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset at) => new(at.Year, at.Month, at.Day, 23, 59, 59, at.Offset);
}
