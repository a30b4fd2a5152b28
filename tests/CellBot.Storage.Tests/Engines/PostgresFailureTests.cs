using System.Diagnostics;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Testing.Databases;

namespace CellBot.Storage.Tests.Engines;

/// <summary>The server restarts, crashes, ends sessions; the way to it breaks at the worst moment. No commit is lost, none is made twice, and a lease that is lost is known to be.</summary>
public sealed class PostgresFailureTests : IAsyncLifetime
{
    private const int Writers = 12;

    private static readonly DocumentType Notes = new("note", "by_owner");
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15); // promised are three; the machine may be busy

    private PostgresServer _server = null!;
    private string _database = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.Start();
        _database = await _server.NewDatabase();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("restarted")]
    [InlineData("crashed")]
    [InlineData("sessions ended")]
    public async Task Whatever_happens_to_the_server_under_load_no_commit_is_lost_or_made_twice(string accident)
    {
        await using var engine = await Open();
        using var stop = new CancellationTokenSource();
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(engine, writer, stop.Token))).ToArray();
        var accidents = accident == "sessions ended" ? 25 : 3;
        for (var i = 0; i < accidents; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(accident == "sessions ended" ? 60 + (i * 7) : 500), TimeProvider.System);
            if (accident == "restarted")
                await _server.Restart();
            else if (accident == "sessions ended")
                await _server.Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'CellBot'");
            else
            {
                await _server.Kill();
                await _server.Begin();
            }
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        await stop.CancelAsync();
        var committed = await Task.WhenAll(writing);
        Assert.True(committed.Sum() > Writers, $"only {committed.Sum()} commits: nothing was under load");
        for (var writer = 0; writer < Writers; writer++)
        {
            var written = await engine.Find(Notes, IndexRange.Exactly("by_owner", $"w{writer}"), 100_000, default);
            Assert.Equal(Enumerable.Range(0, committed[writer]).Select(number => $"{writer}/{number:00000}"), written.Select(note => note.Id));
            Assert.Equal(committed[writer], (await engine.Get(Notes, [$"count/{writer}"], default)).SingleOrDefault()?.Version ?? 0);
        }
    }

    /// <summary>The answer to COMMIT gets lost, or COMMIT itself: from this side they look the same.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_whose_answer_got_lost_is_looked_up_and_not_made_again(bool arrived)
    {
        await using (await Open())
        {
            // The tables are there; from here on all goes through the wire that is cut.
        }

        await using var wire = new CuttingWire(_database, arrived);
        await using var engine = await PostgresEngine.Open(PostgresPlace.Read(wire.ConnectionString), [Notes], TimeProvider.System);
        wire.Arm();
        var told = 0;
        var writes = new WriteSet { Committed = () => told++ };
        writes.Put(Notes, new StoredDocument("a", 1, 1, "1"u8.ToArray(), [null]), 0);

        Assert.Equal(CommitResult.Done, await engine.Commit(writes, default));
        Assert.True(wire.HasCut);
        Assert.Equal(1, told);
        Assert.Single(await engine.Get(Notes, ["a"], default));
        Assert.Equal(arrived ? 0 : 1, wire.CommitsAfterCut);
    }

    [Fact]
    public async Task A_commit_waits_for_a_server_that_is_down_and_fails_with_a_reason_when_it_stays_down()
    {
        await using var engine = await Open();
        await Put(engine, "a");
        await _server.Kill();
        var late = Put(engine, "b");
        Assert.False(late.IsCompleted);
        await _server.Begin();
        Assert.Equal(CommitResult.Done, await late);

        await _server.Kill();
        var refusal = await Assert.ThrowsAsync<StoreUnreachableException>(() => Put(engine, "c"));
        Assert.Contains("PostgreSQL at 127.0.0.1", refusal.Message);
        Assert.DoesNotContain("để thử", refusal.Message);
        await Assert.ThrowsAsync<StoreUnreachableException>(() => engine.Get(Notes, ["a"], default));
        await _server.Begin();
        Assert.Equal(CommitResult.Done, await Put(engine, "c"));
    }

    [Theory]
    [InlineData("session ended")]
    [InlineData("server restarted")]
    public async Task A_lease_whose_connection_dies_is_lost_and_what_rests_on_its_epoch_conflicts(string accident)
    {
        await using var engine = await Open();
        await using var other = await Open();
        var lease = (await engine.TryLease("bot/0", default))!;
        Assert.Null(await other.TryLease("bot/0", default));
        Assert.Equal(CommitResult.Done, await Put(engine, "a", lease));

        var lost = new TaskCompletionSource();
        lease.Lost.Register(lost.SetResult);
        var watch = Stopwatch.StartNew();
        if (accident == "session ended")
            await _server.Run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
        else
            await _server.Restart();
        await lost.Task.WaitAsync(Soon, TimeProvider.System);
        Console.WriteLine($"{accident}: known after {watch.ElapsedMilliseconds} ms");

        var next = await Eventually(() => other.TryLease("bot/0", default));
        Assert.True(next.Epoch > lease.Epoch);
        Assert.Equal(new CommitResult.Conflict("lease", "bot/0"), await Put(engine, "b", lease));
        Assert.Equal(CommitResult.Done, await Put(other, "b", next));
        await lease.DisposeAsync(); // takes nothing from the next owner
        Assert.Null(await engine.TryLease("bot/0", default));
    }

    [Fact]
    public async Task An_owner_that_does_not_know_yet_learns_it_from_its_first_commit()
    {
        await using var engine = await Open();
        var lease = (await engine.TryLease("bot/0", default))!;
        await _server.Run("UPDATE cellbot.d_lease SET version = version + 1 WHERE id = 'bot/0'", _database);

        Assert.Equal(new CommitResult.Conflict("lease", "bot/0"), await Put(engine, "a", lease));
        Assert.True(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task What_the_server_refuses_fails_alone()
    {
        await using var engine = await Open();
        var results = Enumerable.Range(0, 20).Select(i =>
        {
            var writes = new WriteSet();
            writes.Put(Notes, new StoredDocument($"n{i}", 1, 1, "1"u8.ToArray(), [i == 7 ? "\0" : "k"]), 0); // PostgreSQL's texts cannot hold it
            return engine.Commit(writes, default);
        }).ToArray();

        await Assert.ThrowsAsync<StoreWriteException>(() => results[7]);
        foreach (var other in results.Where((_, i) => i != 7))
            Assert.Equal(CommitResult.Done, await other);
        Assert.Equal(19, (await engine.Find(Notes, IndexRange.All(), 100, default)).Count);
    }

    private Task<PostgresEngine> Open() => PostgresEngine.Open(PostgresPlace.Read(_database), [Notes], TimeProvider.System);

    private static Task<CommitResult> Put(PostgresEngine engine, string id, IStoreLease? under = null)
    {
        var writes = new WriteSet();
        writes.Put(Notes, new StoredDocument(id, 1, 1, "1"u8.ToArray(), [null]), 0);
        if (under is not null)
            writes.Unchanged(LeaseEpochs.Documents, under.Name, under.Epoch);
        return engine.Commit(writes, default);
    }

    /// <summary>Writes one note after another and counts them in a document; nobody else does, so that a conflict could only be with itself.</summary>
    private static async Task<int> Write(PostgresEngine engine, int writer, CancellationToken stop)
    {
        var number = 0;
        while (!stop.IsCancellationRequested)
        {
            var writes = new WriteSet();
            writes.Put(Notes, new StoredDocument($"{writer}/{number:00000}", 1, 1, new byte[300], [$"w{writer}"]), 0);
            writes.Put(Notes, new StoredDocument($"count/{writer}", number + 1, 1, "1"u8.ToArray(), [null]), number);
            try
            {
                var result = await engine.Commit(writes, default);
                if (result is CommitResult.Conflict conflict)
                    throw new InvalidOperationException($"{conflict} at {number}: it was said not to be written, and it was.");
                number++;
            }
            catch (StoreException)
            {
                // Surely not written: the same again.
            }
        }

        return number;
    }

    private static async Task<T> Eventually<T>(Func<Task<T?>> ask) where T : class
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await ask() is { } answer)
                    return answer;
            }
            catch (StoreUnreachableException) when (watch.Elapsed < Soon)
            {
                // Its own connection may have died as well.
            }

            Assert.True(watch.Elapsed < Soon, "It never came.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
