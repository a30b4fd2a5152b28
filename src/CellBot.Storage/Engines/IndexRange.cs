namespace CellBot.Storage.Engines;

/// <summary>
/// The documents with <paramref name="From"/> ≤ key ≤ <paramref name="To"/> in one index, ascending by (key, id). Keys and ids are compared as their
/// UTF-8 bytes (see <see cref="KeyOrder"/>).
/// </summary>
/// <param name="Index">A declared index, or <see cref="DocumentType.ById"/>.</param>
/// <param name="After">Only what comes after this (key, id): where the page before ended.</param>
public readonly record struct IndexRange(string Index, string From, string To, IndexPosition? After = null)
{
    /// <summary>Comes after every character that text can hold: U+10FFFF is set aside by Unicode for such use, and no key contains it.</summary>
    internal const string Highest = "\U0010FFFF";

    public static IndexRange Exactly(string index, string key) => new(index, key, key);

    /// <summary>Keys that begin with <paramref name="prefix"/>; the whole key is a prefix of itself.</summary>
    public static IndexRange Prefix(string index, string prefix) => new(index, prefix, prefix + Highest);

    /// <summary>All documents of a type, by id; one page begins after the last id of the page before.</summary>
    public static IndexRange All(string? afterId = null) =>
        new(DocumentType.ById, "", Highest, afterId is null ? null : new IndexPosition(afterId, afterId));
}

/// <summary>A place in an index.</summary>
public readonly record struct IndexPosition(string Key, string Id);

/// <summary>Keys of one index that begin with <paramref name="Prefix"/>.</summary>
public readonly record struct IndexPrefix(string Index, string Prefix);
