using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Review;
using CellBot.Domain.Obligations;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Offices;

/// <summary>What the secretary of a cell has to look after at this moment.</summary>
/// <param name="Pending">Papers that wait to be looked at; the asker's own are somebody else's to decide.</param>
/// <param name="Open">Duties that are open, exempt people and answers to petitions (the figure before) left out.</param>
internal readonly record struct CellLoad(int Pending, int Petitions, int Open)
{
    public static async ValueTask<CellLoad> Of(IReader reader, string unitId, string askerId, DateTimeOffset now)
    {
        var open = 0;
        foreach (var duty in await reader.Find(Obligation.OpenByUnit, unitId + "/"))
            if (duty.OpensAt <= now && duty.Kind is not ObligationKind.PetitionReply && !await CellCounts.IsExempt(reader, duty, now))
                open++;
        return new CellLoad(await ReviewQueue.Pending(reader, unitId, askerId), (await reader.Find(Petition.Open, unitId + "/")).Count, open);
    }
}
