using CellBot.Domain.Records;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>
/// One decision: it sees each record as it first read it, with its own changes on top, and commits once. Whatever it writes over or relies on must still have
/// the version it read, or the commit conflicts; then decide again in a new session.
/// </summary>
public sealed class Session : IDesk
{
    /// <summary>A list that was read ahead and is longer is read again when it is asked for.</summary>
    private const int LongestAhead = 1000;

    private readonly Store _store;
    private readonly bool _fromMemory;
    private readonly bool _supposes;
    private readonly CancellationToken _cancel;
    private readonly Dictionary<(RecordType Type, string Id), Entry> _entries = new(16); // a usual turn, so that it does not grow
    private readonly SessionFiles _files = new();
    private Dictionary<(RecordType Type, IndexRange Range), (IReadOnlyList<StoredDocument> Documents, ReadRecord[] Records)>? _ahead;
    private readonly Dictionary<RecordType, long> _listEpochs = [];
    private HashSet<string>? _erased;
    private (string Name, long Epoch)? _lease;
    private bool _isCommitted;

    /// <param name="fromMemory">What the store remembers will do.</param>
    /// <param name="supposes">What is new as a rule is taken to be new without asking.</param>
    internal Session(Store store, bool fromMemory, bool supposes, CancellationToken cancel) =>
        (_store, _fromMemory, _supposes, _cancel) = (store, fromMemory, supposes, cancel);

    /// <summary>What will be written, in the order in which it was first read or put.</summary>
    public IEnumerable<Record> PendingPuts
    {
        get
        {
            foreach (var entry in _entries.Values)
            {
                if (entry.Change is Change.Put)
                    yield return entry.Pending!;
            }
        }
    }

    public ValueTask<T?> Get<T>(string id) where T : Record
    {
        var type = _store.Catalog.Of<T>();
        if (_entries.TryGetValue((type, id), out var entry) && (entry.IsRead || entry.Change is not Change.None))
            return new((T?)entry.Current);
        if (_fromMemory && _store.TryRecent(type, id, out var recent))
            return new((T?)Recall(type, id, recent).Current);
        return Load<T>(type, id);
    }

    public async ValueTask<IReadOnlyList<T>> Get<T>(IReadOnlyCollection<string> ids) where T : Record
    {
        var type = _store.Catalog.Of<T>();
        var missing = new List<string>();
        foreach (var id in ids)
        {
            if (_entries.TryGetValue((type, id), out var entry) && (entry.IsRead || entry.Change is not Change.None))
                continue;
            if (_fromMemory && _store.TryRecent(type, id, out var recent))
                Recall(type, id, recent);
            else
                missing.Add(id);
        }

        if (missing.Count > 0)
        {
            foreach (var (id, record) in await _store.Read(type, missing, _cancel).ConfigureAwait(false))
                Track(type, id, record);
        }

        var found = new List<T>(ids.Count);
        foreach (var id in ids)
        {
            if (_entries[(type, id)].Current is T record)
                found.Add(record);
        }

        return found;
    }

    public ValueTask<IReadOnlyList<T>> Find<T>(Index<T> index, string prefix, int limit = 1000) where T : Record =>
        Find(index, IndexRange.Prefix(index.Name, prefix), limit);

    public async ValueTask ReadAhead<T>(Index<T> index, IReadOnlyCollection<string> prefixes) where T : Record
    {
        var type = _store.Catalog.Of<T>();
        var ranges = prefixes.Select(prefix => IndexRange.Prefix(index.Name, prefix)).Where(range => _ahead?.ContainsKey((type, range)) is not true).Distinct().ToList();
        if (ranges.Count == 0)
            return;
        var lists = await _store.Engine.FindEach(type.Documents, ranges, LongestAhead, _cancel).ConfigureAwait(false);
        var records = await _store.Codec.Decode(type, [.. lists.SelectMany(list => list)], _cancel).ConfigureAwait(false);
        _ahead ??= [];
        for (int i = 0, at = 0; i < ranges.Count; at += lists[i].Count, i++)
        {
            if (lists[i].Count < LongestAhead) // else it may not be all of it
                _ahead[(type, ranges[i])] = (lists[i], records[at..(at + lists[i].Count)]);
        }
    }

