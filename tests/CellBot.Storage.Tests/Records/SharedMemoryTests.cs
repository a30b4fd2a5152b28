using CellBot.Domain.Records;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Sqlite;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

/// <summary>Two processes on the same data, of which one decides from memory: it never decides on what the other has changed.</summary>
public sealed class SharedMemoryTests : IAsyncLifetime
{
    private static readonly RecordCatalog Catalog = Samples.Catalog(new RecordType<Office>("office", 1, [Office.ByUnit], seldomChanges: true));

    private readonly TemporaryFolder folder = new();
    private IDocumentEngine engine = null!;
    private Store here = null!;
    private Store there = null!;

    public async Task InitializeAsync()
    {
        engine = SqliteEngine.Open(folder["shared.db"], Catalog.Documents, TimeProvider.System);
        here = await Store.Start(new SharedEngine(engine), Catalog, folder["shared.key"], TimeProvider.System);
        there = await Store.Start(new SharedEngine(engine), Catalog, folder["shared.key"], TimeProvider.System);
        await Write(there, session => session.Put(new Chat("a", "m", "một")));
        await Write(there, session => session.Put(new Office("o1", "u", "An")));
        await here.Open().Get<Chat>("a");
        await here.Open().Find(Office.ByUnit, "u");
    }

    public async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
        await engine.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task What_nobody_changed_is_decided_from_memory()
    {
        var session = here.OpenFromMemory();
        Assert.Same(await here.OpenFromMemory().Get<Chat>("a"), await session.Get<Chat>("a"));
        Assert.Same((await here.OpenFromMemory().Find(Office.ByUnit, "u"))[0], (await session.Find(Office.ByUnit, "u"))[0]);
        session.Put(new Duty("d", "m"));

        Assert.Equal(CommitResult.Done, await session.Commit());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_on_a_record_that_another_process_changed_conflicts(bool writes)
    {
        await Write(there, async session => session.Put((await session.Get<Chat>("a"))! with { Last = "hai" }));
        var session = here.OpenFromMemory();
        Assert.Equal("một", (await session.Get<Chat>("a"))!.Last);
        if (writes) session.Put(new Duty("d", "m"));

        Assert.IsType<CommitResult.Conflict>(await session.Commit());
        Assert.Equal("hai", (await here.OpenFromMemory().Get<Chat>("a"))!.Last);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_on_a_list_that_another_process_changed_conflicts(bool writes)
    {
        await Write(there, session => session.Put(new Office("o2", "u", "Bình")));
        var session = here.OpenFromMemory();
        Assert.Single(await session.Find(Office.ByUnit, "u"));
        if (writes) session.Put(new Duty("d", "m"));

        Assert.IsType<CommitResult.Conflict>(await session.Commit());
        Assert.Equal(2, (await here.OpenFromMemory().Find(Office.ByUnit, "u")).Count);
    }

    [Fact]
    public async Task What_an_erased_person_wrote_is_not_used_from_memory()
    {
        var erasing = there.Open();
        erasing.EraseKey("m");
        Assert.Equal(CommitResult.Done, await erasing.Commit());
        var session = here.OpenFromMemory();
        Assert.NotNull(await session.Get<Chat>("a"));
        session.Put(new Duty("d", "m"));

        Assert.IsType<CommitResult.Conflict>(await session.Commit());
        var again = here.Open();
        Assert.Null(await again.Get<Chat>("a"));
        again.Put(new Duty("d", "m"));
        Assert.Equal(CommitResult.Done, await again.Commit());
    }

    [Fact]
    public async Task Many_who_change_such_lists_at_once_all_succeed()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Write(i % 2 == 0 ? here : there, session => session.Put(new Office($"n{i:00}", "v", $"{i}")))));

        Assert.Equal(40, (await here.OpenFromMemory().Find(Office.ByUnit, "v")).Count);
        Assert.Equal(40, (await there.Open().Find(Office.ByUnit, "v")).Count);
    }

    private static Task Write(Store store, Action<Session> decide) => Write(store, session =>
    {
        decide(session);
        return Task.CompletedTask;
    });

    private static async Task Write(Store store, Func<Session, Task> decide)
    {
        var session = store.Open();
        await decide(session);
        Assert.Equal(CommitResult.Done, await session.Commit());
    }

    private sealed record Office(string Id, string Unit, string Holder) : Record(Id)
    {
        public static readonly Index<Office> ByUnit = new("by_unit", office => office.Unit);
    }
}
