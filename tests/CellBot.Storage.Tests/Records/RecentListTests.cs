using CellBot.Domain.Organisation;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

/// <summary>Remembered lists are always what is committed.</summary>
public sealed class RecentListTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.OpenSqlite(folder["lists.db"], null, RecordTypes.Catalog, TimeProvider.System);

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_list_is_remembered_until_a_commit_touches_its_type()
    {
        await Put(Belongs("u", "a"), Belongs("u", "b"));
        var first = await Members("u");
        Assert.Equal(["a", "b"], first.Select(one => one.ParticipantId));
        Assert.Same(first[0], (await Members("u"))[0]);

        await Put(Belongs("u", "c"));
        Assert.Equal(["a", "b", "c"], (await Members("u")).Select(one => one.ParticipantId));

        var session = store.Open();
        session.Put((await session.Get<Affiliation>("u/b"))! with { To = new DateOnly(2027, 1, 1) });
        await session.Commit();
        Assert.Equal(["a", "c"], (await Members("u")).Select(one => one.ParticipantId));
    }

    [Fact]
    public async Task Readers_beside_writers_never_keep_an_old_list()
    {
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++) await Put(Belongs("u", $"p{i:D3}"));
        });
        var seen = 0;
        while (!writing.IsCompleted)
        {
            var now = (await Members("u")).Count;
            Assert.True(now >= seen, "a list grew shorter although nobody left");
            seen = now;
        }
        await writing;
        Assert.Equal(300, (await Members("u")).Count);
    }

    private ValueTask<IReadOnlyList<Affiliation>> Members(string unit) => store.Open().Find(Affiliation.ByUnit, unit + "/");

    private async Task Put(params Affiliation[] records)
    {
        var session = store.Open();
        foreach (var record in records) session.Put(record);
        Assert.Equal(CommitResult.Done, await session.Commit());
    }

    private static Affiliation Belongs(string unit, string person) => new(Affiliation.IdOf(unit, person)) { UnitId = unit, ParticipantId = person, From = new DateOnly(2020, 1, 1) };
}
