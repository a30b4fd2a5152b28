using LiteDB;

namespace CellBot.Storage.Engines.LiteDb;

/// <summary>
/// The one thread that touches the file, since a transaction of LiteDB belongs to a thread. Whatever waits when it is free is done in order: reads at once, and the
/// commits between two reads in one transaction, each standing or conflicting alone.
/// </summary>
internal sealed class LiteDbThread : IDisposable
{
    /// <summary>Documents in one transaction: bounds how long a commit can be kept waiting by those that came with it.</summary>
    private const int LargestGroup = 1000;

    private readonly object _gate = new();
    private readonly LiteDbFile _file;
    private readonly Thread _thread;
    private List<Work> _waiting = [];
    private List<Work> _inHand = [];
    private bool _closing;

    public LiteDbThread(LiteDbFile file)
    {
        _file = file;
        _thread = new Thread(Run) { IsBackground = true, Name = "LiteDB" };
        _thread.Start();
    }

    public Task<T> Read<T>(Func<LiteDbFile, T> read)
    {
        var reading = new Reading<T>(read);
        Add(reading);
        return reading.Task;
    }

    /// <param name="rows">For each write of the set, what it puts.</param>
    public Task<CommitResult> Commit(WriteSet set, IReadOnlyList<BsonDocument?> rows)
    {
        var pending = new PendingCommit(set, rows);
        Add(pending);
        return pending.Task;
    }

    /// <summary>Settles what waits, then closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Add(Work work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(LiteDbEngine));
            _waiting.Add(work);
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (TakeWaiting())
        {
            for (var i = 0; i < _inHand.Count;)
            {
                if (_inHand[i] is not PendingCommit)
                {
                    _inHand[i++].Do(_file);
                    continue;
                }

                var group = new List<PendingCommit>();
                for (var documents = 0; i < _inHand.Count && _inHand[i] is PendingCommit next && (group.Count == 0 || documents + next.Set.Count <= LargestGroup); i++)
                {
                    group.Add(next);
                    documents += next.Set.Count;
                }

                Settle(group);
            }

            _inHand.Clear();
        }

        try
        {
            _file.Dispose();
        }
        catch (Exception accident) when (accident is LiteException or IOException)
        {
            // What was committed stands in the log and is read from there at the next start.
        }
    }

    private bool TakeWaiting()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closing)
                Monitor.Wait(_gate);
            (_waiting, _inHand) = (_inHand, _waiting);
            return _inHand.Count > 0;
        }
    }

    private void Settle(List<PendingCommit> group)
    {
        try
        {
            _file.Begin();
            foreach (var pending in group)
                pending.Result = _file.Apply(pending.Set, pending.Rows) ?? CommitResult.Done;
            _file.Commit();
        }
        catch (Exception accident)
        {
            RollBack();
            if (group.Count == 1)
                group[0].SetException(new StoreWriteException($"LiteDB could not write: {accident.Message}", accident));
            else
                foreach (var pending in group)
                    Settle([pending]); // alone: one that cannot be written must not fail those that came with it
            return;
        }

        foreach (var pending in group)
        {
            if (pending.Result is CommitResult.Committed)
                pending.Set.Committed?.Invoke();
        }

        foreach (var pending in group)
            pending.SetResult(pending.Result!);
        try
        {
            _file.CheckpointIfLong();
        }
        catch (Exception accident) when (accident is LiteException or IOException)
        {
            // The commits stand in the log; a disk that is full is told of by the next commit.
        }
    }

    private void RollBack()
    {
        try
        {
            _file.RollBack();
        }
        catch (Exception accident) when (accident is LiteException or IOException or ObjectDisposedException)
        {
            // LiteDB has closed the file after an accident; the next work says so.
        }
    }

    private abstract class Work : TaskCompletionSource<object?>
    {
        protected Work() : base(TaskCreationOptions.RunContinuationsAsynchronously) { }

        public abstract void Do(LiteDbFile file);
    }

    private sealed class Reading<T>(Func<LiteDbFile, T> read) : Work
    {
        public new Task<T> Task => As();

        public override void Do(LiteDbFile file)
        {
            try
            {
                SetResult(read(file));
            }
            catch (LiteException broken)
            {
                SetException(new StoreUnreadableException($"LiteDB could not read: {broken.Message}", broken));
            }
            catch (Exception accident)
            {
                SetException(accident);
            }
        }

        private async Task<T> As() => (T)(await base.Task.ConfigureAwait(false))!;
    }

    private sealed class PendingCommit(WriteSet set, IReadOnlyList<BsonDocument?> rows) : Work
    {
        public WriteSet Set { get; } = set;

        public IReadOnlyList<BsonDocument?> Rows { get; } = rows;

        public CommitResult? Result { get; set; }

        public new Task<CommitResult> Task => As();

        public override void Do(LiteDbFile file) => throw new InvalidOperationException("Commits are settled in groups.");

        private async Task<CommitResult> As() => (CommitResult)(await base.Task.ConfigureAwait(false))!;
    }
}
