using System.Runtime.CompilerServices;
using CellBot.Domain.Records;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Engines.Sqlite;

namespace CellBot.Storage.Records;

/// <summary>What CellBot remembers. A decision opens a session, reads, gathers what should change, and commits it all or not at all.</summary>
public sealed class Store : IAsyncDisposable
{
    private const int Page = 500;

    private readonly RecentCache<(RecordType Type, string Id), ReadRecord> _recent = new(generation: 3_000);

    private readonly RecentLists _lists = new(generation: 1_500);

    /// <summary>On a shared engine: what each kind of list was counted at when it was read first.</summary>
    private readonly ListEpochs _epochs;

    private readonly Rollout _rollout;

    private Store(IDocumentEngine engine, RecordCatalog catalog, PersonKeys keys, RecordCodec codec, Rollout rollout, string keyFile, TimeProvider clock)
    {
        (Engine, Catalog, Keys, Codec, _rollout) = (engine, catalog, keys, codec, rollout);
        KeyFile = Path.GetFullPath(keyFile);
        Attachments = new Attachments(engine, keys, clock);
        _epochs = new ListEpochs(engine);
    }

    public IDocumentEngine Engine { get; }

    public RecordCatalog Catalog { get; }

    /// <summary>Where the key file is.</summary>
    public string KeyFile { get; }

    public Attachments Attachments { get; }

    /// <summary>Completes when a document was seen that only a newer release can read: this process has to stop.</summary>
    public Task<StoreTooNewException> Outgrown => _rollout.Outgrown;

    internal PersonKeys Keys { get; }

    internal RecordCodec Codec { get; }

