using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Coverage;

/// <summary>A cell that has just become complete, or will be by what is being written.</summary>
/// <param name="Listeners">Officers of the body who hear of it.</param>
/// <param name="IsTold">They hear in any case; else only if theirs was the last cell.</param>
internal sealed record CellDone(ICampaign Campaign, string Cell, string Body, int Done, int Eligible, IReadOnlyList<string> Listeners, bool IsTold)
{
    public Screen Screen(Voice voice, DateTimeOffset at) => (IsTold, Campaign.DutyKind) switch
    {
        (true, ObligationKind.Reflection) => voice.Screen("cell.complete", CellFigures(this, at)),
        (true, _) => voice.Screen("cell.completeItem", CellFigures(this, at)),
        _ => voice.Screen("cell.completeQuiet", CellFigures(this, at)),
    };

    private static (string Name, object? Value)[] CellFigures(CellDone done, DateTimeOffset at) =>
    [
        ("Cell", done.Cell), ("Refl", done.Done), ("ReflN", done.Eligible), ("Study", done.Campaign.Title), ("Item", done.Campaign.Item), ("Time", $"{at:HH\\:mm}"), ("Date", $"{at:dd/MM/yyyy}"), ("Body", done.Body),
    ];
}

/// <summary>The last paper of a cell is in: its secretary hears it once, and so do the officers who wait for it. Of campaigns that a body opened.</summary>
internal static class Completion
{
    /// <summary>With so few left, two of them may be last at the same time: then one of the two commits has to look again.</summary>
    private const int Few = 8;

    /// <summary>After a duty was fulfilled or waived.</summary>
    public static async ValueTask Check(Effects effects, Obligation settled)
    {
        if (settled.RootId is null || await Foresee(effects.Desk, settled, effects.Now, isWaived: settled.WaivedAt is not null) is not { } done) return;
        if (await effects.Desk.Get<CellCompletion>(settled.SourceId) is not null) return;
        effects.Desk.Put(new CellCompletion(settled.SourceId) { RootId = settled.RootId, UnitId = settled.UnitId, At = effects.Now });
        foreach (var officer in done.Listeners)
            effects.Desk.Put(new Reminder(Reminder.IdOf(officer, Stage.CellComplete, settled.SourceId, 1)) { PersonId = officer, Stage = Stage.CellComplete, ObjectId = settled.SourceId, Version = 1, DueAt = effects.Now });
        // Whoever writes down another's paper reads it in the answer.
        if (await Officers.LeaderOf(effects.Desk, settled.UnitId, effects.Today) is var (leader, _) && (leader.Id != effects.ActorId || settled.OwnerId == effects.ActorId))
            await effects.Post.Send(leader.Id, voice => done.Screen(voice, effects.Now), options: await Timing.Daytime(effects, settled.UnitId));
    }

    /// <summary>What follows when this duty is settled; null while others are open, or for a cell's own campaign.</summary>
    public static async ValueTask<CellDone?> Foresee(IReader reader, Obligation duty, DateTimeOffset now, bool isWaived)
    {
        if (duty.RootId is not { } rootId) return null;
        var open = await reader.Find(Obligation.BySource, $"{duty.SourceId}/{duty.UnitId}/Open", Few + 2);
        var others = 0;
        foreach (var other in open)
            if (other.Id != duty.Id && !await CellCounts.IsExempt(reader, other, now))
            {
                if (others++ == 0 && open.Count <= Few && reader is IDesk desk) desk.Rely<Obligation>(other.Id);
            }
        if (others > 0 || open.Count > Few) return null;
        if (await AnyCampaign.Get(reader, rootId) is not { } root || await reader.Get<OrgUnit>(duty.UnitId) is not { } cell || await reader.Get<OrgUnit>(root.UnitId) is not { } body) return null;
        if (!cell.ValidAt(QuietHours.Day(now))) return null; // merged into another: nobody is left, and nothing was done by that

        var count = await CellCounts.Of(reader, duty.SourceId, duty.UnitId, now);
        var (done, eligible) = duty is { FulfilledAt: null, WaivedAt: null } ? isWaived ? (count.Done, count.Eligible - 1) : (count.Done + 1, count.Eligible) : (count.Done, count.Eligible);
        if (eligible == 0) return null;
        var (listeners, asked) = await Listeners(reader, root, cell, QuietHours.Day(now));
        return new CellDone(root, cell.Name, Officers.NameOf(body), done, eligible, listeners, listeners.Count > 0 && (asked || now > root.DueAt));
    }

    /// <summary>Who asked the cell; else whoever opened the campaign; else the body's secretary.</summary>
    private static async ValueTask<(IReadOnlyList<string> Ids, bool Asked)> Listeners(IReader reader, ICampaign root, OrgUnit cell, DateOnly today)
    {
        var officers = await Officers.Above(reader, cell, root.UnitId, today);
        var ids = officers.Select(officer => officer.ParticipantId).Distinct().ToArray();
        var asked = (await reader.Get<CellInquiry>([.. ids.Select(id => CellInquiry.IdOf(root.Id, cell.Id, id))])).Select(inquiry => inquiry.OfficerId).ToArray();
        if (asked.Length > 0) return (asked, true);
        if (root.OpenedBy is { } opener && ids.Contains(opener)) return ([opener], false);
        return (officers.FirstOrDefault(officer => officer.UnitId == root.UnitId && officer.Roles.Contains(Role.CommitteeSecretary)) is { } watcher ? [watcher.ParticipantId] : [.. ids.Take(1)], false);
    }
}
