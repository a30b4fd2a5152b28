namespace CellBot.Host.Turns;

/// <summary>Open as a rule. Whoever lost too many races closes it, so that no new decision begins until the own one is committed.</summary>
internal sealed class AloneGate
{
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile TaskCompletionSource? closed;

    /// <summary>Passes at once, or waits while somebody is alone.</summary>
    public ValueTask Pass() => closed is { } waiting ? new ValueTask(waiting.Task) : ValueTask.CompletedTask;

    /// <summary>Closes the gate; decisions already under way still finish. Disposing opens it.</summary>
    public async ValueTask<IDisposable> BeAlone(CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Opening(this);
    }

    private sealed class Opening(AloneGate gate) : IDisposable
    {
        public void Dispose()
        {
            var waiting = gate.closed;
            gate.closed = null;
            waiting?.SetResult();
            gate.one.Release();
        }
    }
}
