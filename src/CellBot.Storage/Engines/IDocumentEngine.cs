using CellBot.Domain.Records;

namespace CellBot.Storage.Engines;

/// <summary>
/// What CellBot asks of a database: documents with versions and indexes, commits that are all or nothing, leases, and attachments.
/// Everything read is committed; what a completed commit wrote is seen by every read that begins after it.
/// </summary>
public interface IDocumentEngine : IAsyncDisposable
{
    /// <summary>Whether no other process can change the data while this engine is open, so that what was read may be remembered.</summary>
    bool IsSoleWriter { get; }

    /// <summary>Where other processes write too: what wakes them. Null where there are none.</summary>
    IStoreBell? Bell => null;

    /// <summary>Those that exist, in no particular order, all from one moment.</summary>
    Task<IReadOnlyList<StoredDocument>> Get(DocumentType type, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>At most <paramref name="limit"/> documents of the range, ascending by (key, id).</summary>
    Task<IReadOnlyList<StoredDocument>> Find(DocumentType type, IndexRange range, int limit, CancellationToken cancel);

    /// <summary>The same for many ranges of one index, none of which begins after a place; the answers are in the order of the ranges.</summary>
    async Task<IReadOnlyList<IReadOnlyList<StoredDocument>>> FindEach(DocumentType type, IReadOnlyList<IndexRange> ranges, int limit, CancellationToken cancel)
    {
        var found = new List<IReadOnlyList<StoredDocument>>(ranges.Count);
        foreach (var range in ranges)
            found.Add(await Find(type, range, limit, cancel).ConfigureAwait(false));
        return found;
    }

    /// <summary>How many documents stand under each key that begins with the prefix, ascending by key.</summary>
    Task<IReadOnlyList<KeyCount>> Tally(DocumentType type, IndexPrefix prefix, CancellationToken cancel);

    /// <summary>
    /// Writes the set if every document has the version that the set expects, and completes when it is safe on disk. Sets that arrive together share one
    /// transaction, but each succeeds or conflicts alone. <paramref name="cancel"/> counts only until the set is taken in hand.
    /// </summary>
    /// <exception cref="StoreWriteException">The disk refused; nothing of the set is written.</exception>
    Task<CommitResult> Commit(WriteSet writes, CancellationToken cancel);

    /// <summary>Takes the name for this owner alone, among all processes on the same data; null if another has it.</summary>
    Task<IStoreLease?> TryLease(string name, CancellationToken cancel);

    /// <summary>Writes an attachment and flushes it to disk, before the commit that names it. An id is written once.</summary>
    /// <param name="id">Chosen at random; letters, digits, "-" and "_".</param>
    Task PutFile(string id, Stream content, CancellationToken cancel);

    /// <returns>Null if there is no such file. The caller closes it.</returns>
    Task<Stream?> OpenFile(string id, CancellationToken cancel);

    /// <summary>Deletes a file; nothing happens if there is none.</summary>
    Task DropFile(string id, CancellationToken cancel);

    IAsyncEnumerable<StoredFile> Files(CancellationToken cancel);

    /// <summary>All documents as they stand at one moment, while commits go on: for a backup.</summary>
    Task<IEngineSnapshot> Snapshot(CancellationToken cancel);
}

/// <summary>The documents of one moment. Whoever asked for it disposes it soon: it holds back what the database would tidy up.</summary>
public interface IEngineSnapshot : IAsyncDisposable
{
    /// <summary>All of a type, ascending by id.</summary>
    IAsyncEnumerable<StoredDocument> All(DocumentType type, CancellationToken cancel);
}

/// <param name="WrittenAt">By the clock of the process that wrote it.</param>
public readonly record struct StoredFile(string Id, DateTimeOffset WrittenAt);

/// <summary>A name held by this owner alone. Disposing gives it back.</summary>
public interface IStoreLease : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Grows with each owner, also over restarts; what an earlier owner left behind bears a smaller one.</summary>
    long Epoch { get; }

    /// <summary>Cancelled when the lease is no longer held, given back or not.</summary>
    CancellationToken Lost { get; }
}
