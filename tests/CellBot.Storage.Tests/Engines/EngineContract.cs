using System.Text;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Engines;

/// <summary>What every engine promises. Each engine's tests derive from this class and its parts.</summary>
public abstract class EngineContract : IAsyncLifetime
{
    protected static readonly DocumentType Notes = new("note", "by_due", "by_owner");
    protected static readonly DocumentType Marks = new("mark");

    protected static IReadOnlyList<DocumentType> Types => [Notes, Marks];

    protected IDocumentEngine Engine { get; set; } = null!;

    /// <summary>Opens the engine on this test's data; after the one before was closed, on the same data.</summary>
    protected abstract Task<IDocumentEngine> Open();

    public virtual async Task InitializeAsync() => Engine = await Open();

    public virtual async Task DisposeAsync() => await Engine.DisposeAsync();

    protected async Task Reopen()
    {
        await Engine.DisposeAsync();
        Engine = await Open();
    }

    protected static StoredDocument Note(string id, long version = 1, string? due = null, string? owner = null, string body = "{}", int schema = 1) =>
        new(id, version, schema, Encoding.UTF8.GetBytes(body), [due, owner]);

    protected static StoredDocument Mark(string id, long version = 1) => new(id, version, 1, "{}"u8.ToArray(), []);

    protected Task<CommitResult> Commit(Action<WriteSet> fill)
    {
        var writes = new WriteSet();
        fill(writes);
        return Engine.Commit(writes, CancellationToken.None);
    }

    protected async Task Committed(Action<WriteSet> fill) => Assert.Equal(CommitResult.Done, await Commit(fill));

    protected Task Insert(params StoredDocument[] notes) => Committed(set =>
    {
        foreach (var note in notes)
            set.Put(Notes, note, expectedVersion: 0);
    });

    protected async Task<StoredDocument?> Read(string id, DocumentType? type = null) =>
        (await Engine.Get(type ?? Notes, [id], CancellationToken.None)).SingleOrDefault();

    protected async Task<string[]> Find(IndexRange range, int limit = 100) =>
        [.. (await Engine.Find(Notes, range, limit, CancellationToken.None)).Select(note => note.Id)];

    protected static string TextOf(StoredDocument? document) => Encoding.UTF8.GetString(Assert.IsType<StoredDocument>(document).Body.Span);
}
