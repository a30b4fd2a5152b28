using CellBot.Domain.Audit;
using CellBot.Storage.Records;

namespace CellBot.Host.Commands;

/// <summary><c>audit verify</c>: reckons the hash chain of the audit trail again, from its first entry to its last.</summary>
internal static class AuditCommand
{
    private const int Page = 500;

    public static StoreCommand Verify() => new("verify", "Checks that no entry of the audit trail was altered, removed or put in between. Exit code 1: one was.",
        _ => [],
        async (_, scene, cancel) =>
        {
            var (head, problem) = await Walk(scene.Store, cancel);
            if (problem is not null)
            {
                scene.Error.WriteLine(problem);
                return 1;
            }

            var unsealed = (await scene.Store.Open(cancel).Find(AuditEntry.Unsealed, "", Page)).Count;
            scene.Output.WriteLine($"The audit trail is whole: {head.Sequence} sealed entries, {(unsealed == Page ? $"{Page} or more" : unsealed)} still to be sealed. Last hash: {(head.Sequence == 0 ? "none" : head.Hash)}");
            return 0;
        });

    /// <summary>The head is read first and last: entries sealed meanwhile are not missed.</summary>
    private static async Task<(AuditHead Head, string? Problem)> Walk(Store store, CancellationToken cancel)
    {
        var chain = AuditHead.Empty;
        while (true)
        {
            var session = store.Open(cancel);
            var entries = await session.Range(AuditEntry.Chain, $"{chain.Sequence + 1:D12}", "999999999999", Page);
            foreach (var entry in entries)
            {
                if (entry.Sequence != chain.Sequence + 1)
                    return (chain, $"Entry {chain.Sequence + 1} of the audit trail is missing: after {chain.Sequence} comes {entry.Sequence}.");
                if (entry.Hash != AuditHead.HashOf(chain.Hash, chain.Sequence + 1, entry))
                    return (chain, $"Entry {entry.Sequence} of the audit trail ({entry.At:O}, {entry.Action}) is not what was sealed: it, or one before it, was altered.");
                chain = chain with { Sequence = entry.Sequence.Value, Hash = entry.Hash };
            }

            if (entries.Count == Page)
                continue;
            var head = await session.Get<AuditHead>(AuditHead.Only) ?? AuditHead.Empty;
            if (head.Sequence == chain.Sequence)
                return head.Hash == chain.Hash ? (chain, null) : (chain, $"The audit trail ends with another hash than entry {chain.Sequence} has.");
            if (head.Sequence < chain.Sequence || (await store.Open(cancel).Range(AuditEntry.Chain, $"{chain.Sequence + 1:D12}", "999999999999", 1)).Count == 0)
                return (chain, $"The audit trail ends at entry {chain.Sequence}, and {head.Sequence} were sealed: its end was cut off.");
        }
    }
}
