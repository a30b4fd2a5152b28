using CellBot.Storage.Engines;
using CellBot.Storage.Engines.LiteDb;
using CellBot.Storage.Engines.Sqlite;
using LiteDB;

namespace CellBot.Storage.Tests.Engines;

/// <summary>The file itself: whose it is, what stands beside it, what is too large for it.</summary>
public sealed class LiteDbFileTests : IDisposable
{
    private static readonly DocumentType Notes = new("note", "by_due");

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["cellbot.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_log_is_copied_into_the_file_when_it_has_grown_and_at_the_end()
    {
        await using (var engine = Open())
        {
            for (var i = 0; i < 40; i++)
                await Put(engine, $"n{i:00}", new byte[500_000]);
            Assert.True(new FileInfo(Database).Length > 10_000_000, "All of it stands in the log.");
            Assert.InRange(new FileInfo(_folder["cellbot-log.db"]).Length, 0, 6_000_000);
        }

        Assert.False(File.Exists(_folder["cellbot-log.db"]));
        await using var again = Open();
        Assert.Equal(40, (await again.Find(Notes, IndexRange.All(), 100, default)).Count);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_the_rest_goes_on()
    {
        await using var engine = Open();
        Assert.Contains("15 MiB", (await Assert.ThrowsAsync<ArgumentException>(() => Put(engine, "a", new byte[16 << 20]))).Message);
        Assert.Contains("1000 bytes", (await Assert.ThrowsAsync<ArgumentException>(() => Put(engine, "a", [], new string('ế', 400)))).Message);
        await Put(engine, "a", new byte[15 << 20]);
        Assert.Equal(15 << 20, (await engine.Get(Notes, ["a"], default)).Single().Body.Length);
    }

    [Fact]
    public async Task Two_processes_and_files_of_others_are_refused()
    {
        await using (Open())
            Assert.Throws<StoreInUseException>(Open);
        foreach (var (name, collation) in new[] { ("other.db", Collation.Binary), ("usual.db", Collation.Default) })
        {
            using (var other = new LiteDatabase(new ConnectionString { Filename = _folder[name], Collation = collation }))
                other.GetCollection("things").Insert(new BsonDocument { ["a"] = 1 });
            Assert.Contains("CellBot's", Assert.Throws<StoreUnreadableException>(() => LiteDbEngine.Open(_folder[name], [Notes], TimeProvider.System)).Message);
        }

        await using (SqliteEngine.Open(_folder["sqlite.db"], [Notes], TimeProvider.System))
        {
        }

        Assert.Throws<StoreUnreadableException>(() => LiteDbEngine.Open(_folder["sqlite.db"], [Notes], TimeProvider.System));
        Assert.Throws<StoreUnreadableException>(() => SqliteEngine.Open(Database, [Notes], TimeProvider.System));
    }

    [Fact]
    public async Task A_newer_layout_is_refused()
    {
        await using (Open())
        {
        }

        using (var newer = new LiteDatabase(Database))
            newer.UserVersion = 2;
        Assert.Contains("newer release", Assert.Throws<StoreTooNewException>(Open).Message);
    }

    [Fact]
    public async Task A_new_index_and_a_copy_left_by_a_killed_process_do_no_harm()
    {
        await using (var engine = Open())
            await Put(engine, "a", [1], "2026");
        File.WriteAllText(Database + ".snapshot-7", "");

        var more = new DocumentType("note", "by_due", "by_owner");
        await using var next = LiteDbEngine.Open(Database, [more], TimeProvider.System);
        Assert.Equal(new[] { "2026", null }, (await next.Get(more, ["a"], default)).Single().Keys.AsEnumerable());
        Assert.Empty(await next.Find(more, IndexRange.Prefix("by_owner", ""), 10, default));
        await using (await next.Snapshot(default))
            Assert.True(File.Exists(Database + ".snapshot-1"));
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.snapshot-*"));
    }

    private LiteDbEngine Open() => LiteDbEngine.Open(Database, [Notes], TimeProvider.System);

    private static async Task Put(IDocumentEngine engine, string id, byte[] body, string? due = null)
    {
        var writes = new WriteSet();
        writes.Put(Notes, new StoredDocument(id, 1, 1, body, [due]), expectedVersion: 0);
        Assert.Equal(CommitResult.Done, await engine.Commit(writes, default));
    }
}
