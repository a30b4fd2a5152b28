using System.Runtime.InteropServices;

namespace CellBot.Storage.Engines;

/// <summary>What one decision changes and what it rests on; it is committed whole or not at all. Each document is named at most once.</summary>
public sealed class WriteSet
{
    private readonly List<Write> _writes = [];

    /// <summary>
    /// Called once if the set is committed, before <see cref="IDocumentEngine.Commit"/> completes; for all the sets of one engine in the order in which they
    /// were committed, one at a time. It must be quick and must not throw.
    /// </summary>
    public Action? Committed { get; set; }

    /// <summary>
    /// Nobody waits for it: it may keep until a set comes that somebody does wait for, and share its flush; at most <see cref="LongestWait"/>. An engine
    /// that has no use for this commits it like any other.
    /// </summary>
    public bool CanWait { get; set; }

    /// <summary>How long a set that can wait does wait for company.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Rung on the engine's bell if, and only if, the set is committed. Null: nothing. For what happens seldom: it costs the commit some time.</summary>
    public string? Word { get; set; }

    internal ReadOnlySpan<Write> Writes => CollectionsMarshal.AsSpan(_writes);

    public int Count => _writes.Count;

    /// <param name="expectedVersion">The version that is replaced; 0: the document must not exist.</param>
    public void Put(DocumentType type, StoredDocument document, long expectedVersion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(document.Version, expectedVersion);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentOutOfRangeException.ThrowIfNotEqual(document.Keys.Length, type.Indexes.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(document.Body.Length, StoredDocument.LongestBody);
        _writes.Add(new Write(WriteKind.Put, type, document.Id, expectedVersion, document));
    }

    /// <param name="expectedVersion">The version that is deleted, at least 1.</param>
    public void Delete(DocumentType type, string id, long expectedVersion)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expectedVersion);
        _writes.Add(new Write(WriteKind.Delete, type, id, expectedVersion, null));
    }

    /// <summary>The commit conflicts unless the document still has this version; 0: unless it still does not exist.</summary>
    public void Unchanged(DocumentType type, string id, long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        _writes.Add(new Write(WriteKind.Unchanged, type, id, version, null));
    }

    /// <exception cref="ArgumentException">A document is named twice: the result would depend on the order.</exception>
    internal void RequireEachOnce()
    {
        var writes = Writes;
        if (writes.Length > 16)
        {
            var seen = new HashSet<(string, string)>(writes.Length);
            foreach (ref readonly var write in writes)
            {
                if (!seen.Add((write.Type.Name, write.Id)))
                    throw NamedTwice(write);
            }

            return;
        }

        for (var i = 1; i < writes.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (writes[i].Id == writes[j].Id && writes[i].Type.Name == writes[j].Type.Name)
                    throw NamedTwice(writes[i]);
            }
        }
    }

    private static ArgumentException NamedTwice(in Write write) => new($"{write.Type.Name}/{write.Id} stands twice in one write set.");
}

internal enum WriteKind { Put, Delete, Unchanged }

/// <param name="Expected">The version the document must have; 0: it must not exist.</param>
/// <param name="Document">For a put.</param>
internal readonly record struct Write(WriteKind Kind, DocumentType Type, string Id, long Expected, StoredDocument? Document);
