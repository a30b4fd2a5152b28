namespace CellBot.Storage.Engines.Sqlite;

/// <summary>
/// The one thread that writes. Whatever waits when it is free goes into one transaction, which is flushed to disk once: while one group is being flushed
/// the next one gathers, so the busier the store, the fewer flushes for each commit. What nobody waits for keeps until there is something that somebody does.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Documents in one transaction: bounds how long a commit can be kept waiting by those that came with it.</summary>
    private const int LargestGroup = 4000;

    private readonly object _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteApplier _applier;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly Thread _thread;
    private List<PendingCommit> _waiting = [];
    private List<PendingCommit> _inHand = [];
    private bool _isUrgent;
    private bool _closing;

    public SqliteWriter(SqliteConnection connection, IReadOnlyDictionary<string, SqliteTable> tables)
    {
        _connection = connection;
        _applier = new SqliteApplier(connection, tables);
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    public Task<CommitResult> Commit(WriteSet set)
    {
        var pending = new PendingCommit(set);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteEngine));
            _waiting.Add(pending);
            if (_waiting.Count == 1 || (!_isUrgent && !set.CanWait))
                Monitor.Pulse(_gate);
            _isUrgent |= !set.CanWait;
        }

        return pending.Task;
    }

    /// <summary>Settles what waits, then closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        while (TakeWaiting())
        {
            for (var start = 0; start < _inHand.Count;)
            {
                var end = start;
                for (var documents = 0; end < _inHand.Count && (end == start || documents + _inHand[end].Set.Count <= LargestGroup); end++)
                    documents += _inHand[end].Set.Count;
                Settle(start, end);
                start = end;
            }

            _inHand.Clear();
        }
    }

    private bool TakeWaiting()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closing)
                Monitor.Wait(_gate);
            if (!_isUrgent && !_closing)
                Monitor.Wait(_gate, WriteSet.LongestWait);
            (_waiting, _inHand) = (_inHand, _waiting);
            _isUrgent = false;
            return _inHand.Count > 0;
        }
    }

    private void Settle(int start, int end)
    {
        try
        {
            _begin.Run();
            for (var i = start; i < end; i++)
                _inHand[i].Result = _applier.Apply(_inHand[i].Set) ?? CommitResult.Done;
            _commit.Run();
        }
        catch (Exception accident)
        {
            _connection.RollBack();
            if (end - start == 1)
                _inHand[start].SetException(accident);
            for (var i = start; i < end && end - start > 1; i++)
                Settle(i, i + 1); // alone: one that is too large for the disk must not fail those that came with it
            return;
        }

        // First everyone's memory is brought up to date, in order, then they are told.
        for (var i = start; i < end; i++)
        {
            if (_inHand[i].Result is CommitResult.Committed)
                _inHand[i].Set.Committed?.Invoke();
        }

        for (var i = start; i < end; i++)
            _inHand[i].SetResult(_inHand[i].Result!);
    }

    private sealed class PendingCommit(WriteSet set) : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public WriteSet Set { get; } = set;

        public CommitResult? Result { get; set; }
    }
}
