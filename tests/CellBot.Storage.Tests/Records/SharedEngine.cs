using CellBot.Domain.Records;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Records;

/// <summary>An engine that others write to as well, as a database server is.</summary>
internal sealed class SharedEngine(IDocumentEngine engine) : IDocumentEngine
{
    public bool IsSoleWriter => false;

    public Task<IReadOnlyList<StoredDocument>> Get(DocumentType type, IReadOnlyCollection<string> ids, CancellationToken cancel) => engine.Get(type, ids, cancel);

    public Task<IReadOnlyList<StoredDocument>> Find(DocumentType type, IndexRange range, int limit, CancellationToken cancel) => engine.Find(type, range, limit, cancel);

    public Task<IReadOnlyList<KeyCount>> Tally(DocumentType type, IndexPrefix prefix, CancellationToken cancel) => engine.Tally(type, prefix, cancel);

    public Task<CommitResult> Commit(WriteSet writes, CancellationToken cancel) => engine.Commit(writes, cancel);

    public Task<IStoreLease?> TryLease(string name, CancellationToken cancel) => engine.TryLease(name, cancel);

    public Task PutFile(string id, Stream content, CancellationToken cancel) => engine.PutFile(id, content, cancel);

    public Task<Stream?> OpenFile(string id, CancellationToken cancel) => engine.OpenFile(id, cancel);

    public Task DropFile(string id, CancellationToken cancel) => engine.DropFile(id, cancel);

    public IAsyncEnumerable<StoredFile> Files(CancellationToken cancel) => engine.Files(cancel);

    public Task<IEngineSnapshot> Snapshot(CancellationToken cancel) => engine.Snapshot(cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
