using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>Answering a petition is a duty with its date like any other (model section 3): of whoever was shown it, until it is answered or passed on.</summary>
internal static class PetitionDuty
{
    /// <summary>Who reads it late still has until the end of the next day.</summary>
    public static async ValueTask Open(Effects effects, Petition petition, string readerId)
    {
        var id = Obligation.IdOf(petition.Id, readerId);
        if (await effects.Desk.Get<Obligation>(id) is { } known)
        {
            if (known.WaivedAt is null) return;
            // It went to another with the office, and comes back.
            await Duties.Open(effects, known with { WaivedAt = null, DueVersion = known.DueVersion + 1, Nudges = 0, EscalatedAt = null });
            return;
        }
        var soonest = Duties.EndOfDay(effects.Now.AddDays(1));
        await Duties.Open(effects, new Obligation(id)
        {
            Kind = ObligationKind.PetitionReply, OwnerId = readerId, UnitId = petition.ForwardedToUnitId ?? petition.UnitId, SourceId = petition.Id, Item = $"việc trả lời kiến nghị số {petition.Number}",
            OpensAt = effects.Now, DueAt = petition.DueAt > soonest ? petition.DueAt : soonest,
        });
    }

    /// <summary>Answered or passed on, by whomever.</summary>
    public static async ValueTask Done(Effects effects, Petition petition)
    {
        foreach (var duty in await OpenOnes(effects, petition.Id)) await Duties.Fulfil(effects, duty.Id, effects.SentAt);
    }

    /// <summary>Nobody is to answer it any more: its author withdrew it, or consent.</summary>
    public static async ValueTask Drop(Effects effects, Petition petition)
    {
        foreach (var duty in await OpenOnes(effects, petition.Id)) await Duties.Waive(effects, duty);
    }

    /// <summary>Why its owner is not reminded now; null if the petition still waits for this one. Where the office changed hands, the duty goes to whoever has it now.</summary>
    public static async ValueTask<StageVerdict?> Unneeded(StageRun run, Obligation duty)
    {
        var desk = run.Effects.Desk;
        if (await desk.Get<Petition>(duty.SourceId) is not { } petition || !Petitions.IsOpen(petition)) return new StageVerdict.Skip("done");
        if (MyDataFeature.HasWithdrawn(await desk.Get<Participant>(petition.AuthorId))) return new StageVerdict.Skip("hidden");
        if (duty.OwnerId != run.Me.Id || Petitions.MayHandle(run.Me, petition)) return null;
        var now = petition.ForwardedToUnitId is { } body ? (await Officers.WatcherOf(desk, body, run.Effects.Today, except: petition.AuthorId))?.Id : (await Officers.LeaderOf(desk, petition.UnitId, run.Effects.Today))?.Person.Id;
        if (now is not null && now != duty.OwnerId && now != petition.AuthorId) await Open(run.Effects, petition, now);
        await Duties.Waive(run.Effects, duty);
        return new StageVerdict.Skip("handed over");
    }

    /// <summary>The office changes hands: its petitions go at once, but for one's own.</summary>
    public static async ValueTask HandOn(Effects effects, string unitId, string from, string to)
    {
        foreach (var duty in await effects.Desk.Find(Obligation.OpenByOwner, from + "/"))
        {
            if (duty.Kind is not ObligationKind.PetitionReply || duty.UnitId != unitId || await effects.Desk.Get<Petition>(duty.SourceId) is not { } petition || petition.AuthorId == to) continue;
            await Duties.Waive(effects, duty);
            await Open(effects, petition, to);
        }
    }

    private static async ValueTask<IEnumerable<Obligation>> OpenOnes(Effects effects, string petitionId) => (await effects.Desk.Find(Obligation.BySource, petitionId + "/")).Where(duty => duty.SourceId == petitionId && duty.IsOpen);
}
