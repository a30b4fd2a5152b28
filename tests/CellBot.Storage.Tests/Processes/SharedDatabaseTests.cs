using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Records;
using CellBot.Storage.Tests.Records;
using CellBot.Testing.Databases;

namespace CellBot.Storage.Tests.Processes;

/// <summary>Several stores on one PostgreSQL database, and the ways in which it cannot be opened.</summary>
public sealed class SharedDatabaseTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private PostgresServer _server = null!;
    private string _database = null!;

    private string KeyFile => _folder["cellbot.key"];

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.Shared;
        _database = await _server.NewDatabase();
    }

    public async Task DisposeAsync()
    {
        await _server.Drop(_database);
        _folder.Dispose();
    }

    [Fact]
    public async Task Two_processes_that_count_together_lose_no_count()
    {
        await using var store = await Open();
        using var other = OtherProcess.StartCounting(_database, KeyFile, 150);
        Assert.Equal("open", await other.Output.ReadLineAsync());
        var conflicts = await OtherProcess.Count(store, 150);
        Assert.Equal("counted", await other.Output.ReadLineAsync());

        Assert.Equal("300", (await store.Open().Get<Chat>("sum"))!.Last);
        Assert.True(conflicts > 0, "They never met.");
    }

    [Fact]
    public async Task Many_that_start_at_once_on_an_empty_database_all_find_it_made()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Open)));
        for (var i = 0; i < stores.Length; i++)
        {
            var session = stores[i].Open();
            session.Put(new Letter($"letter/{i}", "member/1", "xin chào"));
            Assert.Equal(CommitResult.Done, await session.Commit());
        }

        foreach (var store in stores)
        {
            Assert.Equal(8, (await store.Open().Find(Letter.ByWriter, "member/1")).Count);
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_column_that_a_newer_release_declares_is_added_beside_an_older_one_that_runs()
    {
        DocumentType older = new("note", "by_due"), newer = new("note", "by_due", "by_color");
        await using var old = await PostgresEngine.Open(PostgresPlace.Read(_database), [older], TimeProvider.System);
        await Put(old, older, new StoredDocument("a", 1, 1, "1"u8.ToArray(), ["2026"]));
        await using var next = await PostgresEngine.Open(PostgresPlace.Read(_database), [newer], TimeProvider.System);
        await Put(next, newer, new StoredDocument("b", 1, 1, "1"u8.ToArray(), ["2026", "red"]));
        await Put(old, older, new StoredDocument("c", 1, 1, "1"u8.ToArray(), ["2026"]));

        Assert.Equal(["a", "b", "c"], (await old.Find(older, IndexRange.Exactly("by_due", "2026"), 9, default)).Select(note => note.Id));
        Assert.Equal(["b"], (await next.Find(newer, IndexRange.Prefix("by_color", ""), 9, default)).Select(note => note.Id));
    }

    [Fact]
    public async Task A_database_of_a_newer_format_is_refused()
    {
        await (await Open()).DisposeAsync();
        await _server.Run("UPDATE cellbot.format SET version = 99", _database);

        var refusal = await Assert.ThrowsAsync<StoreTooNewException>(Open);
        Assert.Contains("format 99", refusal.Message);
    }

    [Fact]
    public async Task A_node_with_another_key_file_is_refused()
    {
        await (await Open()).DisposeAsync();

        await Assert.ThrowsAsync<StoreKeyException>(() => Store.OpenPostgres(PostgresPlace.Read(_database), _folder["other.key"], Samples.Catalog(), TimeProvider.System));
    }

    [Theory]
    [InlineData("Password", "wrong secret", "does not let the user \"cellbot\" in. Check Username and Password")]
    [InlineData("Database", "missing", "there is no such database. Make it (createdb missing)")]
    [InlineData("Port", "1", "cannot be reached")]
    [InlineData("Host", "no-such-host.invalid", "cannot be reached")]
    public async Task Why_a_database_cannot_be_opened_is_said_without_the_password(string setting, string value, string reason)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(_database) { [setting] = value };

        var refusal = await Assert.ThrowsAsync<StoreUnreachableException>(() => PostgresEngine.Open(PostgresPlace.Read(settings.ConnectionString), [], TimeProvider.System));
        Assert.Contains(reason, refusal.Message);
        Assert.DoesNotContain("secret", refusal.ToString());
    }

    [Theory]
    [InlineData("Host=a;Database=b;Password=half;secret")]
    [InlineData("Database=b;Password=secret")]
    [InlineData("Host=a;Password=secret")]
    [InlineData("Host=a;Database=b;Port=secret")]
    [InlineData("Host=a;Database=b;secret=1")]
    public void A_connection_string_that_cannot_be_read_is_not_repeated(string wrong) =>
        Assert.DoesNotContain("secret", Assert.Throws<FormatException>(() => PostgresPlace.Read(wrong)).ToString());

    private Task<Store> Open() => Store.OpenPostgres(PostgresPlace.Read(_database), KeyFile, Samples.Catalog(), TimeProvider.System);

    private static async Task Put(PostgresEngine engine, DocumentType type, StoredDocument document)
    {
        var writes = new WriteSet();
        writes.Put(type, document, 0);
        Assert.Equal(CommitResult.Done, await engine.Commit(writes, default));
    }
}
