using System.Text.Json;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>
/// The nodes on one store and what each can read. A node holds the lease of its place (<c>node/1</c>, <c>node/2</c> …) while it lives; whose lease is free is gone, and
/// its place is taken by the next that comes. Where one process owns the store there are no others, and nothing is written.
/// </summary>
internal sealed class NodeRegister(IDocumentEngine engine) : IAsyncDisposable
{
    public const string Document = "nodes";

    private IStoreLease? _place;

    /// <summary>Takes a place, or another one if it was lost.</summary>
    public async Task Hold(CancellationToken cancel)
    {
        if (engine.IsSoleWriter || _place is { Lost.IsCancellationRequested: false })
            return;
        if (_place is not null)
            await _place.DisposeAsync().ConfigureAwait(false);
        _place = null;
        for (var number = 1; _place is null; number++)
            _place = await engine.TryLease(PlaceOf(number), cancel).ConfigureAwait(false);
    }

    /// <summary>What is registered, of nodes alive or gone.</summary>
    public async Task<Register> Read(CancellationToken cancel)
    {
        if (engine.IsSoleWriter)
            return new Register(0, []);
        var found = await engine.Get(StoreInfo.Documents, [Document], cancel).ConfigureAwait(false);
        return found.Count == 0 ? new Register(0, []) : new Register(found[0].Version, JsonSerializer.Deserialize<Dictionary<string, NodeInfo>>(found[0].Body.Span)!);
    }

    /// <summary>Enters this node, and strikes those off that are gone and would hold it back.</summary>
    /// <returns>Whether the register is to be written.</returns>
    public async Task<bool> Update(Register register, NodeInfo own, CancellationToken cancel)
    {
        if (_place is null)
            return false;
        var isChanged = false;
        foreach (var (place, node) in register.Nodes.ToList())
        {
            if (place == _place.Name || !node.HoldsBack(own))
                continue;
            await using var free = await engine.TryLease(place, cancel).ConfigureAwait(false);
            if (free is null)
                continue;
            register.Nodes.Remove(place);
            isChanged = true;
        }

        if (register.Nodes.TryGetValue(_place.Name, out var before) && before.IsSame(own))
            return isChanged;
        register.Nodes[_place.Name] = own;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_place is not null)
            await _place.DisposeAsync().ConfigureAwait(false);
    }

    private static string PlaceOf(int number) => $"node/{number}";
}

/// <param name="Version">Of the stored document; 0: there is none.</param>
internal sealed record Register(long Version, Dictionary<string, NodeInfo> Nodes);

/// <summary>What one node can do, by the names of types; it neither reads nor writes other types.</summary>
internal sealed record NodeInfo(Dictionary<string, TypeInfo> Types)
{
    public static NodeInfo Of(RecordCatalog catalog) =>
        new(catalog.Types.ToDictionary(type => type.Name, type => new TypeInfo(type.SchemaVersion, [.. type.Documents.Indexes])));

    /// <summary>Whether the other must write an earlier shape for this one's sake, or has an index that this one does not keep.</summary>
    public bool HoldsBack(NodeInfo other) => Types.Any(pair => other.Types.TryGetValue(pair.Key, out var theirs) && pair.Value.HoldsBack(theirs));

    public bool IsSame(NodeInfo other) => Types.Count == other.Types.Count && Types.All(pair => other.Types.TryGetValue(pair.Key, out var theirs) && pair.Value.IsSame(theirs));
}

/// <param name="Schema">Of a node: the highest that it reads. Of the store: the highest that may have been written.</param>
/// <param name="Indexes">Of a node: those it keeps. Of the store: those that are complete.</param>
internal sealed record TypeInfo(int Schema, string[] Indexes)
{
    public bool HoldsBack(TypeInfo other) => Schema < other.Schema || other.Indexes.Except(Indexes).Any();

    public bool IsSame(TypeInfo other) => Schema == other.Schema && Indexes.ToHashSet().SetEquals(other.Indexes);
}
