using CellBot.Domain.Records;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Engines.Sqlite;
using CellBot.Storage.Records;
using CellBot.Testing.Databases;

namespace CellBot.Storage.Tests.Records;

/// <summary>Nodes of two releases on one store: the new one writes what the old one reads, until the old one is gone.</summary>
public abstract class RolloutTests : IAsyncLifetime
{
    private static readonly Index<Letter> ByText = new("by_text", letter => letter.Text);

    /// <summary>The letters with an index that came later.</summary>
    private protected static readonly RecordType<Letter> Indexed = new("letter", 1, [Letter.ByWriter, ByText]);

    /// <summary>In the next release a letter's text is called "body".</summary>
    private static readonly RecordType<NextLetter> Next = new("letter", 2, [NextLetter.ByWriter],
        upgrade: (document, _) => Samples.Rename(document, "text", "body"), downgrade: (document, _) => Samples.Rename(document, "body", "text"));

    private protected TemporaryFolder Folder { get; } = new();

    private Store _old = null!;

    /// <summary>The database as a node of this release opens it.</summary>
    private protected abstract Task<IDocumentEngine> OpenNode(RecordCatalog catalog);

    /// <summary>The node's lease is lost; its store stays open.</summary>
    private protected abstract Task LosePlace(Store node);

    public virtual async Task InitializeAsync() => _old = await Join(Samples.Letters);

    public virtual async Task DisposeAsync()
    {
        await _old.DisposeAsync();
        Folder.Dispose();
    }

    [Fact]
    public async Task Ten_thousand_open_letters_pass_from_one_release_to_the_next()
    {
        for (var part = 0; part < 20; part++)
            await Put(_old, [.. Enumerable.Range(part * 500, 500).Select(i => new Letter($"letter/{i}", $"member/{i % 100}", $"thư {i}"))]);

        // Beside each other: either reads what the other writes.
        await using var next = await Join(Next);
        await Change<NextLetter>(next, 300, letter => letter with { Body = letter.Body + " (mới)" });
        await Change<Letter>(_old, 600, letter => letter with { Text = letter.Text + " (cũ)" });
        Assert.Equal("thư 7 (mới) (cũ)", (await next.Open().Get<NextLetter>("letter/7"))!.Body);
        Assert.Equal("thư 400 (cũ)", (await next.Open().Get<NextLetter>("letter/400"))!.Body);

        // The other is still there: nothing changes. Gone, by a stop or by kill -9, which both give its lease back: the new shape is written.
        await next.Agree();
        await Put(next, new NextLetter("letter/new", "member/1", "mới"));
        Assert.Equal("1", await Schemas(next));
        await _old.DisposeAsync();
        await next.Agree();
        await Change<NextLetter>(next, 500, letter => letter with { Body = letter.Body + "." });
        Assert.Equal("1, 2", await Schemas(next));

        await using var third = await Join(Next);
        var texts = new HashSet<string>();
        await foreach (var letter in third.All<NextLetter>())
            texts.Add(letter.Body);
        Assert.Equal(10_001, texts.Count);
        Assert.Superset(new HashSet<string> { "thư 7 (mới) (cũ).", "thư 400 (cũ).", "thư 9999", "mới" }, texts);
    }

    [Fact]
    public async Task An_older_node_joins_until_the_new_shape_is_written_and_not_after()
    {
        await using var next = await Join(Next);
        await using (var older = await Join(Samples.Letters))
        {
            await _old.DisposeAsync();
            await next.Agree();
            await Put(next, new NextLetter("letter/1", "member/1", "thư")); // for the sake of the one that came back
            Assert.Equal("thư", (await older.Open().Get<Letter>("letter/1"))!.Text);
        }

        await next.Agree();
        var refusal = await Assert.ThrowsAsync<StoreTooNewException>(() => Join(Samples.Letters));
        Assert.Equal("The stored letter has schema version 2, written by a newer release of CellBot; this release reads up to 1. Install that release.", refusal.Message);
    }

    [Fact]
    public async Task A_node_that_was_thought_gone_is_stopped_when_it_agrees_again()
    {
        await LosePlace(_old); // frozen, say, and it does not know
        await using var next = await Join(Next);

        var refusal = await Assert.ThrowsAsync<StoreTooNewException>(() => _old.Agree());
        Assert.Same(refusal, await _old.Outgrown);
        Assert.False(next.Outgrown.IsCompleted);
    }

