using System.Runtime.CompilerServices;
using LiteDB;

namespace CellBot.Storage.Engines.LiteDb;

/// <summary>A copy of the file, read only.</summary>
internal sealed class LiteDbSnapshot(string path) : IEngineSnapshot
{
    private const int Page = 500;

    private readonly LiteDatabase _database = new(new ConnectionString { Filename = path, ReadOnly = true });

    public async IAsyncEnumerable<StoredDocument> All(DocumentType type, [EnumeratorCancellation] CancellationToken cancel)
    {
        var table = new LiteDbTable(_database, type, mayWrite: false);
        for (string? after = null; ;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = table.Find(IndexRange.All(after), Page);
            foreach (var document in page)
                yield return document;
            if (page.Count < Page)
                yield break;
            after = page[^1].Id;
            await Task.Yield(); // a large table must not hold its thread
        }
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        File.Delete(path);
        return ValueTask.CompletedTask;
    }
}
