using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Sqlite;

namespace CellBot.Storage.Tests.Engines;

/// <summary>What can be wrong with the file, and what the operator is told.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly DocumentType Notes = new("note", "by_due");

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["cellbot.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("this is a letter, not a database, and it is longer than a hundred bytes, so that nobody could take it for an empty one")]
    [InlineData("short")]
    public void A_file_that_is_no_database_is_refused_and_left_alone(string content)
    {
        File.WriteAllText(Database, content);

        Assert.Contains(Database, Assert.Throws<StoreUnreadableException>(() => Open()).Message);
        Assert.Equal(content, File.ReadAllText(Database));
    }

    [Fact]
    public void Somebody_elses_database_is_refused_and_left_alone()
    {
        using (var other = new SqliteConnection(Database, readOnly: false))
            other.Execute("CREATE TABLE customers (name TEXT)");

        Assert.Throws<StoreUnreadableException>(() => Open());
        using var again = new SqliteConnection(Database, readOnly: true);
        Assert.Equal(1, again.Number("SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task A_newer_format_is_refused_and_left_alone()
    {
        await Open().DisposeAsync();
        using (var newer = new SqliteConnection(Database, readOnly: false))
            newer.Execute("PRAGMA user_version = 2");

        Assert.Contains("format 2", Assert.Throws<StoreTooNewException>(() => Open()).Message);
    }

    [Fact]
    public async Task Damage_inside_the_file_is_told_when_it_is_met()
    {
        await using (var engine = Open())
            await Fill(engine, 200);
        using (var file = new FileStream(Database, FileMode.Open))
        {
            var rubbish = new byte[4096];
            Array.Fill(rubbish, (byte)0xA5);
            for (file.Position = 10 * 4096; file.Position < file.Length;)
                file.Write(rubbish);
        }

        await using var damaged = Open();
        await Assert.ThrowsAsync<StoreUnreadableException>(() => damaged.Find(Notes, IndexRange.All(), 1000, default));
    }

    [Theory]
    [InlineData("/dev/null/cellbot.db")]
    [InlineData("/proc/cellbot/cellbot.db")]
    public void A_place_that_cannot_be_written_is_told(string path) =>
        Assert.Contains("cannot be written", Assert.Throws<StoreWriteException>(() => SqliteEngine.Open(path, [Notes], TimeProvider.System)).Message);

    [Fact]
    public void A_directory_in_the_place_of_the_file_is_told()
    {
        Directory.CreateDirectory(Database);
        Assert.Throws<StoreWriteException>(() => Open());
    }

    [Fact]
    public async Task A_full_disk_fails_the_commit_whole_and_the_next_that_fits_succeeds()
    {
        await using var engine = SqliteEngine.Open(Database, [Notes], TimeProvider.System, connection => connection.Execute("PRAGMA max_page_count = 60"));
        await Fill(engine, 10);

        await Assert.ThrowsAsync<StoreWriteException>(() => Fill(engine, 1000, prefix: "much"));
        Assert.Empty(await engine.Find(Notes, IndexRange.Prefix(DocumentType.ById, "much"), 10, default));
        Assert.Equal(CommitResult.Done, await Fill(engine, 1, prefix: "little"));
        Assert.Equal(11, (await engine.Find(Notes, IndexRange.All(), 1000, default)).Count);
    }

    [Fact]
    public async Task One_commit_that_is_too_large_for_the_disk_does_not_fail_those_that_came_with_it()
    {
        await using var engine = SqliteEngine.Open(Database, [Notes], TimeProvider.System, connection => connection.Execute("PRAGMA max_page_count = 200"));

        var much = Enumerable.Range(0, 3).Select(i => Fill(engine, 1000, prefix: $"much{i}/")).ToArray();
        var little = Enumerable.Range(0, 20).Select(i => Fill(engine, 1, prefix: $"little{i}/")).ToArray();
        foreach (var commit in much)
            await Assert.ThrowsAsync<StoreWriteException>(() => commit);
        Assert.All(await Task.WhenAll(little), result => Assert.Equal(CommitResult.Done, result));
        Assert.Equal(20, (await engine.Find(Notes, IndexRange.All(), 1000, default)).Count);
    }

    [Fact]
    public async Task An_index_column_that_a_newer_release_declares_is_added()
    {
        await using (var engine = Open())
            await Fill(engine, 3);

        await using var newer = SqliteEngine.Open(Database, [new DocumentType("note", "by_due", "by_color"), new DocumentType("more")], TimeProvider.System);
        var note = (await newer.Find(new DocumentType("note", "by_due", "by_color"), IndexRange.All(), 1, default)).Single();
        Assert.Equal(new[] { "2026", null }, note.Keys.AsEnumerable());
        Assert.Empty(await newer.Get(new DocumentType("more"), ["a"], default));
    }

    private SqliteEngine Open() => SqliteEngine.Open(Database, [Notes], TimeProvider.System);

    private static Task<CommitResult> Fill(SqliteEngine engine, int count, string prefix = "n")
    {
        var writes = new WriteSet();
        for (var i = 0; i < count; i++)
            writes.Put(Notes, new StoredDocument($"{prefix}{i:0000}", 1, 1, new byte[800], ["2026"]), 0);
        return engine.Commit(writes, default);
    }
}
