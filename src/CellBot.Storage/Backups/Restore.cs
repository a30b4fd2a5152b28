using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Backups;

/// <summary>
/// Fills an empty store from a backup. The file is read from beginning to end before anything is written; a store whose restore was cut short says so and does
/// not open, and the same restore run again completes it. A restored store is muted.
/// </summary>
/// <param name="open">Opens the store to be filled; asked only when the file is known to be good. The engine is closed at the end.</param>
public sealed class Restore(Func<Task<IDocumentEngine>> open, RecordCatalog catalog, TimeProvider clock)
{
    private const int Page = 500;
    private const int LargestPage = 4 << 20;

    private readonly Dictionary<string, DocumentType> _types = catalog.Documents.ToDictionary(type => type.Name);

    /// <param name="source">Is read twice.</param>
    /// <param name="name">Of the file, for messages.</param>
    /// <param name="keyFile">Must be in its place already.</param>
    /// <exception cref="BackupUnreadableException">It is no backup, or not whole.</exception>
    /// <exception cref="StoreTooNewException">A newer release made it.</exception>
    /// <exception cref="StoreKeyException">The key file is missing, or belongs to another store.</exception>
    /// <exception cref="RestoreRefusedException">The store is not empty.</exception>
    public async Task<BackupSummary> Run(Stream source, string name, string keyFile, CancellationToken cancel = default)
    {
        var summary = Check(source, name);
        if (StoreKey.Read(keyFile).Id != summary.Header.KeyId)
            throw new StoreKeyException($"The key file {keyFile} is not the one that {name} was encrypted with. Put the right one there, or set Storage:KeyFile to where it is. Nothing was changed.");
        await using var engine = await open().ConfigureAwait(false);
        var mark = $"{summary.Header.MadeAt:O} {summary.Header.KeyId} {summary.Bytes}";
        var isAgain = await RequireEmpty(engine, mark, cancel).ConfigureAwait(false);
        if (!isAgain)
            await Commit(engine, [(StoreInfo.Documents, StoreInfo.Restoring(mark))], cancel).ConfigureAwait(false);

        source.Position = 0;
        using var reader = new BackupReader(source, name);
        await Write(engine, reader, new StoreMute(clock.GetUtcNow(), summary.Header.MadeAt), isAgain, cancel).ConfigureAwait(false);
        return summary;
    }

    /// <summary>Everything in it can be read, by this release. That it is whole is judged first: damage must not look like another release.</summary>
    private BackupSummary Check(Stream source, string name)
    {
        using var reader = new BackupReader(source, name);
        BackupHeader? header = null;
        BackupEnd? end = null;
        string? type = null;
        StoreTooNewException? tooNew = null;
        foreach (var piece in reader.Read())
        {
            switch (piece)
            {
                case BackupPiece.Header first:
                    header = first.Content;
                    break;
                case BackupPiece.Type next:
                    type = next.Content.Name;
                    if (!_types.ContainsKey(type))
                        tooNew ??= new StoreTooNewException($"{name} holds documents \"{type}\" that this release does not know; release {header!.Release} made it. Install that release. Nothing was changed.");
                    break;
                case BackupPiece.Document document:
                    if (catalog.Types.FirstOrDefault(each => each.Name == type) is { } known && document.Content.SchemaVersion > known.SchemaVersion)
                        tooNew ??= new StoreTooNewException($"{name} holds {type} documents of schema version {document.Content.SchemaVersion}, and this release reads up to {known.SchemaVersion}; release {header!.Release} made it. Install that release. Nothing was changed.");
                    break;
                case BackupPiece.End last:
                    end = last.Content;
                    break;
            }
        }

        if (tooNew is not null)
            throw tooNew;
        return new BackupSummary(header!, end!.Documents, end.Files, end.Missing, reader.BytesRead);
    }

