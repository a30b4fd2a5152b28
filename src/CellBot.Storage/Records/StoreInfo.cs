using System.Text.Json;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>What a store says about itself: which key file it belongs to; and, in <see cref="Rollout"/>, which shapes and indexes its documents have.</summary>
internal static class StoreInfo
{
    public static readonly DocumentType Documents = new("store");

    private const string KeyDocument = "key";

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

    /// <summary>A document of the store's own, such as <see cref="Documents"/> holds.</summary>
    public static StoredDocument Document<T>(string id, long version, T content) =>
        new(id, version, 1, JsonSerializer.SerializeToUtf8Bytes(content), []);

    private sealed record KeyInfo(string KeyId);
}
