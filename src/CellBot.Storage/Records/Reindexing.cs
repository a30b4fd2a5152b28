using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>Writes every document of a type again, with the keys that its indexes give now. Stopped half-way, it begins again at the next start.</summary>
internal static class Reindexing
{
    private const int Page = 500;

    public static async Task Run(RecordType type, IDocumentEngine engine, RecordCodec codec, PersonKeys keys, CancellationToken cancel)
    {
        string? after = null;
        while (true)
        {
            var page = await engine.Find(type.Documents, IndexRange.All(after), Page, cancel).ConfigureAwait(false);
            if (page.Count == 0)
                return;
            var records = await codec.Decode(type, page, cancel).ConfigureAwait(false);
            var writes = new WriteSet();
            for (var i = 0; i < page.Count; i++)
            {
                if (records[i].Record is not { } record)
                    continue; // erased
                var key = record is Domain.Records.IOwned owned ? await keys.Find(owned.KeyOwner, cancel).ConfigureAwait(false) : null;
                writes.Put(type.Documents, codec.Encode(type, record, page[i].Version + 1, key), page[i].Version);
            }

            // A conflict: another node wrote one of them meanwhile; the page is read again.
            if (await engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed)
                after = page[^1].Id;
        }
    }
}