    /// <summary>Opens a store on an engine that was opened with <see cref="RecordCatalog.Documents"/>; disposing the store closes the engine.</summary>
    /// <param name="keyFile">Made if the store is new and there is none.</param>
    /// <exception cref="StoreKeyException">The key file is missing or not the one of this store.</exception>
    /// <exception cref="StoreTooNewException">A newer release wrote documents that this one cannot read.</exception>
    /// <exception cref="StoreInUseException">A node of an older release still runs on this store, and could not read what this one writes.</exception>
    public static async Task<Store> Start(IDocumentEngine engine, RecordCatalog catalog, string keyFile, TimeProvider clock, CancellationToken cancel = default)
    {
        try
        {
            if (await StoreInfo.RestoringMark(engine, cancel).ConfigureAwait(false) is not null)
                throw new StoreUnreadableException("A restore into this store was cut short. Run the same restore again, or delete the store's files.");
            var key = await StoreInfo.UnlockWith(keyFile, engine, cancel).ConfigureAwait(false);
            var keys = new PersonKeys(engine, key);
            var rollout = new Rollout(catalog, engine);
            var codec = new RecordCodec(catalog, keys, rollout);
            var store = new Store(engine, catalog, keys, codec, rollout, keyFile, clock);
            await store.Agree(cancel).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A store in one SQLite file.</summary>
    /// <param name="keyFile">Null: <c>name.key</c> beside it.</param>
    public static Task<Store> OpenSqlite(string path, string? keyFile, RecordCatalog catalog, TimeProvider clock, CancellationToken cancel = default) =>
        Start(SqliteEngine.Open(path, catalog.Documents, clock), catalog, keyFile ?? StoreKey.DefaultPath(path), clock, cancel);

    /// <summary>A store in a PostgreSQL database, which other processes may have open, too.</summary>
    /// <param name="keyFile">The same on every node.</param>
    /// <exception cref="StoreUnreachableException">No server there, no such database, or it does not let the user in.</exception>
    public static async Task<Store> OpenPostgres(PostgresPlace place, string keyFile, RecordCatalog catalog, TimeProvider clock, CancellationToken cancel = default) =>
        await Start(await PostgresEngine.Open(place, catalog.Documents, clock, cancel).ConfigureAwait(false), catalog, keyFile, clock, cancel).ConfigureAwait(false);

    /// <summary>Begins one decision. A session is used by one flow at a time and needs no closing.</summary>
    public Session Open(CancellationToken cancel = default) => new(this, Engine.IsSoleWriter, supposes: false, cancel);

    /// <summary>
    /// The same, from what this process remembers of records and lists, also where others write to the same data. Then the commit checks that nothing of it has
    /// changed, and conflicts if it has, also when there is nothing to write: without its commit such a decision is worth nothing. After a conflict decide again
    /// in a session that asks the store.
    /// </summary>
    public Session OpenFromMemory(CancellationToken cancel = default) => new(this, true, supposes: true, cancel);

    /// <summary>The epoch of the lease's last owner, holding it still or not; 0: it never had one.</summary>
    public async Task<long> EpochOf(string lease, CancellationToken cancel = default) =>
        (await Engine.Get(LeaseEpochs.Documents, [lease], cancel).ConfigureAwait(false)).FirstOrDefault()?.Version ?? 0;

    /// <summary>All records of a type, by id, in pages; those that change meanwhile are seen before or after. To change one, read it in a session.</summary>
    public async IAsyncEnumerable<T> All<T>([EnumeratorCancellation] CancellationToken cancel = default) where T : Record
    {
        var type = Catalog.Of<T>();
        for (string? after = null; ;)
        {
            var page = await Engine.Find(type.Documents, IndexRange.All(after), Page, cancel).ConfigureAwait(false);
            foreach (var read in await Codec.Decode(type, page, cancel).ConfigureAwait(false))
            {
                if (read.Record is T record)
                    yield return record;
            }

            if (page.Count < Page)
                yield break;
            after = page[^1].Id;
        }
    }

    /// <summary>A secret for one purpose (signing links, a webhook), 32 bytes: the same on every host with this key file, and never stored.</summary>
    public byte[] SecretFor(string purpose) => Keys.SecretFor(purpose);

    /// <summary>Whether it is a restored copy that may not speak yet; null: it may.</summary>
    public Task<StoreMute?> Mute(CancellationToken cancel = default) => StoreInfo.Mute(Engine, cancel);

    /// <summary>From now on it may speak. Nothing happens if it may already.</summary>
    public Task Unmute(CancellationToken cancel = default) => StoreInfo.Unmute(Engine, cancel);

    /// <summary>The moment that the newest backup of this store holds; null: there was none.</summary>
    public Task<DateTimeOffset?> LastBackup(CancellationToken cancel = default) => StoreInfo.LastBackup(Engine, cancel);

    public Task NoteBackup(DateTimeOffset at, CancellationToken cancel = default) => StoreInfo.NoteBackup(at, Engine, cancel);

    /// <summary>
    /// Agrees with the other nodes on what is written: the newest shape that all of them read. Done at the start; where there are other nodes (see
    /// <see cref="IDocumentEngine.IsSoleWriter"/>), to be repeated every few seconds, so that the shapes of a new release are written soon after the last old node is gone.
    /// </summary>
    /// <exception cref="StoreTooNewException">The others have gone on without this node.</exception>
    public Task Agree(CancellationToken cancel = default) => _rollout.Agree(Codec, Keys, cancel);

    public async ValueTask DisposeAsync()
    {
        await _rollout.DisposeAsync().ConfigureAwait(false);
        await Engine.DisposeAsync().ConfigureAwait(false);
    }

    internal bool TryRecent(RecordType type, string id, out ReadRecord record)
    {
        record = default;
        return type.IsCached && _recent.TryGet((type, id), out record);
    }

    internal async Task<ReadRecord> Read(RecordType type, string id, CancellationToken cancel)
    {
        var mark = _recent.Mark((type, id));
        var found = await Engine.Get(type.Documents, [id], cancel).ConfigureAwait(false);
        var read = found.Count == 0 ? default : await Codec.Decode(type, found[0], cancel).ConfigureAwait(false);
        if (type.IsCached)
            _recent.AddRead((type, id), read, mark);
        return read;
    }

    /// <summary>One for each id, those that do not exist included.</summary>
    internal async Task<IReadOnlyCollection<KeyValuePair<string, ReadRecord>>> Read(RecordType type, List<string> ids, CancellationToken cancel)
    {
        var reads = new Dictionary<string, ReadRecord>(ids.Count);
        foreach (var id in ids)
            reads[id] = default;
        var recent = type.IsCached ? _recent : null;
        var marks = recent?.MarkAll() ?? default;
        var found = await Engine.Get(type.Documents, ids, cancel).ConfigureAwait(false);
        var records = await Codec.Decode(type, found, cancel).ConfigureAwait(false);
        for (var i = 0; i < records.Length; i++)
            reads[found[i].Id] = records[i];
        foreach (var (id, read) in reads)
            recent?.AddRead((type, id), read, marks);
        return reads;
    }

    /// <summary>What stands in a range, in its order. What is remembered is not decoded again.</summary>
    /// <param name="fromMemory">A remembered list will do.</param>
    internal ValueTask<FoundList> Find(RecordType type, IndexRange range, int limit, bool fromMemory, CancellationToken cancel)
    {
        if (!type.SeldomChanges)
            return Plain(Search(type, range, limit, cancel));
        if (fromMemory && _lists.TryGet(type, range, limit, out var known))
            return new(known);
        return SearchAndKeep(type, range, limit, cancel);

        static async ValueTask<FoundList> Plain(ValueTask<(IReadOnlyList<StoredDocument> Documents, ReadRecord[] Records)> search)
        {
            var (documents, records) = await search.ConfigureAwait(false);
            return new FoundList(documents, records, null);
        }
    }

    private async ValueTask<FoundList> SearchAndKeep(RecordType type, IndexRange range, int limit, CancellationToken cancel)
    {
        var mark = _lists.Mark(type);
        var epoch = Engine.IsSoleWriter ? 0 : await _epochs.Of(type, cancel).ConfigureAwait(false); // before the list: what changes meanwhile makes the list's epoch too low, never too high
        var (documents, records) = await Search(type, range, limit, cancel).ConfigureAwait(false);
        if (documents.Count <= Page)
            _lists.Add(type, range, limit, documents, records, mark, epoch);
        return new FoundList(documents, records, null);
    }

    private async ValueTask<(IReadOnlyList<StoredDocument> Documents, ReadRecord[] Records)> Search(RecordType type, IndexRange range, int limit, CancellationToken cancel)
    {
        var recent = type.IsCached ? _recent : null;
        var marks = recent?.MarkAll() ?? default;
        var documents = await Engine.Find(type.Documents, range, limit, cancel).ConfigureAwait(false);
        if (recent is null || documents.Count > Page) // a long list would push out what is used every day
            return (documents, await Codec.Decode(type, documents, cancel).ConfigureAwait(false));

        var records = new ReadRecord[documents.Count];
        var unknown = new List<StoredDocument>();
        var places = new List<int>();
        for (var i = 0; i < records.Length; i++)
        {
            if (recent.TryGet((type, documents[i].Id), out records[i]) && records[i].Version == documents[i].Version)
                continue;
            unknown.Add(documents[i]);
            places.Add(i);
        }

        var decoded = await Codec.Decode(type, unknown, cancel).ConfigureAwait(false);
        for (var i = 0; i < decoded.Length; i++)
        {
            records[places[i]] = decoded[i];
            recent.AddRead((type, unknown[i].Id), decoded[i], marks);
        }

        return (documents, records);
    }

    /// <summary>The version of the document that counts the changes of such lists; at least 1.</summary>
    internal ValueTask<long> ListEpoch(RecordType type, CancellationToken cancel) => _epochs.Of(type, cancel);

    /// <summary>After a commit, in the order of commits.</summary>
    internal void Remember(RecordType type, string id, ReadRecord record)
    {
        _recent.Set((type, id), record);
        if (type.SeldomChanges)
            _lists.Changed(type);
    }

    /// <summary>After a commit that counted a change of such lists.</summary>
    internal void RememberEpoch(RecordType type, long epoch) => _epochs.Set(type, epoch);

    internal void Forget(RecordType type, string id) => _recent.Remove((type, id));

    /// <summary>Somebody else changed such lists.</summary>
    internal void ForgetLists(string typeName)
    {
        foreach (var type in Catalog.Types)
        {
            if (type.Name != typeName)
                continue;
            _epochs.Forget(type);
            _lists.Changed(type);
        }
    }

    /// <summary>After a person was erased: whatever they wrote may be among what is remembered.</summary>
    internal void ForgetAll()
    {
        _recent.Clear();
        _lists.Clear();
    }
}

/// <param name="Epoch">Where the list was remembered on a shared engine: the epoch that a decision on it rests on; null: it was read now, or nobody else writes.</param>
internal readonly record struct FoundList(IReadOnlyList<StoredDocument> Documents, ReadRecord[] Records, long? Epoch);

/// <param name="Record">Null: does not exist, or its owner was erased.</param>
/// <param name="Version">0: does not exist.</param>
/// <param name="KeyId">Of the person's key it is encrypted with; 0: not encrypted.</param>
internal readonly record struct ReadRecord(Record? Record, long Version, ulong KeyId = 0);
