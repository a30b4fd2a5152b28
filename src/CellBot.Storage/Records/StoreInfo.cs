using System.Text.Json;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>What a store says about itself: which key file it belongs to; and, in <see cref="Rollout"/>, which shapes and indexes its documents have.</summary>
internal static class StoreInfo
{
    public static readonly DocumentType Documents = new("store");

    /// <summary>While a restore is under way: which backup. It is deleted by the restore's last commit.</summary>
    public const string RestoringDocument = "restoring";

    private const string KeyDocument = "key";
    private const string MutedDocument = "muted";
    private const string BackupDocument = "backup";

    /// <summary>Whether a backup carries this document of <see cref="Documents"/>: the rest is about this very store.</summary>
    public static bool IsCopied(string id) => id is KeyDocument or Rollout.TypesDocument;

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

    /// <summary>Which key file the store belongs to.</summary>
    public static async Task<string> KeyId(IDocumentEngine engine, CancellationToken cancel) => (await Read<KeyInfo>(engine, KeyDocument, cancel).ConfigureAwait(false)).Content!.KeyId;

    public static StoredDocument Restoring(string mark) => Document(RestoringDocument, 1, mark);

    /// <summary>Which backup was being restored here when that was cut short; null: none.</summary>
    public static async Task<string?> RestoringMark(IDocumentEngine engine, CancellationToken cancel) => (await Read<string>(engine, RestoringDocument, cancel).ConfigureAwait(false)).Content;

    public static StoredDocument Muted(StoreMute mute) => Document(MutedDocument, 1, mute);

    public static async Task<StoreMute?> Mute(IDocumentEngine engine, CancellationToken cancel) => (await Read<StoreMute>(engine, MutedDocument, cancel).ConfigureAwait(false)).Content;

    public static async Task Unmute(IDocumentEngine engine, CancellationToken cancel)
    {
        if (await Read<StoreMute>(engine, MutedDocument, cancel).ConfigureAwait(false) is not { Version: > 0 and var version })
            return;
        var writes = new WriteSet();
        writes.Delete(Documents, MutedDocument, version);
        await engine.Commit(writes, cancel).ConfigureAwait(false); // a conflict: somebody else was first
    }

    public static async Task<DateTimeOffset?> LastBackup(IDocumentEngine engine, CancellationToken cancel) => (await Read<BackupInfo>(engine, BackupDocument, cancel).ConfigureAwait(false)).Content?.At;

    public static async Task NoteBackup(DateTimeOffset at, IDocumentEngine engine, CancellationToken cancel)
    {
        while (true)
        {
            var (_, version) = await Read<BackupInfo>(engine, BackupDocument, cancel).ConfigureAwait(false);
            var writes = new WriteSet();
            writes.Put(Documents, Document(BackupDocument, version + 1, new BackupInfo(at)), version);
            if (await engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed)
                return;
        }
    }

    private static async Task<(T? Content, long Version)> Read<T>(IDocumentEngine engine, string id, CancellationToken cancel)
    {
        var found = await engine.Get(Documents, [id], cancel).ConfigureAwait(false);
        return found.Count == 0 ? default : (JsonSerializer.Deserialize<T>(found[0].Body.Span), found[0].Version);
    }

    /// <summary>A document of the store's own, such as <see cref="Documents"/> holds.</summary>
    public static StoredDocument Document<T>(string id, long version, T content) =>
        new(id, version, 1, JsonSerializer.SerializeToUtf8Bytes(content), []);

    private sealed record KeyInfo(string KeyId);

    private sealed record BackupInfo(DateTimeOffset At);
}

/// <summary>The store is a restored copy, and nobody has said yet that it may speak.</summary>
/// <param name="Since">When it was restored.</param>
/// <param name="MadeAt">The moment that it holds.</param>
public sealed record StoreMute(DateTimeOffset Since, DateTimeOffset MadeAt);
