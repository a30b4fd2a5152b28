using CellBot.Domain.Records;
using CellBot.Storage.Engines.Embedded;
using LiteDB;

namespace CellBot.Storage.Engines.LiteDb;

/// <summary>
/// One LiteDB file, for those who want nothing but .NET. Beside <c>name.db</c> stand <c>name-log.db</c> (LiteDB's log), <c>name.lock</c> (held while open) and
/// <c>name.files/</c> (attachments). Its promise is weaker than that of the other engines: a commit survives the end of the process, but it is not flushed to disk
/// before it completes (LiteDB issues 2818, 2935, 2825); a power cut may take the last commits, or leave a damaged file.
/// </summary>
public sealed class LiteDbEngine : IDocumentEngine
{
    private readonly string _path;
    private readonly IReadOnlyDictionary<string, DocumentType> _types;
    private readonly StoreLock _lock;
    private readonly LiteDbFile _file;
    private readonly LiteDbThread _thread;
    private readonly FileFolder _files;
    private readonly EmbeddedLeases _leases;
    private int _snapshots;
    private int _disposed;

    private LiteDbEngine(string path, IReadOnlyCollection<DocumentType> types, StoreLock held, LiteDbFile file, TimeProvider clock)
    {
        (_path, _lock, _file) = (path, held, file);
        _types = types.ToDictionary(type => type.Name);
        _thread = new LiteDbThread(file);
        _files = new FileFolder(Path.ChangeExtension(path, ".files"), clock);
        _leases = new EmbeddedLeases(this);
    }

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The database file; its directory is made if there is none.</param>
    /// <param name="types">All the types that will be used.</param>
    /// <param name="clock">Stamps attachments.</param>
    /// <exception cref="StoreInUseException">Another process has it open.</exception>
    /// <exception cref="StoreUnreadableException">Not a LiteDB file of CellBot's, or damaged.</exception>
    /// <exception cref="StoreTooNewException">A newer release laid it out.</exception>
    /// <exception cref="StoreWriteException">It cannot be opened for writing.</exception>
    public static LiteDbEngine Open(string path, IEnumerable<DocumentType> types, TimeProvider clock)
    {
        path = Path.GetFullPath(path);
        DocumentType[] all = [.. types, LeaseEpochs.Documents];
        var held = StoreLock.Take(path);
        try
        {
            foreach (var left in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".snapshot-*"))
                File.Delete(left); // of a process that was killed
            return new LiteDbEngine(path, all, held, new LiteDbFile(path, all), clock);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public bool IsSoleWriter => true;

    public Task<IReadOnlyList<StoredDocument>> Get(DocumentType type, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var table = Table(type);
        return ids.Count == 0 ? Task.FromResult<IReadOnlyList<StoredDocument>>([])
            : _thread.Read<IReadOnlyList<StoredDocument>>(_ => [.. ids.Select(table.Get).OfType<StoredDocument>()]);
    }

    public Task<IReadOnlyList<StoredDocument>> Find(DocumentType type, IndexRange range, int limit, CancellationToken cancel)
    {
        var table = Table(type);
        table.FieldOf(range.Index);
        return limit <= 0 ? Task.FromResult<IReadOnlyList<StoredDocument>>([]) : _thread.Read(_ => table.Find(range, limit));
    }

    public Task<IReadOnlyList<KeyCount>> Tally(DocumentType type, IndexPrefix prefix, CancellationToken cancel)
    {
        var table = Table(type);
        table.FieldOf(prefix.Index);
        return _thread.Read(_ => table.Tally(prefix));
    }

    public Task<CommitResult> Commit(WriteSet writes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (writes.Count == 0)
            return Task.FromResult(CommitResult.Done);
        writes.RequireEachOnce();
        var rows = new List<BsonDocument?>(writes.Count);
        foreach (ref readonly var write in writes.Writes)
        {
            var table = Table(write.Type);
            rows.Add(write.Document is { } document ? table.Row(document) : null);
        }

        return _thread.Commit(writes, rows);
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

    /// <summary>A copy of the file beside it, made while commits wait, and deleted when the snapshot is disposed.</summary>
    public async Task<IEngineSnapshot> Snapshot(CancellationToken cancel)
    {
        var copy = $"{_path}.snapshot-{Interlocked.Increment(ref _snapshots)}";
        await _thread.Read(file =>
        {
            file.CopyTo(copy);
            return true;
        }).ConfigureAwait(false);
        return new LiteDbSnapshot(copy);
    }

    /// <summary>Settles the commits that wait, then closes and gives the file free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await Task.Run(() =>
        {
            _leases.Dispose();
            _thread.Dispose();
            _lock.Dispose();
        }).ConfigureAwait(false);
    }

    private LiteDbTable Table(DocumentType type) => _types.ContainsKey(type.Name)
        ? _file.Table(type)
        : throw new ArgumentException($"The store was opened without the type \"{type.Name}\".");
}
