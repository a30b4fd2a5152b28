using System.Diagnostics.CodeAnalysis;

namespace CellBot.Storage.Records;

/// <summary>
/// Remembers what was used lately: at most twice <paramref name="generation"/> entries. When the young generation is full it becomes the old one, and
/// what was not asked for since then is forgotten.
/// </summary>
/// <remarks>
/// What is read from the database while a commit changes it must not overwrite what the commit puts here. So a reader takes a
/// <see cref="Mark"/> of the key before it asks the database, and <see cref="AddRead"/> does nothing if anything was changed since.
/// </remarks>
internal sealed class RecentCache<TKey, TValue>(int generation) where TKey : notnull
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];
    private readonly long[] _changes = new long[64];

    /// <summary>How many changes there have been to this key, or to one of those it shares a counter with.</summary>
    public long Mark(TKey key) => Volatile.Read(ref Changes(key));

    /// <summary>The marks of all keys at once, for a read that does not know yet what it will find.</summary>
    public Marks MarkAll() => new([.. _changes]);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(key, out value))
                return true;
            if (!_old.Remove(key, out value))
                return false;
            Keep(key, value);
            return true;
        }
    }

    /// <summary>After a read that began at <paramref name="mark"/>.</summary>
    public void AddRead(TKey key, TValue value, long mark)
    {
        lock (_gate)
        {
            if (Changes(key) == mark)
                Keep(key, value);
        }
    }

    public void AddRead(TKey key, TValue value, Marks marks) => AddRead(key, value, marks.Of(Counter(key)));

    /// <summary>After a commit.</summary>
    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            Changes(key)++;
            _old.Remove(key);
            Keep(key, value);
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
        {
            Changes(key)++;
            _old.Remove(key);
            _young.Remove(key);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            for (var i = 0; i < _changes.Length; i++)
                _changes[i]++;
            _old.Clear();
            _young.Clear();
        }
    }

    private ref long Changes(TKey key) => ref _changes[Counter(key)];

    private static int Counter(TKey key) => key.GetHashCode() & 63;

    private void Keep(TKey key, TValue value)
    {
        _young[key] = value;
        if (_young.Count >= generation)
            (_old, _young) = (_young, []);
    }

    public readonly struct Marks(long[] marks)
    {
        internal long Of(int counter) => marks[counter];
    }
}
