using CellBot.Domain.Records;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Records;

/// <summary>An engine that others write to as well, as a database server is.</summary>
/// <param name="laidOut">A type as a newer node laid it out: what is written here has no keys of the indexes that came with it.</param>
internal sealed class SharedEngine(IDocumentEngine engine, DocumentType? laidOut = null) : IDocumentEngine
{
    public bool IsSoleWriter => false;

    public Task<IReadOnlyList<StoredDocument>> Get(DocumentType type, IReadOnlyCollection<string> ids, CancellationToken cancel) => engine.Get(type, ids, cancel);

    public Task<IReadOnlyList<StoredDocument>> Find(DocumentType type, IndexRange range, int limit, CancellationToken cancel) => engine.Find(type, range, limit, cancel);

    public Task<IReadOnlyList<KeyCount>> Tally(DocumentType type, IndexPrefix prefix, CancellationToken cancel) => engine.Tally(type, prefix, cancel);

    public Task<CommitResult> Commit(WriteSet writes, CancellationToken cancel) => engine.Commit(laidOut is null ? writes : WithoutNewKeys(writes, laidOut), cancel);

    public Task<IStoreLease?> TryLease(string name, CancellationToken cancel) => engine.TryLease(name, cancel);

    public Task PutFile(string id, Stream content, CancellationToken cancel) => engine.PutFile(id, content, cancel);

    public Task<Stream?> OpenFile(string id, CancellationToken cancel) => engine.OpenFile(id, cancel);

    public Task DropFile(string id, CancellationToken cancel) => engine.DropFile(id, cancel);

    public IAsyncEnumerable<StoredFile> Files(CancellationToken cancel) => engine.Files(cancel);

    public Task<IEngineSnapshot> Snapshot(CancellationToken cancel) => engine.Snapshot(cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static WriteSet WithoutNewKeys(WriteSet writes, DocumentType laidOut)
    {
        var same = new WriteSet { Committed = writes.Committed };
        foreach (var write in writes.Writes)
        {
            var type = write.Type.Name == laidOut.Name ? laidOut : write.Type;
            if (write is { Kind: WriteKind.Put, Document: { } document })
                same.Put(type, document with { Keys = [.. type.Indexes.Select(index => write.Type.Indexes.ToList().IndexOf(index) is var at and >= 0 ? document.Keys[at] : null)] }, write.Expected);
            else if (write.Kind is WriteKind.Delete)
                same.Delete(type, write.Id, write.Expected);
            else
                same.Unchanged(type, write.Id, write.Expected);
        }

        return same;
    }
}
