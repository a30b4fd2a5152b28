using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Engines;

/// <summary>Leases and attachments.</summary>
public abstract class LeaseAndFileContract : FindContract
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
