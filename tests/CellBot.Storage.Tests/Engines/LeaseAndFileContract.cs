using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Engines;

/// <summary>Leases and attachments.</summary>
public abstract class LeaseAndFileContract : LimitContract
{
    [Fact]
    public async Task A_lease_has_one_owner_and_each_next_owner_a_higher_epoch()
    {
        var first = await Engine.TryLease("bot/0", CancellationToken.None);
        Assert.NotNull(first);
        Assert.False(first.Lost.IsCancellationRequested);
        Assert.Null(await Engine.TryLease("bot/0", CancellationToken.None));
        await using var other = await Engine.TryLease("bot/1", CancellationToken.None);
        Assert.NotNull(other);

        await first.DisposeAsync();
        Assert.True(first.Lost.IsCancellationRequested);
        var second = await Engine.TryLease("bot/0", CancellationToken.None);
        Assert.True(second!.Epoch > first.Epoch);

        await first.DisposeAsync(); // giving back twice takes nothing from the next owner
        Assert.Null(await Engine.TryLease("bot/0", CancellationToken.None));

        await Reopen();
        Assert.True(second.Lost.IsCancellationRequested);
        await using var third = await Engine.TryLease("bot/0", CancellationToken.None);
        Assert.True(third!.Epoch > second.Epoch);
    }

    [Fact]
    public async Task Of_many_who_want_a_lease_one_gets_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Engine.TryLease("tick", CancellationToken.None))));
        Assert.Single(leases, lease => lease is not null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task A_file_comes_back_also_after_reopening(int length)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        await Engine.PutFile("f1", new MemoryStream(content), CancellationToken.None);

        await Reopen();
        await using var file = await Engine.OpenFile("f1", CancellationToken.None);
        var read = new MemoryStream();
        await file!.CopyToAsync(read);
        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task Files_are_listed_and_dropped()
    {
        Assert.Null(await Engine.OpenFile("f1", CancellationToken.None));
        await Engine.DropFile("f1", CancellationToken.None);
        await Engine.PutFile("f1", new MemoryStream([1]), CancellationToken.None);
        await Engine.PutFile("f2", new MemoryStream([2]), CancellationToken.None);
        Assert.Equal(["f1", "f2"], (await Engine.Files(CancellationToken.None).Select(file => file.Id).ToListAsync()).Order());

        await Engine.DropFile("f1", CancellationToken.None);
        Assert.Null(await Engine.OpenFile("f1", CancellationToken.None));
        Assert.Equal(["f2"], await Engine.Files(CancellationToken.None).Select(file => file.Id).ToListAsync());
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_to_its_end_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Engine.PutFile("f1", new BrokenStream(), CancellationToken.None));

        Assert.Null(await Engine.OpenFile("f1", CancellationToken.None));
        Assert.Empty(await Engine.Files(CancellationToken.None).ToListAsync());
        await Engine.PutFile("f1", new MemoryStream([1]), CancellationToken.None);
    }

    [Fact]
    public async Task A_snapshot_is_of_one_moment_while_commits_go_on()
    {
        await Insert([.. Enumerable.Range(0, 1200).Select(i => Note($"n{i:0000}", version: i + 1, due: i % 2 == 0 ? "2026" : null, body: $"{{\"n\":{i}}}"))]);
        await Committed(set => set.Put(Marks, Mark("mark"), expectedVersion: 0));
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var writing = Task.Run(async () =>
        {
            // Each commit writes a pair: one moment has both or none.
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await Insert(Note($"pair/{i:00000}/a"), Note($"pair/{i:00000}/b"));
                await Committed(set => set.Delete(Marks, "mark", i + 1));
                await Committed(set => set.Put(Marks, Mark("mark", version: i + 2), expectedVersion: 0));
                begun.TrySetResult();
            }
        });
        await begun.Task;

        List<StoredDocument> notes = [], again = [];
        await using (var snapshot = await Engine.Snapshot(CancellationToken.None))
        {
            await foreach (var note in snapshot.All(Notes, CancellationToken.None))
                notes.Add(note);
            await foreach (var note in snapshot.All(Notes, CancellationToken.None))
                again.Add(note);
            Assert.InRange(await snapshot.All(Marks, CancellationToken.None).CountAsync(), 0, 1);
        }

        await stop.CancelAsync();
        await writing;
        Assert.Equal(notes.Select(note => note.Id), again.Select(note => note.Id));
        Assert.Equal(notes.Select(note => note.Id).Order(KeyOrder.Instance), notes.Select(note => note.Id));
        Assert.Equal(1200, notes.Count(note => note.Id[0] == 'n'));
        Assert.Equal(0, notes.Count(note => note.Id[0] == 'p') % 2);
        var tenth = notes.Single(note => note.Id == "n0010");
        Assert.Equal((11L, 1, "{\"n\":10}"), (tenth.Version, tenth.SchemaVersion, TextOf(tenth)));
        Assert.Equal(new[] { "2026", null }, tenth.Keys.AsEnumerable());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../secret")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    public async Task A_file_id_cannot_leave_its_place(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Engine.PutFile(id, new MemoryStream([1]), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Engine.OpenFile(id, CancellationToken.None));
    }

    /// <summary>Ends in the middle, as an upload does.</summary>
    private sealed class BrokenStream() : MemoryStream(new byte[100])
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new InvalidDataException("The sender went away.");
    }
}
