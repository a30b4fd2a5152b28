using System.Collections.Concurrent;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>
/// Where several processes write to the same data: one document for each type that seldom changes, whose version every commit that touches the type raises.
/// A decision on a remembered list rests on that version, and so conflicts if anything of the type was changed by anybody since.
/// </summary>
internal sealed class ListEpochs(IDocumentEngine engine)
{
    /// <summary>Id: the type's name.</summary>
    public static readonly DocumentType Documents = new("list_epoch");

    private readonly ConcurrentDictionary<RecordType, long> _known = new();

    /// <summary>As it was when it was last read or raised here.</summary>
    public ValueTask<long> Of(RecordType type, CancellationToken cancel) => _known.TryGetValue(type, out var epoch) ? new(epoch) : new(Load(type, cancel));

    public void Set(RecordType type, long epoch) => _known[type] = epoch;

    public void Forget(RecordType type) => _known.TryRemove(type, out _);

    /// <summary>The document of the next epoch.</summary>
    public static StoredDocument After(RecordType type, long epoch) => new(type.Name, epoch + 1, 1, "{}"u8.ToArray(), []);

    private async Task<long> Load(RecordType type, CancellationToken cancel)
    {
        while (true)
        {
            var found = await engine.Get(Documents, [type.Name], cancel).ConfigureAwait(false);
            if (found.Count > 0)
                return _known.GetOrAdd(type, found[0].Version);
            var first = new WriteSet();
            first.Put(Documents, After(type, 0), expectedVersion: 0);
            await engine.Commit(first, cancel).ConfigureAwait(false); // or somebody else was faster
        }
    }
}
