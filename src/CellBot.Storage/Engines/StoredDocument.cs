namespace CellBot.Storage.Engines;

/// <summary>One document as an engine keeps it. The engine reads nothing inside <see cref="Body"/>.</summary>
/// <param name="Version">Positive; the writer chooses it, and every change of the document has a higher one.</param>
/// <param name="SchemaVersion">Of the shape of <paramref name="Body"/>, from 1.</param>
/// <param name="Body">At most 64 MiB.</param>
/// <param name="Keys">One for each index of the type, in its order; null: not found by that index.</param>
public sealed record StoredDocument(string Id, long Version, int SchemaVersion, ReadOnlyMemory<byte> Body, string?[] Keys)
{
    public const int LongestBody = 64 << 20;
}
