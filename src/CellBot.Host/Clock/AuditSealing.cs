using CellBot.Domain.Audit;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Clock;

/// <summary>Puts new audit entries at the end of the hash chain, oldest first, 500 in one commit. Run twice, it finds nothing the second time.</summary>
public sealed class AuditSealing(Store store)
{
    private const int Most = 500;

    /// <returns>How many were sealed; 0 also when another host is at it.</returns>
    public async Task<int> Run(CancellationToken cancel)
    {
        if ((await store.Open(cancel).Find(AuditEntry.Unsealed, "", 1)).Count == 0)
            return 0;
        await using var lease = await store.Engine.TryLease("audit", cancel);
        if (lease is null)
            return 0;
        var total = 0;
        for (var count = Most; count == Most; total += count)
            await Commits.Settle(store, null, async session =>
            {
                var entries = await session.Find(AuditEntry.Unsealed, "", Most);
                var head = await session.Get<AuditHead>(AuditHead.Only) ?? AuditHead.Empty;
                foreach (var entry in entries)
                {
                    (var sealedEntry, head) = head.Seal(entry);
                    session.Put(sealedEntry);
                }

                if (entries.Count > 0)
                    session.Put(head);
                count = entries.Count;
            }, cancel);
        return total;
    }
}
