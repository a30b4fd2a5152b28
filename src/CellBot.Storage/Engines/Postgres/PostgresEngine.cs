using System.Collections.Frozen;
using CellBot.Domain.Records;
using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// A PostgreSQL database that any number of processes share: a table for each document type, reads on a pool, one connection that writes, one that holds the
/// leases, one that listens. A server that restarts or is replaced is waited for, some seconds long.
/// </summary>
public sealed class PostgresEngine : IDocumentEngine
{
    private readonly PostgresPlace _place;
    private readonly FrozenDictionary<string, PostgresTable> _tables;
    private readonly NpgsqlDataSource _readers;
    private readonly PostgresReaders _reads;
    private readonly PostgresWriter _writer;
    private readonly PostgresLeases _leases;
    private readonly PostgresFiles _files;
    private readonly PostgresBell _bell;
    private int _disposed;

    private PostgresEngine(PostgresPlace place, FrozenDictionary<string, PostgresTable> tables, NpgsqlDataSource readers, TimeProvider clock)
    {
        (_place, _tables, _readers) = (place, tables, readers);
        _reads = new PostgresReaders(place, readers);
        _leases = new PostgresLeases(place, tables[LeaseEpochs.Documents.Name]);
        _writer = new PostgresWriter(place, tables, conflict =>
        {
            if (conflict.Type == LeaseEpochs.Documents.Name)
                _leases.IsTakenOver(conflict.Id);
        });
        _files = new PostgresFiles(place, readers, clock);
        _bell = new PostgresBell(place, readers);
    }

    /// <summary>Connects, and makes or completes the tables.</summary>
    /// <param name="types">All the types that will be used.</param>
    /// <param name="clock">Stamps attachments.</param>
    /// <exception cref="StoreUnreachableException">No server there, no such database, or it does not let the user in.</exception>
    /// <exception cref="StoreUnreadableException">It cannot hold a store.</exception>
    /// <exception cref="StoreTooNewException">A newer release laid it out.</exception>
    public static async Task<PostgresEngine> Open(PostgresPlace place, IEnumerable<DocumentType> types, TimeProvider clock, CancellationToken cancel = default)
    {
        var tables = types.Append(LeaseEpochs.Documents).ToFrozenDictionary(type => type.Name, type => new PostgresTable(type));
        try
        {
            await using var source = place.Single("");
            await using var connection = await source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            await PostgresSchema.Provision(connection, place, tables.Values, cancel).ConfigureAwait(false);
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is NpgsqlException)
        {
            throw PostgresFaults.Unreachable(place, accident);
        }

        return new PostgresEngine(place, tables, place.Readers(), clock);
    }

    public bool IsSoleWriter => false;

    public IStoreBell Bell => _bell;

    public Task<IReadOnlyList<StoredDocument>> Get(DocumentType type, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var table = Table(type);
        return ids.Count == 0 ? Task.FromResult<IReadOnlyList<StoredDocument>>([]) : Read(() => _reads.Get(table, ids, cancel));
    }

    public Task<IReadOnlyList<StoredDocument>> Find(DocumentType type, IndexRange range, int limit, CancellationToken cancel)
    {
        var table = Table(type);
        return limit <= 0 ? Task.FromResult<IReadOnlyList<StoredDocument>>([]) : Read(() => _reads.Find(table, range, limit, cancel));
    }

    public async Task<IReadOnlyList<IReadOnlyList<StoredDocument>>> FindEach(DocumentType type, IReadOnlyList<IndexRange> ranges, int limit, CancellationToken cancel)
    {
        var table = Table(type);
        return ranges.Count == 0 ? [] : await Read(() => _reads.Again(() => PostgresReading.FindEach(_readers, table, ranges, limit, cancel), cancel)).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<KeyCount>> Tally(DocumentType type, IndexPrefix prefix, CancellationToken cancel)
    {
        var table = Table(type);
        return Read(() => _reads.Again(() => PostgresReading.Tally(_readers, table, prefix, cancel), cancel));
    }

    public Task<CommitResult> Commit(WriteSet writes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (writes.Count == 0)
            return Task.FromResult(CommitResult.Done);
        writes.RequireEachOnce();
        foreach (ref readonly var write in writes.Writes)
            Table(write.Type);
        return _writer.Commit(writes);
    }

    public Task<IStoreLease?> TryLease(string name, CancellationToken cancel) => _leases.Try(name, cancel);

    public Task PutFile(string id, Stream content, CancellationToken cancel) => _files.Put(id, content, cancel);

    public Task<Stream?> OpenFile(string id, CancellationToken cancel) => _files.Open(id, cancel);

    public Task DropFile(string id, CancellationToken cancel) => _files.Drop(id, cancel);

    public IAsyncEnumerable<StoredFile> Files(CancellationToken cancel) => _files.All(cancel);

    public Task<IEngineSnapshot> Snapshot(CancellationToken cancel) => Read(() => _reads.Again<IEngineSnapshot>(
        async () => await PostgresSnapshot.Begin(_place, await _readers.OpenConnectionAsync(cancel).ConfigureAwait(false), Table, cancel).ConfigureAwait(false), cancel));

    /// <summary>Settles the commits that wait, gives the leases back, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _leases.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _bell.DisposeAsync().ConfigureAwait(false);
        await _readers.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> Read<T>(Func<Task<T>> read)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) == 1, this);
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (NpgsqlException refusal)
        {
            throw new StoreUnreadableException($"{_place.Name} cannot be read: {refusal.Message}", refusal);
        }
    }

    private PostgresTable Table(DocumentType type) => _tables.TryGetValue(type.Name, out var table)
        ? table
        : throw new ArgumentException($"The store was opened without the type \"{type.Name}\".");
}
