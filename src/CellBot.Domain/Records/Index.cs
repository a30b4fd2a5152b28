namespace CellBot.Domain.Records;

/// <summary>
/// A way to find records of one type: the key of each record, compared as ordinal text. A record whose key is null is not found by this index.
/// Keys hold ids, states and dates only, never a person's words: they are stored unencrypted.
/// </summary>
public sealed class Index<T>(string name, Func<T, string?> key) : IIndex where T : Record
{
    /// <summary>Lower-case ASCII letters and "_": it names a column.</summary>
    public string Name { get; } = name;

    public string? KeyOf(T record) => key(record);

    string? IIndex.KeyOf(Record record) => key((T)record);
}

public interface IIndex
{
    string Name { get; }
    string? KeyOf(Record record);
}

/// <summary>How many records stand under one index key.</summary>
public readonly record struct KeyCount(string Key, int Count);
