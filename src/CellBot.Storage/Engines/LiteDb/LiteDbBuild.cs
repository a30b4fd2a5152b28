using CellBot.Storage.Engines.LiteDb;

namespace CellBot.Storage.Engines;

/// <summary>Whether this program was built with LiteDB: it was.</summary>
public static class LiteDbBuild
{
    /// <summary>Opens the file, or makes it; null if LiteDB is not in this build.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public static IDocumentEngine? Open(string path, IEnumerable<DocumentType> types, TimeProvider clock) => LiteDbEngine.Open(path, types, clock);
}
