using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CellBot.Domain.Records;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>How one type of record is stored: its table, indexes, and the version of its shape. Declared once, in a <see cref="RecordCatalog"/>.</summary>
public abstract class RecordType
{
    private protected RecordType(Type clrType, DocumentType documents, int schemaVersion, bool isCached, bool seldomChanges, Upgrade? upgrade, Downgrade? downgrade)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(schemaVersion, 1);
        if (schemaVersion > 1 && upgrade is null)
            throw new ArgumentException($"\"{documents.Name}\" has schema version {schemaVersion} and no way up from the earlier ones.", nameof(upgrade));
        (ClrType, Documents, SchemaVersion, IsCached, SeldomChanges, Upgrading, Downgrading) = (clrType, documents, schemaVersion, isCached, seldomChanges, upgrade, downgrade);
        IsOwned = typeof(IOwned).IsAssignableFrom(clrType);
    }

    public string Name => Documents.Name;

    public DocumentType Documents { get; }

    /// <summary>Of the shape that the code knows: the highest that is read, and what is written as soon as every live node can read it (see <see cref="Rollout"/>).</summary>
    public int SchemaVersion { get; }

    /// <summary>Whether decoded records are remembered: for what is read far more often than changed.</summary>
    public bool IsCached { get; }

    /// <summary>Whether found lists are remembered too, until any commit touches the type: for what changes a few times a day. Implies <see cref="IsCached"/>.</summary>
    public bool SeldomChanges { get; }

    /// <summary>Whether its records belong to a person (<see cref="IOwned"/>) and are therefore encrypted.</summary>
    public bool IsOwned { get; }

    internal Type ClrType { get; }

    /// <summary>Whether an earlier shape can be written while older nodes live.</summary>
    internal bool CanWriteOlder => Downgrading is not null;

    private protected Upgrade? Upgrading { get; }

    private protected Downgrade? Downgrading { get; }

    internal abstract IReadOnlyList<IIndex> Indexes { get; }

    internal string?[] KeysOf(Record record)
    {
        var indexes = Indexes;
        if (indexes.Count == 0)
            return [];
        var keys = new string?[indexes.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = indexes[i].KeyOf(record);
        return keys;
    }

    internal abstract void Write(Utf8JsonWriter json, Record record, int schemaVersion, RecordJson shapes);

    internal abstract Record Read(ReadOnlySpan<byte> json, int schemaVersion, RecordJson shapes);
}

/// <summary>Turns the JSON of an older shape into the present one.</summary>
/// <param name="document">As it was stored; may be changed in place and returned.</param>
/// <param name="from">The schema version it was stored with.</param>
public delegate JsonObject Upgrade(JsonObject document, int from);

/// <summary>Turns the JSON of the present shape into an older one, for the nodes of the release before that still run beside this one.</summary>
/// <param name="document">In the present shape; may be changed in place and returned.</param>
/// <param name="to">The schema version to be written.</param>
public delegate JsonObject Downgrade(JsonObject document, int to);

/// <param name="name">Names the table: never change it.</param>
/// <param name="schemaVersion">
/// Raise it with every change that an older release would misread, or lose when it writes the record again, and give an <paramref name="upgrade"/>.
/// </param>
/// <param name="indexes">To change what an index finds, give it a new name: it is then built again at the next start.</param>
/// <param name="cached">See <see cref="RecordType.IsCached"/>.</param>
/// <param name="upgrade">Needed from schema version 2 on.</param>
/// <param name="seldomChanges">See <see cref="RecordType.SeldomChanges"/>.</param>
/// <param name="downgrade">For a release that can run beside the one before; without it, nodes of that one must be stopped first.</param>
public sealed class RecordType<T>(string name, int schemaVersion, Index<T>[] indexes, bool cached = false, Upgrade? upgrade = null, Downgrade? downgrade = null, bool seldomChanges = false)
    : RecordType(typeof(T), new DocumentType(name, [.. indexes.Select(index => index.Name)]), schemaVersion, cached || seldomChanges, seldomChanges, upgrade, downgrade)
    where T : Record
{
    private JsonTypeInfo<T>? _shape;

    internal override IReadOnlyList<IIndex> Indexes => indexes;

    internal override void Write(Utf8JsonWriter json, Record record, int writtenVersion, RecordJson shapes)
    {
        if (writtenVersion == SchemaVersion)
            JsonSerializer.Serialize(json, (T)record, Shape(shapes));
        else
            Downgrading!((JsonObject)JsonSerializer.SerializeToNode((T)record, Shape(shapes))!, writtenVersion).WriteTo(json);
    }

    internal override Record Read(ReadOnlySpan<byte> json, int storedVersion, RecordJson shapes)
    {
        T? record;
        if (storedVersion == SchemaVersion)
        {
            record = JsonSerializer.Deserialize(json, Shape(shapes));
        }
        else
        {
            var old = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A stored document is a JSON object.");
            record = Upgrading!(old, storedVersion).Deserialize(Shape(shapes));
        }

        return record ?? throw new JsonException($"A stored {Name} is null.");
    }

    private JsonTypeInfo<T> Shape(RecordJson shapes) => _shape ??= shapes.Of<T>();
}
