using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Secretary;

/// <summary>A duty of somebody, as a reviewer's dialog may know it.</summary>
/// <param name="Heard">How many stages after the date reached the owner.</param>
/// <param name="Eligible">Who is asked for the same in this unit, the waived left out.</param>
/// <param name="Others">Further people about whom this reviewer was told and who have not been dealt with.</param>
internal sealed record DutyView(Obligation Duty, Me Owner, int Heard, int Eligible, CellSettings Settings, IReadOnlyList<(Obligation Duty, Me Owner)> Others)
{
    /// <summary>The cell is complete when this one is done, or waived: the last that was open. Null while others are.</summary>
    public CellDone? IfDone { get; init; }

    public CellDone? IfWaived { get; init; }

    /// <summary>Null when there is no such duty, or this person may not decide about it (model section 13).</summary>
    public static async ValueTask<DutyView?> Load(Opening opening)
    {
        var reader = opening.Reader;
        if (opening.ArgOrNull("item") is not { } id || await reader.Get<Obligation>(id) is not { } duty) return null;
        if (await Me.Load(reader, duty.OwnerId, opening.Today) is not { } owner) return null;
        if (!await Superior.May(reader, opening.Me!, owner, duty.UnitId, opening.Today)) return null;
        var nudges = await reader.Get<Reminder>([.. new[] { Stage.N1, Stage.N2, Stage.N3 }.Select(stage => Reminder.IdOf(duty.OwnerId, stage, duty.Id, duty.DueVersion))]);
        var eligible = (await CellCounts.Of(reader, duty.SourceId, duty.UnitId, opening.Now)).Eligible;
        return new DutyView(duty, owner, nudges.Count(nudge => nudge.State is ReminderState.Sent), eligible, await Ladder.SettingsOf(reader, duty.UnitId), await Told(opening, duty))
        {
            IfDone = duty.IsOpen ? await Completion.Foresee(reader, duty, opening.Now, isWaived: false) : null, IfWaived = duty.IsOpen ? await Completion.Foresee(reader, duty, opening.Now, isWaived: true) : null,
        };
    }

    /// <summary>Overdue people of the unit whom the reviewer was told of, and about whom nothing was decided since.</summary>
    private static async ValueTask<IReadOnlyList<(Obligation, Me)>> Told(Opening opening, Obligation except)
    {
        var others = new List<(Obligation, Me)>();
        foreach (var duty in await opening.Reader.Find(Obligation.OpenByUnit, except.UnitId + "/"))
            if (duty.Id != except.Id && duty.EscalatedAt is { } at && at > opening.Now.AddDays(-14) && duty.DueAt < opening.Now && duty.PausedUntil is null && duty.TalkedAt is null
                && await Me.Load(opening.Reader, duty.OwnerId, opening.Today) is { } owner && await Superior.May(opening.Reader, opening.Me!, owner, duty.UnitId, opening.Today))
                others.Add((duty, owner));
        return others;
    }

    /// <summary>What is said when nothing can be decided; null while the duty is open.</summary>
    public static Screen? Closed(DutyView? view, Voice voice) =>
        view is null ? voice.Say("error.noPermission")
        : view.Duty.IsOpen ? (Screen?)null
        : voice.Say("duty.settled", ("FullName", view.Owner.Person.FullName), ("Item", view.Duty.Item));

    public static (string, object?)[] Args(DutyView view) => [("FullName", view.Owner.Person.FullName), ("Item", view.Duty.Item)];

    /// <summary>The rest of the morning's list, so that its numbers can be worked through; null when this was the last.</summary>
    public Screen? Rest(Voice voice, DateTimeOffset now) => Others.Count == 0 || Duty.EscalatedAt is null ? null
        : voice.Screen("overdue.escalatedRest", [("k", Others.Count)],
            Pick.Many(Others.Select(other => new Choice("go", EscalationWriter.Line(other.Duty, other.Owner, now), Start.Of(OneEscalation.Name, ("item", other.Duty.Id)))))) with { Topic = "escalations" };
}
