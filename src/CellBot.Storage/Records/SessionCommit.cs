using CellBot.Domain.Records;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>Turns what a session gathered into one write set: encrypted, with the persons' keys it rests on, and told to the cache when it is committed.</summary>
internal sealed class SessionCommit(
    Store store, Dictionary<(RecordType Type, string Id), Session.Entry> entries, Dictionary<RecordType, long> listEpochs, HashSet<string>? erased, (string Name, long Epoch)? lease,
    SessionFiles files, bool canWait, CancellationToken cancel)
{
    private readonly Dictionary<string, (PersonKey Key, bool IsNew)> _keys = [];
    private readonly List<(RecordType Type, string Id, ReadRecord Record)> _remembered = [];
    private readonly Dictionary<RecordType, long> _raised = [];
    private string? _goneOwner;

    public async Task<CommitResult> Run()
    {
        while (true)
        {
            var writes = await Gather().ConfigureAwait(false);
            if (writes is null)
                return CommitResult.Done;
            if ((_goneOwner ?? ErasedSinceRead()) is { } owner)
                return new CommitResult.Conflict(PersonKeys.Documents.Name, owner);
            (writes.Committed, writes.CanWait) = (Remember, canWait);
            if (erased is not null)
                writes.Word = PersonKeys.Erasing(erased);
            if (lease is { } held && !store.Engine.IsSoleWriter)
                writes.Unchanged(LeaseEpochs.Documents, held.Name, held.Epoch);
            var result = await store.Engine.Commit(writes, cancel).ConfigureAwait(false);
            if (result is not CommitResult.Conflict conflict)
                return result;
            if (conflict.Type == LeaseEpochs.Documents.Name)
                throw new LeaseLostException(conflict.Id);
            if (!ForgetAfter(conflict))
                return conflict;
        }
    }

    /// <summary>Null: there is nothing to write.</summary>
    private async ValueTask<WriteSet?> Gather()
    {
        var writes = new WriteSet();
        var isChange = false;
        _keys.Clear();
        _remembered.Clear();
        _raised.Clear();
        foreach (var (place, entry) in entries)
        {
            if (entry.Change is Session.Change.Put)
            {
                var version = entry.Read.Version == 0 ? Session.FirstVersion() : entry.Read.Version + 1;
                var key = entry.Pending is IOwned owned ? await KeyFor(owned.KeyOwner, writes).ConfigureAwait(false) : null;
                writes.Put(place.Type.Documents, store.Codec.Encode(place.Type, entry.Pending!, version, key), entry.Read.Version);
                isChange = true;
                if (place.Type.IsCached)
                    _remembered.Add((place.Type, place.Id, new ReadRecord(entry.Pending, version, key?.Id ?? 0)));
            }
            else if (entry.Change is Session.Change.Delete)
            {
                writes.Delete(place.Type.Documents, place.Id, entry.Read.Version);
                isChange = true;
                if (place.Type.IsCached)
                    _remembered.Add((place.Type, place.Id, default));
            }
            else if (entry.IsReliedOn || entry.IsRecalled)
            {
                writes.Unchanged(place.Type.Documents, place.Id, entry.Read.Version);
                isChange |= entry.IsRecalled; // nothing to write is a decision, too, and rests on it
                if (entry is { IsRecalled: true, Read.Record: IOwned owned })
                    await KeyStays(owned.KeyOwner, writes).ConfigureAwait(false);
            }
        }

        isChange |= await GatherEpochs(writes).ConfigureAwait(false);

        isChange |= GatherFiles(await KeptFiles().ConfigureAwait(false), writes);
        isChange |= await GatherErasures(writes).ConfigureAwait(false);
        return isChange ? writes : null;
    }

    /// <summary>The owner's key; the commit rests on its being there still, or makes it.</summary>
    private async ValueTask<PersonKey> KeyFor(string owner, WriteSet writes)
    {
        if (_keys.TryGetValue(owner, out var known))
            return known.Key;
        var key = await store.Keys.Find(owner, cancel).ConfigureAwait(false);
        var isErased = erased?.Contains(owner) is true;
        if (key is not null && !isErased)
        {
            writes.Unchanged(PersonKeys.Documents, owner, key.Version);
            _keys.Add(owner, (key, false));
            return key;
        }

        // None yet; or erased by this very commit, which then puts a new key in the place of the old.
        var (made, document) = store.Keys.Make(owner, key is null ? Session.FirstVersion() : key.Version + 1);
        writes.Put(PersonKeys.Documents, document, key?.Version ?? 0);
        _keys.Add(owner, (made, true));
        return made;
    }

    /// <summary>The owner of what was taken from memory was not erased by another process meanwhile.</summary>
    private async ValueTask KeyStays(string owner, WriteSet writes)
    {
        if (_keys.ContainsKey(owner))
            return;
        if (await store.Keys.Find(owner, cancel).ConfigureAwait(false) is not { } key)
        {
            _goneOwner = owner;
            return;
        }

        writes.Unchanged(PersonKeys.Documents, owner, key.Version);
        _keys.Add(owner, (key, false));
    }

    /// <summary>On a shared engine: lists from memory must still hold, and whoever changes a type of which lists are remembered says so.</summary>
    private async ValueTask<bool> GatherEpochs(WriteSet writes)
    {
        if (store.Engine.IsSoleWriter)
            return false;
        foreach (var (place, entry) in entries)
        {
            if (!place.Type.SeldomChanges || entry.Change is Session.Change.None || _raised.ContainsKey(place.Type))
                continue;
            var epoch = listEpochs.TryGetValue(place.Type, out var rested) ? rested : await store.ListEpoch(place.Type, cancel).ConfigureAwait(false);
            var next = ListEpochs.After(place.Type, epoch);
            writes.Put(ListEpochs.Documents, next, epoch);
            _raised.Add(place.Type, next.Version);
        }

        foreach (var (type, epoch) in listEpochs)
        {
            if (!_raised.ContainsKey(type))
                writes.Unchanged(ListEpochs.Documents, type.Name, epoch);
        }

        return listEpochs.Count > 0;
    }

    /// <summary>Whose words were read with a key that was erased since: they must not be written again with a new one.</summary>
    private string? ErasedSinceRead()
    {
        foreach (var entry in entries.Values)
        {
            if (entry.Read is { Record: IOwned { KeyOwner: var owner }, KeyId: var keyId } && _keys.TryGetValue(owner, out var known) && known.Key.Id != keyId && erased?.Contains(owner) is not true)
                return owner;
        }

        return null;
    }

    private async ValueTask<bool> GatherErasures(WriteSet writes)
    {
        var isChange = false;
        foreach (var owner in erased ?? [])
        {
            if (_keys.ContainsKey(owner))
                continue; // replaced already
            if (await store.Keys.Load(owner, cancel).ConfigureAwait(false) is { } key)
            {
                writes.Delete(PersonKeys.Documents, owner, key.Version);
                isChange = true;
            }
        }

        return isChange;
    }

    private async ValueTask<IReadOnlyList<StoredDocument>> KeptFiles() =>
        files.Released.Count == 0 ? [] : await store.Engine.Get(Attachments.Documents, files.Released, cancel).ConfigureAwait(false);

    private bool GatherFiles(IReadOnlyList<StoredDocument> toRelease, WriteSet writes)
    {
        foreach (var id in files.Kept)
            writes.Put(Attachments.Documents, new StoredDocument(id, 1, 1, "{}"u8.ToArray(), []), expectedVersion: 0);
        foreach (var document in toRelease)
            writes.Delete(Attachments.Documents, document.Id, document.Version);
        return files.Kept.Count + toRelease.Count > 0;
    }

    /// <summary>Runs inside the engine, in the order of commits.</summary>
    private void Remember()
    {
        foreach (var owner in erased ?? [])
            store.Keys.Forget(owner);
        if (erased is not null)
            store.ForgetAll();
        foreach (var (key, isNew) in _keys.Values)
        {
            if (isNew)
                store.Keys.Remember(key);
        }

        foreach (var (type, epoch) in _raised)
            store.RememberEpoch(type, epoch);
        foreach (var (type, id, record) in _remembered)
            store.Remember(type, id, record);
    }

    /// <summary>Drops what is remembered of the document that changed; whether only a key was made by somebody else first, so that the same decision may be written again.</summary>
    private bool ForgetAfter(CommitResult.Conflict conflict)
    {
        if (conflict.Type == PersonKeys.Documents.Name)
        {
            store.Keys.Forget(conflict.Id);
            return erased is null && _keys.TryGetValue(conflict.Id, out var key) && key.IsNew;
        }

        if (conflict.Type == ListEpochs.Documents.Name)
        {
            store.ForgetLists(conflict.Id);
            return !listEpochs.Keys.Any(type => type.Name == conflict.Id); // it only counted a change, and somebody counted first
        }

        foreach (var place in entries.Keys)
        {
            if (place.Id == conflict.Id && place.Type.Name == conflict.Type)
                store.Forget(place.Type, place.Id);
        }

        return false;
    }
}
