namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// Gathers the commits of this process into groups. Whatever waits when the connection is free goes into one transaction: while one group is flushed by the
/// server the next one gathers, so the busier the store, the fewer flushes for each commit.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    /// <summary>Documents in one transaction: bounds how long a commit can be kept waiting by those that came with it.</summary>
    private const int LargestGroup = 4000;

    private readonly Lock _gate = new();
    private readonly PostgresPlace _place;
    private readonly PostgresCommitter _committer;
    private readonly Action<CommitResult.Conflict> _conflicted;
    private readonly SemaphoreSlim _work = new(0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop;
    private List<PendingCommit> _waiting = [];
    private List<PendingCommit> _inHand = [];
    private bool _isClosed;

    /// <param name="conflicted">Told of each conflict.</param>
    public PostgresWriter(PostgresPlace place, IReadOnlyDictionary<string, PostgresTable> tables, Action<CommitResult.Conflict> conflicted)
    {
        (_place, _conflicted) = (place, conflicted);
        _committer = new PostgresCommitter(place, tables) { Waiting = FailTheImpatient };
        _loop = Task.Run(Run);
    }

    public Task<CommitResult> Commit(WriteSet set)
    {
        var pending = new PendingCommit(set);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(PostgresEngine));
            _waiting.Add(pending);
            if (_waiting.Count == 1)
                _work.Release();
        }

        return pending.Task;
    }

    /// <summary>Settles what waits, if the server answers; what it does not answer to is given up after some seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
        }

        _closing.CancelAfter(PostgresFaults.Patience);
        _work.Release();
        await _loop.ConfigureAwait(false);
        await _committer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Run()
    {
        while (true)
        {
            await _work.WaitAsync().ConfigureAwait(false);
            lock (_gate)
            {
                (_waiting, _inHand) = (_inHand, _waiting);
                if (_inHand.Count == 0 && _isClosed)
                    return;
                if (_isClosed)
                    _work.Release(); // once more, to see that nothing is left
            }

            for (var start = 0; start < _inHand.Count;)
            {
                var end = start;
                for (var documents = 0; end < _inHand.Count && (end == start || documents + _inHand[end].Set.Count <= LargestGroup); end++)
                    documents += _inHand[end].Set.Count;
                await Settle(start, end).ConfigureAwait(false);
                start = end;
            }

            _inHand.Clear();
        }
    }

    private async Task Settle(int start, int end)
    {
        CommitResult[] results;
        try
        {
            results = await _committer.Commit([.. _inHand[start..end].Select(pending => pending.Set)], _closing.Token).ConfigureAwait(false);
        }
        catch (StoreWriteException) when (end - start > 1)
        {
            for (var i = start; i < end; i++)
                await Settle(i, i + 1).ConfigureAwait(false); // alone: one that the server refuses must not fail those that came with it
            return;
        }
        catch (Exception accident)
        {
            for (var i = start; i < end; i++)
                _inHand[i].TrySetException(accident is OperationCanceledException
                    ? new StoreUnreachableException($"{_place.Name} went away during a commit, and CellBot was closed before it came back: whether it is written is not known.", accident)
                    : accident);
            return;
        }

        // First everyone's memory is brought up to date, in order, then they are told.
        for (var i = start; i < end; i++)
        {
            if (results[i - start] is CommitResult.Committed)
                _inHand[i].Set.Committed?.Invoke();
            else if (results[i - start] is CommitResult.Conflict conflict)
                _conflicted(conflict);
        }

        for (var i = start; i < end; i++)
            _inHand[i].TrySetResult(results[i - start]);
    }

    /// <summary>While there is no connection: those who have waited long enough, and of whom nothing was begun, are told.</summary>
    private void FailTheImpatient(Exception accident)
    {
        List<PendingCommit> impatient;
        lock (_gate)
        {
            impatient = _waiting.FindAll(pending => pending.Waited > PostgresFaults.Patience);
            if (impatient.Count == 0)
                return;
            _waiting.RemoveAll(impatient.Contains);
        }

        foreach (var pending in impatient)
            pending.TrySetException(PostgresFaults.Refused(_place, accident));
    }

    private sealed class PendingCommit(WriteSet set) : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private readonly long _since = TimeProvider.System.GetTimestamp();

        public WriteSet Set { get; } = set;

        public TimeSpan Waited => TimeProvider.System.GetElapsedTime(_since);
    }
}