    public ValueTask<IReadOnlyList<T>> Range<T>(Index<T> index, string from, string to, int limit = 1000) where T : Record =>
        Find(index, new IndexRange(index.Name, from, to), limit);

    public async ValueTask<IReadOnlyList<KeyCount>> Tally<T>(Index<T> index, string prefix) where T : Record =>
        await _store.Engine.Tally(_store.Catalog.Of<T>().Documents, new IndexPrefix(index.Name, prefix), _cancel).ConfigureAwait(false);

    public async ValueTask<bool> IsNew<T>(string id) where T : Record
    {
        var type = _store.Catalog.Of<T>();
        if (_supposes && !_entries.ContainsKey((type, id)) && !_store.TryRecent(type, id, out _))
            return true;
        return await Get<T>(id).ConfigureAwait(false) is null;
    }

    public void Put<T>(T record) where T : Record
    {
        var type = _store.Catalog.Of<T>();
        RecordCodec.RequireId(type, record.Id);
        var entry = At(type, record.Id);
        (entry.Change, entry.Pending) = (Change.Put, record);
    }

    public void Delete<T>(string id) where T : Record
    {
        var type = _store.Catalog.Of<T>();
        var entry = Known(type, id);
        (entry.Change, entry.Pending) = (entry.Read.Version == 0 ? Change.None : Change.Delete, null);
    }

    public void Rely<T>(string id) where T : Record
    {
        var entry = Known(_store.Catalog.Of<T>(), id);
        entry.IsReliedOn = true;
    }

    /// <summary>
    /// The commit stands only while this owner holds the lease: a process that was frozen and does not know yet that another has it must not act. Where one
    /// process owns the store nobody else can have it.
    /// </summary>
    public void OnlyUnder(string lease, long epoch) => _lease = (lease, epoch);

    /// <summary>Erases a person: with the commit, all that is encrypted with this owner's key can never be read again, and counts as not there.</summary>
    public void EraseKey(string owner) => (_erased ??= []).Add(owner);

    /// <summary>The commit names this attachment (see <see cref="Attachments.Write"/>): from then on it is no orphan.</summary>
    public void KeepFile(string id) => _files.Keep(id);

    /// <summary>The commit no longer names this attachment: it becomes an orphan and is swept.</summary>
    public void ReleaseFile(string id) => _files.Release(id);

    /// <summary>Writes all changes or none. Once.</summary>
    /// <exception cref="LeaseLostException">Another owner has the lease of <see cref="OnlyUnder"/>; nothing is written.</exception>
    public Task<CommitResult> Commit() => Commit(canWait: false);

    /// <summary>The same, but nobody waits for it: it may share the flush of a commit that somebody waits for, some hundredths of a second later.</summary>
    public Task<CommitResult> CommitWithOthers() => Commit(canWait: true);

    private async Task<CommitResult> Commit(bool canWait)
    {
        if (_isCommitted)
            throw new InvalidOperationException("A session commits once; decide again in a new one.");
        _isCommitted = true;
        return await new SessionCommit(_store, _entries, _listEpochs, _erased, _lease, _files, canWait, _cancel).Run().ConfigureAwait(false);
    }

    /// <summary>
    /// The version of a new document. Random, not 1: a record deleted and made anew must not look like the one that an open session has read.
    /// </summary>
    internal static long FirstVersion() => Random.Shared.NextInt64(1, 1L << 40);

