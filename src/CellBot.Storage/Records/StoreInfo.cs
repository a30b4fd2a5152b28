using System.Text.Json;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>What a store says about itself: which key file it belongs to, and which shapes and indexes its documents have.</summary>
internal static class StoreInfo
{
    public static readonly DocumentType Documents = new("store");

    private const string KeyDocument = "key";
    private const string TypesDocument = "types";

    /// <summary>The store's key: made at the first start, and from then on the same.</summary>
    public static async Task<StoreKey> UnlockWith(string keyFile, IDocumentEngine engine, CancellationToken cancel)
    {
        while (true)
        {
            var found = await engine.Get(Documents, [KeyDocument], cancel).ConfigureAwait(false);
            if (found.Count == 1)
            {
                var known = StoreKey.Read(keyFile);
                return JsonSerializer.Deserialize<KeyInfo>(found[0].Body.Span)?.KeyId == known.Id
                    ? known
                    : throw new StoreKeyException($"The key file {keyFile} is not the one that this store was encrypted with. Put the right one back, or set Storage:KeyFile to where it is.");
            }

            var key = StoreKey.ReadOrMake(keyFile);
            var writes = new WriteSet();
            writes.Put(Documents, Document(KeyDocument, 1, new KeyInfo(key.Id)), expectedVersion: 0);
            if (await engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed)
                return key;
        }
    }

    /// <summary>Refuses what a newer release wrote, builds the indexes that are new, and notes what this release writes.</summary>
    public static async Task Agree(RecordCatalog catalog, IDocumentEngine engine, RecordCodec codec, PersonKeys keys, CancellationToken cancel)
    {
        while (true)
        {
            var found = await engine.Get(Documents, [TypesDocument], cancel).ConfigureAwait(false);
            var version = found.Count == 0 ? 0 : found[0].Version;
            var types = found.Count == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, TypeInfo>>(found[0].Body.Span)!;
            var isChanged = false;
            foreach (var type in catalog.Types)
            {
                var before = types.GetValueOrDefault(type.Name);
                if (before is not null && before.Schema > type.ReadsUpTo)
                    throw RecordCodec.TooNew(type, before.Schema);
                if (before is not null && type.Documents.Indexes.Except(before.Indexes).Any())
                    await Reindexing.Run(type, engine, codec, keys, cancel).ConfigureAwait(false);
                if (before is not null && before.Schema >= type.SchemaVersion && before.Indexes.Order().SequenceEqual(type.Documents.Indexes.Order()))
                    continue;
                types[type.Name] = new TypeInfo(Math.Max(before?.Schema ?? 0, type.SchemaVersion), [.. type.Documents.Indexes]);
                isChanged = true;
            }

            if (!isChanged)
                return;
            var writes = new WriteSet();
            writes.Put(Documents, Document(TypesDocument, version + 1, types), version);
            if (await engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed)
                return;
        }
    }

    private static StoredDocument Document<T>(string id, long version, T content) =>
        new(id, version, 1, JsonSerializer.SerializeToUtf8Bytes(content), []);

    private sealed record KeyInfo(string KeyId);

    /// <param name="Schema">The highest schema version that was ever written.</param>
    private sealed record TypeInfo(int Schema, string[] Indexes);
}
