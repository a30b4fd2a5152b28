using System.Collections.Frozen;
using CellBot.Domain.Records;
using CellBot.Storage.Engines.Embedded;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>
/// One file in WAL mode with <c>synchronous=FULL</c>: a table for each document type, one thread that writes, several connections that read.
/// Beside <c>name.db</c> stand <c>name.lock</c> (held while open) and <c>name.files/</c> (attachments).
/// </summary>
public sealed class SqliteEngine : IDocumentEngine
{
    private readonly string _path;
    private readonly FrozenDictionary<string, SqliteTable> _tables;
    private readonly StoreLock _lock;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;
    private readonly FileFolder _files;
    private readonly EmbeddedLeases _leases;
    private int _disposed;

    private SqliteEngine(string path, FrozenDictionary<string, SqliteTable> tables, StoreLock held, SqliteConnection writing, TimeProvider clock)
    {
        (_path, _tables, _lock) = (path, tables, held);
        _readers = new SqliteReaders(path);
        _writer = new SqliteWriter(writing, tables);
        _files = new FileFolder(Path.ChangeExtension(path, ".files"), clock);
        _leases = new EmbeddedLeases(this);
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The database file; its directory is made if there is none.</param>
    /// <param name="types">All the types that will be used.</param>
    /// <param name="clock">Stamps attachments.</param>
    /// <exception cref="StoreInUseException">Another process has it open.</exception>
    /// <exception cref="StoreUnreadableException">Not a CellBot database, or damaged.</exception>
    /// <exception cref="StoreTooNewException">A newer release laid it out.</exception>
    /// <exception cref="StoreWriteException">It cannot be opened for writing.</exception>
    public static SqliteEngine Open(string path, IEnumerable<DocumentType> types, TimeProvider clock) => Open(path, types, clock, prepare: null);

    /// <param name="prepare">Called with the writing connection once the file is laid out.</param>
    internal static SqliteEngine Open(string path, IEnumerable<DocumentType> types, TimeProvider clock, Action<SqliteConnection>? prepare)
    {
        path = Path.GetFullPath(path);
        var tables = types.Append(LeaseEpochs.Documents).ToFrozenDictionary(type => type.Name, type => new SqliteTable(type));
        var held = StoreLock.Take(path);
        SqliteConnection? writing = null;
        try
        {
            writing = new SqliteConnection(path, readOnly: false);
            SqliteSchema.Provision(writing, path, tables.Values);
            prepare?.Invoke(writing);
            return new SqliteEngine(path, tables, held, writing, clock);
        }
        catch
        {
            writing?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public bool IsSoleWriter => true;

    public async Task<IReadOnlyList<StoredDocument>> Get(DocumentType type, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        ids.Count == 0 ? [] : await _readers.Read((Table: Table(type), ids), static (connection, ask) => SqliteReading.Get(connection, ask.Table, ask.ids), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredDocument>> Find(DocumentType type, IndexRange range, int limit, CancellationToken cancel) =>
        limit <= 0 ? [] : await _readers.Read((Table: Table(type), range, limit), static (connection, ask) => SqliteReading.Find(connection, ask.Table, ask.range, ask.limit), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<KeyCount>> Tally(DocumentType type, IndexPrefix prefix, CancellationToken cancel) =>
        await _readers.Read((Table: Table(type), prefix), static (connection, ask) => SqliteReading.Tally(connection, ask.Table, ask.prefix), cancel).ConfigureAwait(false);

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

    public Task<Stream?> OpenFile(string id, CancellationToken cancel) => Task.FromResult(_files.Open(id));

    public Task DropFile(string id, CancellationToken cancel)
    {
        _files.Drop(id);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<StoredFile> Files(CancellationToken cancel) => _files.All().ToAsyncEnumerable();

    public Task<IEngineSnapshot> Snapshot(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed == 1, typeof(SqliteEngine));
        return Task.FromResult<IEngineSnapshot>(new SqliteSnapshot(_path, Table));
    }

    /// <summary>Settles the commits that wait, then closes and gives the file free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await Task.Run(() =>
        {
            _leases.Dispose();
            _readers.Dispose();
            _writer.Dispose();
            _lock.Dispose();
        }).ConfigureAwait(false);
    }

    private SqliteTable Table(DocumentType type) => _tables.TryGetValue(type.Name, out var table)
        ? table
        : throw new ArgumentException($"The store was opened without the type \"{type.Name}\".");
}
