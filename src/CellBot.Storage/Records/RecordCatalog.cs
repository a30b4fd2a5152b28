using System.Collections.Frozen;
using CellBot.Domain.Records;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>All the record types of a store.</summary>
public sealed class RecordCatalog
{
    private readonly FrozenDictionary<Type, RecordType> _byClrType;

    public RecordCatalog(IReadOnlyList<RecordType> types, RecordJson? json = null)
    {
        (Types, Json) = (types, json ?? new RecordJson());
        _byClrType = types.ToFrozenDictionary(type => type.ClrType);
        Documents = [.. types.Select(type => type.Documents), PersonKeys.Documents, ListEpochs.Documents, StoreInfo.Documents, Attachments.Documents];
        if (Documents.GroupBy(type => type.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"\"{twice.Key}\" names two types.", nameof(types));
    }

    public IReadOnlyList<RecordType> Types { get; }

    /// <summary>What an engine must keep: the tables of all types, and those of the store itself.</summary>
    public IReadOnlyList<DocumentType> Documents { get; }

    internal RecordJson Json { get; }

    internal RecordType Of<T>() where T : Record => _byClrType.TryGetValue(typeof(T), out var type)
        ? type
        : throw new ArgumentException($"{typeof(T).Name} is not in the catalog of record types.");
}
