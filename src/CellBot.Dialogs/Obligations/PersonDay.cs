using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Text;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>
/// Everything due for one person, settled together: each stage's condition is read again, what reminds becomes one message a day, the rest goes out by itself.
/// Whatever is due leaves the due list: sent, skipped with the reason, undeliverable, or moved to a later moment.
/// </summary>
internal sealed class PersonDay(TickRun run)
{
    /// <summary>Stages that share the day's one message: what of them is due later today joins it.</summary>
    private static readonly Stage[] Sharing = [Stage.R3, Stage.R1, Stage.N1, Stage.N2, Stage.Meeting3d, Stage.Meeting1d, Stage.MeetingNudge, Stage.Draft, Stage.Nudge];

    private readonly List<Planned> says = [];
    private Effects effects = null!;
    private Me me = null!;
    private CellSettings settings = null!;
    private int sent;

    private IDesk Desk => run.Desk;

    public async ValueTask Settle()
    {
        var waiting = await Desk.Find(Reminder.WaitingByPerson, run.Id + "/");
        var due = waiting.Where(reminder => string.CompareOrdinal(Reminder.ByDue.KeyOf(reminder), PersonTick.KeyAt(run.Now)) <= 0).ToArray();
        if (due.Length == 0) return;
        effects = run.Because($"remind/{run.Id}/{Tokens.Of([.. due.Select(reminder => reminder.Id), $"{run.Now:O}"])}");

        if (await Me.Load(Desk, run.Id, run.Today) is not { } person)
        {
            foreach (var reminder in due) Settle(reminder, ReminderState.Skipped, "gone");
            return;
        }
        me = person;
        settings = me.Cell?.Settings ?? new();
        Desk.Rely<Participant>(me.Id);
        if (WhyNever() is { } reason)
        {
            foreach (var reminder in due) Settle(reminder, ReminderState.Skipped, reason);
            return;
        }

        foreach (var reminder in due) await Ask(reminder, isDue: true);
        var counted = says.Where(IsCounted).ToList();
        if (counted.Count > 0 && await HadTodays())
        {
            foreach (var late in counted) Move(late.Reminder, settings.NextMorning(run.Now));
            says.RemoveAll(IsCounted);
        }
        else if (counted.Count > 0)
        {
            foreach (var later in waiting.Except(due).Where(IsLaterToday)) await Ask(later, isDue: false);
        }
        await Speak();
    }

    /// <summary>Someone who withdrew, or refused reminders, hears nothing any more. Who was never linked is not skipped: the secretary has to know.</summary>
    private string? WhyNever() =>
        me.Person.Consent is { WithdrawnAt: not null } or { GivenAt: null, DeclinedAt: not null } ? "consent"
        : me.Person.HasConsented && me.Person.Consent!.RefusedPurposes.Contains(2) ? "consent"
        : me.Cell is null && me.Affiliations.Count == 0 ? "left"
        : null;

    private async ValueTask Ask(Reminder reminder, bool isDue)
    {
        var verdict = me.Person.RemindersPausedTo is { } pausedTo && pausedTo >= run.Today
            ? new StageVerdict.Later(QuietHours.On(pausedTo.AddDays(1), settings.ReminderTime, run.Now.Offset))
            : Product.Catalog.WriterOf(reminder.Stage) is { } writer
                ? await writer.Write(new StageRun(reminder, me, new Voice(run.Words, me), effects))
                : new StageVerdict.Skip("no such stage");
        switch (verdict)
        {
            case StageVerdict.Skip skip:
                Settle(reminder, ReminderState.Skipped, skip.Reason);
                break;
            case StageVerdict.Later later when isDue:
                Move(reminder, later.At);
                break;
            case StageVerdict.Say say when settings.IsQuietAt(run.Now) && say.Lane is not Lane.Urgent && reminder.Stage is not Stage.RollCall:
                if (isDue) Move(reminder, settings.NextMorning(run.Now)); // the host was late
                break;
            case StageVerdict.Say say:
                says.Add(new Planned(reminder, say));
                break;
        }
    }

