namespace CellBot.Storage.Engines.Embedded;

/// <summary>Leases where one process owns the whole store: exclusive inside it, with an epoch that is stored and grows.</summary>
internal sealed class EmbeddedLeases(IDocumentEngine engine) : IDisposable
{
    private readonly Dictionary<string, Lease> _held = [];

    public async Task<IStoreLease?> Try(string name, CancellationToken cancel)
    {
        var lease = new Lease(this, name);
        lock (_held)
        {
            if (!_held.TryAdd(name, lease))
                return null;
        }

        try
        {
            lease.Epoch = await NextEpoch(name, cancel).ConfigureAwait(false);
            return lease;
        }
        catch
        {
            Release(lease);
            throw;
        }
    }

    /// <summary>The store closes: every lease is lost.</summary>
    public void Dispose()
    {
        Lease[] held;
        lock (_held)
            held = [.. _held.Values];
        foreach (var lease in held)
            Release(lease);
    }

    private async Task<long> NextEpoch(string name, CancellationToken cancel)
    {
        var before = await engine.Get(LeaseEpochs.Documents, [name], cancel).ConfigureAwait(false);
        var version = before.Count == 0 ? 0 : before[0].Version;
        var writes = new WriteSet();
        writes.Put(LeaseEpochs.Documents, new StoredDocument(name, version + 1, 1, "{}"u8.ToArray(), []), version);
        return await engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed
            ? version + 1
            : throw new InvalidOperationException($"The epoch of the lease \"{name}\" was written by somebody else.");
    }

    private void Release(Lease lease)
    {
        lock (_held)
        {
            if (!_held.TryGetValue(lease.Name, out var current) || current != lease)
                return;
            _held.Remove(lease.Name);
        }

        lease.Lose();
    }

    private sealed class Lease(EmbeddedLeases leases, string name) : IStoreLease
    {
        private readonly CancellationTokenSource _lost = new();

        public string Name { get; } = name;

        public long Epoch { get; set; }

        public CancellationToken Lost => _lost.Token;

        public void Lose() => _lost.Cancel();

        public ValueTask DisposeAsync()
        {
            leases.Release(this);
            return ValueTask.CompletedTask;
        }
    }
}