    private async ValueTask<IReadOnlyList<T>> Find<T>(Index<T> index, IndexRange range, int limit) where T : Record
    {
        var type = _store.Catalog.Of<T>();
        var changed = new List<Entry>();
        foreach (var (place, entry) in _entries)
        {
            if (place.Type == type && entry.Change is not Change.None)
                changed.Add(entry);
        }

        // Changed ones may drop out of what is stored, so that many more are asked for.
        var found = new List<T>();
        for (var wanted = limit + changed.Count; ;)
        {
            var (documents, records, epoch) = _ahead is not null && _ahead.TryGetValue((type, range), out var ahead)
                ? new FoundList(ahead.Documents, ahead.Records, null)
                : await _store.Find(type, range, wanted, _fromMemory, _cancel).ConfigureAwait(false);
            if (epoch is { } remembered)
                _listEpochs[type] = Math.Min(remembered, _listEpochs.GetValueOrDefault(type, remembered));
            for (var i = 0; i < records.Length; i++)
            {
                var entry = Track(type, documents[i].Id, records[i]);
                if (entry.Change is Change.None && entry.Current is T record)
                    found.Add(record);
            }

            if (documents.Count < wanted || found.Count >= limit)
                break;
            range = range with { After = PositionOf(type, range.Index, documents[^1]) }; // some were erased: go on
        }

        if (changed.Count > 0)
            Overlay(found, changed, index, range);
        if (found.Count > limit)
            found.RemoveRange(limit, found.Count - limit);
        return found;
    }

    private static void Overlay<T>(List<T> found, List<Entry> changed, Index<T> index, IndexRange range) where T : Record
    {
        foreach (var entry in changed)
        {
            if (entry.Pending is T record && index.KeyOf(record) is { } key && KeyOrder.Instance.Compare(key, range.From) >= 0 && KeyOrder.Instance.Compare(key, range.To) <= 0)
                found.Add(record);
        }

        found.Sort((a, b) =>
        {
            var byKey = KeyOrder.Instance.Compare(index.KeyOf(a), index.KeyOf(b));
            return byKey != 0 ? byKey : KeyOrder.Instance.Compare(a.Id, b.Id);
        });
    }

    private static IndexPosition PositionOf(RecordType type, string index, StoredDocument document)
    {
        for (var i = 0; i < document.Keys.Length; i++)
        {
            if (type.Documents.Indexes[i] == index)
                return new IndexPosition(document.Keys[i]!, document.Id);
        }

        throw new ArgumentException($"\"{type.Name}\" has no index \"{index}\".");
    }

    private async ValueTask<T?> Load<T>(RecordType type, string id) where T : Record =>
        (T?)Track(type, id, await _store.Read(type, id, _cancel).ConfigureAwait(false)).Current;

    /// <summary>Keeps what is read, unless this record was read before: a session sees one state of each.</summary>
    private Entry Track(RecordType type, string id, ReadRecord read)
    {
        var entry = At(type, id);
        if (!entry.IsRead && entry.Change is Change.None)
            (entry.IsRead, entry.Read) = (true, read);
        return entry;
    }

    /// <summary>The same with what is only remembered: where others write, too, the commit has to see that it still holds.</summary>
    private Entry Recall(RecordType type, string id, ReadRecord read)
    {
        var entry = Track(type, id, read);
        entry.IsRecalled |= !_store.Engine.IsSoleWriter;
        return entry;
    }

    private Entry At(RecordType type, string id)
    {
        if (!_entries.TryGetValue((type, id), out var entry))
            _entries.Add((type, id), entry = new Entry());
        return entry;
    }

    private Entry Known(RecordType type, string id) => _entries.TryGetValue((type, id), out var entry) && (entry.IsRead || entry.Change is Change.Put)
        ? entry
        : throw new InvalidOperationException($"{type.Name}/{id} was not read in this session.");

    internal enum Change { None, Put, Delete }

    internal sealed class Entry
    {
        /// <summary>Whether the store was asked. If not, a put must be an insert.</summary>
        public bool IsRead { get; set; }

        public ReadRecord Read { get; set; }

        public Change Change { get; set; }

        public Record? Pending { get; set; }

        public bool IsReliedOn { get; set; }

        /// <summary>Taken from memory, and others may have changed it.</summary>
        public bool IsRecalled { get; set; }

        public Record? Current => Change switch
        {
            Change.Put => Pending,
            Change.Delete => null,
            _ => Read.Record,
        };
    }
}