    private async ValueTask Speak()
    {
        var shared = says.Where(planned => planned.Say.Merges).ToList();
        var escalations = says.Where(planned => planned.Reminder.Stage is Stage.Escalation).ToList();
        var alone = says.Except(shared).Except(escalations).ToList();
        foreach (var first in alone.Where(planned => planned.Reminder.Stage is Stage.Safety)) await Speak([first]); // before the first message of that day
        await Speak(shared);
        await Speak(escalations);
        foreach (var one in alone.Where(planned => planned.Reminder.Stage is not Stage.Safety)) await Speak([one]);
    }

    /// <summary>One message about all of them.</summary>
    private async ValueTask Speak(IReadOnlyList<Planned> group)
    {
        if (group.Count == 0) return;
        var screen = group is [var only] ? only.Say.Alone : ListOf(group);
        var notAfter = group is [var one] ? one.Say.NotAfter : null;
        var row = await effects.Post.Send(me, _ => screen, group[0].Say.Lane, new PostOptions { Id = $"{effects.CauseId}/{sent++}", NotAfter = notAfter, AccountId = group[0].Say.AccountId });

        foreach (var planned in group) await Settle(planned, row?.Id);
        if (row is not null && group.Any(IsCounted)) Desk.Put(new ReminderDay(ReminderDay.IdOf(run.Today, me.Id)) { SentAt = run.Now });
    }

    private Screen ListOf(IReadOnlyList<Planned> group)
    {
        var voice = new Voice(run.Words, me);
        // People by their given names, as every list has them; duties in the order in which they are due.
        var ordered = group[0].Reminder.Stage is Stage.Escalation ? group.OrderBy(planned => planned.Say.Line.Split(':')[0], PersonName.Order) : group.AsEnumerable();
        var lines = ordered.Select(planned => new Choice("go", planned.Say.Line, planned.Say.Go ?? Start.Of("todo")));
        return group[0].Reminder.Stage is Stage.Escalation
            ? voice.Screen("overdue.escalatedList", [("k", group.Count)], Pick.Many(lines)) with { Topic = "escalations" }
            : voice.Screen("remind.merged", [], Pick.Many(lines)) with { Topic = "reminders" };
    }

    private async ValueTask Settle(Planned planned, string? messageId)
    {
        var state = messageId is null ? ReminderState.Undeliverable : ReminderState.Sent;
        if (planned.Say.SaidAs is { } stage)
        {
            Settle(planned.Reminder, ReminderState.Skipped, "overtaken");
            var id = Reminder.IdOf(me.Id, stage, planned.Reminder.ObjectId, planned.Reminder.Version);
            await Desk.Get<Reminder>(id);
            Desk.Put(planned.Reminder with { Id = id, Stage = stage, State = state, SettledAt = run.Now, MessageId = messageId });
        }
        else Desk.Put(planned.Reminder with { State = state, SettledAt = run.Now, MessageId = messageId });
        if ((messageId is null ? planned.Say.IfUnreachable : planned.Say.Then) is { } then) await then();
    }

    private void Settle(Reminder reminder, ReminderState state, string reason) => Desk.Put(reminder with { State = state, Reason = reason, SettledAt = run.Now });

    private void Move(Reminder reminder, DateTimeOffset to) => Desk.Put(reminder with { DueAt = to > run.Now.AddSeconds(1) ? to : run.Now.AddMinutes(1) });

    private async ValueTask<bool> HadTodays() => await Desk.Get<ReminderDay>(ReminderDay.IdOf(run.Today, me.Id)) is not null;

    private bool IsLaterToday(Reminder reminder) => Sharing.Contains(reminder.Stage) && QuietHours.Day(reminder.DueAt) == run.Today;

    /// <summary>A snooze shares the day's message if there is one, but is an answer, not that message.</summary>
    private static bool IsCounted(Planned planned) => planned.Say.Merges && planned.Reminder.Stage is not Stage.Snooze;

    private sealed record Planned(Reminder Reminder, StageVerdict.Say Say);
}
