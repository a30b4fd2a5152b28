using System.Collections.Concurrent;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>
/// Remembers what stood in a range, for types that seldom change: who belongs to a cell, who holds an office. Any commit that touches the type
/// makes all its lists worthless. At most twice <paramref name="generation"/> lists are kept, as in <see cref="RecentCache{TKey,TValue}"/>.
/// </summary>
internal sealed class RecentLists(int generation)
{
    private readonly RecentCache<(RecordType Type, IndexRange Range, int Limit), Entry> _lists = new(generation);
    private readonly ConcurrentDictionary<RecordType, StrongBox> _changes = new();

    /// <summary>How many commits have touched the type; taken before the database is asked.</summary>
    public long Mark(RecordType type) => Volatile.Read(ref Of(type).Value);

    public bool TryGet(RecordType type, IndexRange range, int limit, out FoundList found)
    {
        if (_lists.TryGet((type, range, limit), out var entry) && entry.Mark == Mark(type))
        {
            found = new FoundList(entry.Documents, entry.Records, entry.Epoch == 0 ? null : entry.Epoch);
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>After a read that began at <paramref name="mark"/>; nothing is kept if a commit came between.</summary>
    public void Add(RecordType type, IndexRange range, int limit, IReadOnlyList<StoredDocument> documents, ReadRecord[] records, long mark, long epoch)
    {
        if (Mark(type) == mark)
            _lists.Set((type, range, limit), new Entry(mark, epoch, [.. documents.Select(document => document with { Body = default })], records));
    }

    /// <summary>A commit touches the type. Called by the engine before the commit's task completes, so that no reader keeps what is old.</summary>
    public void Changed(RecordType type) => Interlocked.Increment(ref Of(type).Value);

    public void Clear()
    {
        foreach (var type in _changes.Keys)
            Changed(type);
        _lists.Clear();
    }

    private StrongBox Of(RecordType type) => _changes.GetOrAdd(type, static _ => new StrongBox());

    private sealed class StrongBox
    {
        public long Value;
    }

    private sealed record Entry(long Mark, long Epoch, IReadOnlyList<StoredDocument> Documents, ReadRecord[] Records);
}