    [Fact]
    public async Task A_release_that_cannot_write_the_older_shape_waits_for_the_older_nodes_to_be_stopped()
    {
        var abrupt = new RecordType<Letter>("letter", 2, [Letter.ByWriter], upgrade: (document, _) => document);
        var refusal = await Assert.ThrowsAsync<StoreInUseException>(() => Join(abrupt));
        Assert.StartsWith("node/1 runs an older release", refusal.Message);
        await Put(_old, new Letter("letter/1", "member/1", "thư"));

        await _old.DisposeAsync();
        await using var next = await Join(abrupt);
        Assert.Equal("thư", (await next.Open().Get<Letter>("letter/1"))!.Text);
    }

    [Fact]
    public async Task A_new_index_finds_what_older_nodes_write_once_the_last_of_them_is_gone()
    {
        await Put(_old, new Letter("letter/1", "member/1", "a"));
        await using var next = await Join(Indexed);
        await Put(_old, new Letter("letter/2", "member/1", "b"));
        Assert.Equal(["a"], (await next.Open().Find(ByText, "")).Select(letter => letter.Text));
        await next.Agree();
        Assert.Equal(["a"], (await next.Open().Find(ByText, "")).Select(letter => letter.Text));

        await _old.DisposeAsync();
        await next.Agree();
        Assert.Equal(["a", "b"], (await next.Open().Find(ByText, "")).Select(letter => letter.Text));
    }

    [Fact]
    public async Task Places_of_nodes_that_are_gone_are_taken_again()
    {
        for (var restart = 0; restart < 5; restart++)
        {
            await using var second = await Join(Samples.Letters);
            Assert.Null(await second.Engine.TryLease("node/2", default));
        }

        Assert.Equal(["node/1", "node/2"], (await _old.Engine.Find(new DocumentType("lease"), IndexRange.All(), 10, default)).Select(lease => lease.Id));
    }

    private async Task<Store> Join(RecordType letters)
    {
        var catalog = Samples.Catalog(letters);
        return await Store.Start(await OpenNode(catalog), catalog, Folder["cellbot.key"], TimeProvider.System);
    }

    private static async Task<string> Schemas(Store store) => string.Join(", ",
        (await store.Engine.Find(Samples.Letters.Documents, IndexRange.All(), 20_000, default)).Select(document => document.SchemaVersion).Distinct().Order());

    private static async Task Change<T>(Store store, int count, Func<T, T> change) where T : Record
    {
        var session = store.Open();
        foreach (var letter in await session.Get<T>([.. Enumerable.Range(0, count).Select(i => $"letter/{i}")]))
            session.Put(change(letter));
        Assert.Equal(CommitResult.Done, await session.Commit());
    }

    private static async Task Put<T>(Store store, params T[] letters) where T : Record
    {
        var session = store.Open();
        foreach (var letter in letters)
            session.Put(letter);
        Assert.Equal(CommitResult.Done, await session.Commit());
    }

    private sealed record NextLetter(string Id, string Writer, string Body) : Record(Id), IOwned
    {
        public static readonly Index<NextLetter> ByWriter = new("by_writer", letter => letter.Writer);

        public string KeyOwner => Writer;
    }
}

/// <summary>Two nodes on one SQLite file, as if it were a server.</summary>
public sealed class SharedRolloutTests : RolloutTests
{
    private SqliteEngine _engine = null!;

    public override async Task InitializeAsync()
    {
        _engine = SqliteEngine.Open(Folder["cellbot.db"], Samples.Catalog(Indexed).Documents, TimeProvider.System);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        await base.DisposeAsync();
    }

    private protected override Task<IDocumentEngine> OpenNode(RecordCatalog catalog) => Task.FromResult<IDocumentEngine>(new SharedEngine(_engine, Indexed.Documents));

    private protected override async Task LosePlace(Store node) => await node.DisposeAsync(); // the engine below it goes on
}

/// <summary>Each node with connections of its own to a real server.</summary>
public sealed class PostgresRolloutTests : RolloutTests
{
    private string _database = null!;

    public override async Task InitializeAsync()
    {
        _database = await (await PostgresServer.Shared).NewDatabase();
        await base.InitializeAsync();
    }

    private protected override async Task<IDocumentEngine> OpenNode(RecordCatalog catalog) => await PostgresEngine.Open(PostgresPlace.Read(_database), catalog.Documents, TimeProvider.System);

    private protected override async Task LosePlace(Store node) =>
        await (await PostgresServer.Shared).Run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", _database);
}
