namespace CellBot.Storage.Engines;

/// <summary>Whether this program was built with LiteDB (<c>-p:LiteDb=true</c>): it was not, since not every registry carries the package.</summary>
public static class LiteDbBuild
{
    /// <summary>Opens the file, or makes it; null if LiteDB is not in this build.</summary>
    public static IDocumentEngine? Open(string path, IEnumerable<DocumentType> types, TimeProvider clock) => null;
}
