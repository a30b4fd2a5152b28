using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Study;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

/// <summary>Whether a reminder about a duty is still needed, read again at the moment it is due.</summary>
internal static class Condition
{
    /// <summary>The duty, or why nothing is said about it now. The decision rests on the duty staying as it was read.</summary>
    public static async ValueTask<(Obligation? Duty, StageVerdict? Unneeded)> Of(StageRun run, string dutyId)
    {
        var desk = run.Effects.Desk;
        if (await desk.Get<Obligation>(dutyId) is not { } duty) return (null, new StageVerdict.Skip("gone"));
        desk.Rely<Obligation>(dutyId);
        if (duty.WaivedAt is not null) return (duty, new StageVerdict.Skip("waived"));
        if (duty.FulfilledAt is not null) return (duty, new StageVerdict.Skip("done"));
        if (duty.Kind is ObligationKind.PetitionReply)
        {
            if (await PetitionDuty.Unneeded(run, duty) is { } unneeded) return (duty, unneeded);
        }
        else if (duty.OwnerId == run.Me.Id && run.Me.Cell?.Id != duty.UnitId) return (duty, new StageVerdict.Skip("left"));
        if (await Exempt.Covers(desk, duty.UnitId, duty.OwnerId, duty.Kind, run.Effects.Today)) return (duty, new StageVerdict.Skip("exempt"));
        var settings = await Ladder.SettingsOf(desk, duty.UnitId);
        if (duty.HelpAskedAt is not null) return (duty, new StageVerdict.Later(settings.NextMorning(run.Now)));
        if (duty.PausedUntil is { } until && until > run.Now) return (duty, new StageVerdict.Later(settings.NextMorning(until)));
        return (duty, null);
    }
}