    /// <returns>Whether a restore of this very backup was cut short here.</returns>
    private async Task<bool> RequireEmpty(IDocumentEngine engine, string mark, CancellationToken cancel)
    {
        if (await StoreInfo.RestoringMark(engine, cancel).ConfigureAwait(false) is { } begun)
            return begun == mark ? true : throw new RestoreRefusedException("A restore of another backup was cut short here. Run it again with that backup, or take a new, empty store.");
        foreach (var type in catalog.Documents)
        {
            if ((await engine.Find(type, IndexRange.All(), 1, cancel).ConfigureAwait(false)).Count > 0)
                throw new RestoreRefusedException("This store holds data already, and a restore never overwrites. Move its files away, or name another store; nothing was changed.");
        }

        return false;
    }

    private async Task Write(IDocumentEngine engine, BackupReader reader, StoreMute mute, bool isAgain, CancellationToken cancel)
    {
        var page = new List<(DocumentType Type, StoredDocument Document)>();
        var last = new List<(DocumentType Type, StoredDocument Document)>();
        var there = isAgain ? await Existing(engine, cancel).ConfigureAwait(false) : [];
        var (type, map, size) = ((DocumentType?)null, Array.Empty<int>(), 0);
        using var pieces = reader.Read().GetEnumerator();
        for (var more = pieces.MoveNext(); more;)
        {
            switch (pieces.Current)
            {
                case BackupPiece.Type next:
                    type = _types[next.Content.Name];
                    map = [.. type.Indexes.Select(index => Array.IndexOf(next.Content.Indexes, index))];
                    break;
                case BackupPiece.Document document:
                    var own = document.Content with { Keys = [.. map.Select(at => at < 0 ? null : document.Content.Keys[at])] };
                    (type == StoreInfo.Documents ? last : page).Add((type!, own));
                    size += own.Body.Length;
                    break;
                case BackupPiece.File file:
                    if (there.Contains(file.Id))
                        await engine.DropFile(file.Id, cancel).ConfigureAwait(false); // it may have been cut short
                    using (var content = new PiecesStream(pieces))
                    {
                        await engine.PutFile(file.Id, content, cancel).ConfigureAwait(false);
                        more = content.HasMore;
                    }

                    continue;
            }

            if (page.Count == Page || size > LargestPage)
            {
                await Commit(engine, page, cancel).ConfigureAwait(false);
                page.Clear();
                size = 0;
            }

            more = pieces.MoveNext();
        }

        await Commit(engine, page, cancel).ConfigureAwait(false);
        last.Add((StoreInfo.Documents, StoreInfo.Muted(mute)));
        await Commit(engine, last, cancel, isLast: true).ConfigureAwait(false);
    }

    private static async Task<HashSet<string>> Existing(IDocumentEngine engine, CancellationToken cancel)
    {
        var ids = new HashSet<string>();
        await foreach (var file in engine.Files(cancel).ConfigureAwait(false))
            ids.Add(file.Id);
        return ids;
    }

    /// <summary>Leaves alone what an earlier try wrote.</summary>
    private static async Task Commit(IDocumentEngine engine, IReadOnlyList<(DocumentType Type, StoredDocument Document)> page, CancellationToken cancel, bool isLast = false)
    {
        while (true)
        {
            var there = new HashSet<(string, string)>();
            foreach (var type in page.GroupBy(item => item.Type))
            {
                foreach (var document in await engine.Get(type.Key, [.. type.Select(item => item.Document.Id)], cancel).ConfigureAwait(false))
                    there.Add((type.Key.Name, document.Id));
            }

            var writes = new WriteSet();
            foreach (var (type, document) in page.Where(item => !there.Contains((item.Type.Name, item.Document.Id))))
                writes.Put(type, document, expectedVersion: 0);
            if (isLast)
                writes.Delete(StoreInfo.Documents, StoreInfo.RestoringDocument, 1);
            if (await engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed)
                return;
        }
    }
}
