using System.Collections.Frozen;
using System.Text.Json;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>
/// Which schema version of each type is written. A release reads its own shapes and all earlier ones; it writes the earlier ones until every live node reads its
/// own, and from then on no node may join that does not. Both are decided in one commit: who joins relies on what may have been written, and who writes a new
/// shape relies on who has joined.
/// </summary>
internal sealed class Rollout(RecordCatalog catalog, IDocumentEngine engine) : IAsyncDisposable
{
    public const string TypesDocument = "types";

    private readonly NodeRegister _nodes = new(engine);
    private readonly NodeInfo _own = NodeInfo.Of(catalog);
    private readonly HashSet<string> _builtBesideOlder = [];
    private readonly TaskCompletionSource<StoreTooNewException> _outgrown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FrozenDictionary<RecordType, int> _older = FrozenDictionary<RecordType, int>.Empty;

    /// <summary>Completes when something was found that only a newer release reads.</summary>
    public Task<StoreTooNewException> Outgrown => _outgrown.Task;

    /// <summary>The schema version that is written now.</summary>
    public int WrittenOf(RecordType type) => _older.Count > 0 && _older.TryGetValue(type, out var older) ? older : type.SchemaVersion;

    public StoreTooNewException TooNew(RecordType type, int schemaVersion)
    {
        var refusal = new StoreTooNewException(
            $"The stored {type.Name} has schema version {schemaVersion}, written by a newer release of CellBot; this release reads up to {type.SchemaVersion}. Install that release.");
        _outgrown.TrySetResult(refusal);
        return refusal;
    }

    /// <summary>Refuses what a newer release wrote, writes down what is written from now on, then builds the indexes that are new.</summary>
    public async Task Agree(RecordCodec codec, PersonKeys keys, CancellationToken cancel)
    {
        await _nodes.Hold(cancel).ConfigureAwait(false);
        while (true)
        {
            var found = await engine.Get(StoreInfo.Documents, [TypesDocument], cancel).ConfigureAwait(false);
            var version = found.Count == 0 ? 0 : found[0].Version;
            var types = found.Count == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, TypeInfo>>(found[0].Body.Span)!;
            RequireReadable(types);
            var register = await _nodes.Read(cancel).ConfigureAwait(false);
            var isJoining = await _nodes.Update(register, _own, cancel).ConfigureAwait(false);
            var isRaising = AgreeOnShapes(types, register);
            if ((isJoining || isRaising) && !await Commit(types, version, isRaising, register, isJoining, cancel).ConfigureAwait(false))
                continue; // somebody joined, or went on, meanwhile
            _older = catalog.Types.Where(type => types[type.Name].Schema < type.SchemaVersion).ToFrozenDictionary(type => type, type => types[type.Name].Schema);
            if (isJoining || isRaising)
                continue;
            if (!await AgreeOnIndexes(types, register, codec, keys, cancel).ConfigureAwait(false) || await Commit(types, version, true, register, false, cancel).ConfigureAwait(false))
                return;
        }
    }

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    private void RequireReadable(Dictionary<string, TypeInfo> types)
    {
        foreach (var type in catalog.Types)
        {
            if (types.GetValueOrDefault(type.Name) is { } known && known.Schema > type.SchemaVersion)
                throw TooNew(type, known.Schema);
        }
    }

    /// <returns>Whether a newer shape may be written from now on.</returns>
    private bool AgreeOnShapes(Dictionary<string, TypeInfo> types, Register register)
    {
        var isRaising = false;
        foreach (var type in catalog.Types)
        {
            var before = types.GetValueOrDefault(type.Name) ?? new TypeInfo(0, [.. type.Documents.Indexes]);
            var (lowest, place) = NodesWith(type, register).Select(node => (node.Info.Schema, node.Place)).DefaultIfEmpty((type.SchemaVersion, "")).Min();
            var schema = Math.Max(before.Schema, Math.Min(type.SchemaVersion, lowest));
            if (schema < type.SchemaVersion && !type.CanWriteOlder)
                throw new StoreInUseException(
                    $"{place} runs an older release of CellBot on this store, which cannot read what this release writes ({type.Name}, schema version {type.SchemaVersion}). Stop the older nodes first, then start this one.");
            if (schema == before.Schema)
                continue;
            types[type.Name] = before with { Schema = schema };
            isRaising = true;
        }

        return isRaising;
    }

    /// <returns>Whether it changed which indexes are complete.</returns>
    private async Task<bool> AgreeOnIndexes(Dictionary<string, TypeInfo> types, Register register, RecordCodec codec, PersonKeys keys, CancellationToken cancel)
    {
        var isChanged = false;
        foreach (var type in catalog.Types)
        {
            var before = types[type.Name];
            var kept = type.Documents.Indexes;
            var areKeptByAll = NodesWith(type, register).All(node => !kept.Except(node.Info.Indexes).Any());
            // What an older node writes has no key of a new index: it is built at once, and once more when the last of them is gone.
            if (kept.Except(before.Indexes).Any() && (areKeptByAll || _builtBesideOlder.Add(type.Name)))
                await Reindexing.Run(type, engine, codec, keys, cancel).ConfigureAwait(false);
            if (!areKeptByAll || before.Indexes.ToHashSet().SetEquals(kept))
                continue;
            types[type.Name] = before with { Indexes = [.. kept] };
            isChanged = true;
        }

        return isChanged;
    }

    private static IEnumerable<(string Place, TypeInfo Info)> NodesWith(RecordType type, Register register) =>
        register.Nodes.Where(node => node.Value.Types.ContainsKey(type.Name)).Select(node => (node.Key, node.Value.Types[type.Name]));

    private async Task<bool> Commit(Dictionary<string, TypeInfo> types, long version, bool isChanged, Register register, bool isJoining, CancellationToken cancel)
    {
        var writes = new WriteSet();
        if (isChanged)
            writes.Put(StoreInfo.Documents, StoreInfo.Document(TypesDocument, version + 1, types), version);
        else
            writes.Unchanged(StoreInfo.Documents, TypesDocument, version);
        if (isJoining)
            writes.Put(StoreInfo.Documents, StoreInfo.Document(NodeRegister.Document, register.Version + 1, register.Nodes), register.Version);
        else if (!engine.IsSoleWriter)
            writes.Unchanged(StoreInfo.Documents, NodeRegister.Document, register.Version);
        return await engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed;
    }
}
