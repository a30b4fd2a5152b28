using System.Text;
using CellBot.Storage.Backups;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Engines.Sqlite;
using CellBot.Storage.Records;
using CellBot.Storage.Tests.Records;
using CellBot.Testing.Databases;

namespace CellBot.Storage.Tests.Backups;

public sealed class BackupTests : StoreTest
{
    private string Key => StoreKey.DefaultPath(Folder["cellbot.db"]);

    [Fact]
    public async Task A_restored_copy_holds_every_document_and_attachment_and_is_muted()
    {
        var photo = await Attach("p1", Content(200_000));
        await Attach("p1", []);
        var orphan = await Store.Attachments.Write("p1", new MemoryStream(Content(10)));
        await Put(new Letter("l1", "p1", "Thưa đồng chí"), new Letter("l2", "p2", "Tôi xin nghỉ"));
        var summary = await Write("a.backup");
        Assert.Equal((2L, 0), (summary.Files, summary.Missing.Count));

        await using var copy = await Restored("a.backup");
        Assert.Equal("Thưa đồng chí", (await copy.Open().Get<Letter>("l1"))!.Text);
        Assert.Equal("Tôi xin nghỉ", (await copy.Open().Get<Letter>("l2"))!.Text);
        Assert.Equal(Content(200_000), await Bytes(copy, photo));
        Assert.Null(await copy.Attachments.Read(orphan));
        Assert.Equal(summary.Header.MadeAt, (await copy.Mute())!.MadeAt);
        await copy.Unmute();
        await copy.Unmute();
        Assert.Null(await copy.Mute());
    }

    [Fact]
    public async Task A_backup_made_while_letters_with_attachments_come_and_go_has_every_attachment_it_names()
    {
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var file = await Attach("p1", Content(5_000));
                begun.TrySetResult();
                if (i % 2 == 0)
                    continue;
                var session = Store.Open();
                session.ReleaseFile(file);
                Assert.Equal(CommitResult.Done, await session.Commit());
                await Store.Attachments.Sweep(TimeSpan.Zero);
            }
        });
        await begun.Task;
        var summary = await Write("a.backup");
        await stop.CancelAsync();
        await writing;
        Assert.Empty(summary.Missing);
        await using var copy = await Restored("a.backup");
        var named = await copy.Engine.Find(Attachments.Documents, IndexRange.All(), 100_000, default);
        Assert.Equal(summary.Files, named.Count);
        foreach (var file in named)
            Assert.Equal(Content(5_000), await Bytes(copy, file.Id));
    }

    [Fact]
    public async Task A_backup_holds_no_word_in_clear_and_no_key()
    {
        await Put(new Letter("l1", "p1", "RATHER-SECRET-WORDS"));
        await Write("a.backup");
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Folder["a.backup"]));
        Assert.DoesNotContain("RATHER-SECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain(File.ReadAllText(Key).Trim(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_never_overwrites_and_one_that_was_not_finished_leaves_nothing()
    {
        await Write("a.backup");
        var before = await File.ReadAllBytesAsync(Folder["a.backup"]);
        Assert.Throws<StoreWriteException>(() => BackupFile.Create(Folder["a.backup"]));
        using (var other = BackupFile.Create(Folder["b.backup"]))
            other.Stream.Write("CELLBOT BACKUP\n"u8);
        using (var broken = BackupFile.Create(Folder["b.backup"]))
        {
            broken.Stream.Write("CELLBOT BACKUP\n"u8);
            Assert.Throws<BackupUnreadableException>(broken.Finish);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(Folder["a.backup"]));
        Assert.Equal(["a.backup"], Directory.EnumerateFiles(Path.GetDirectoryName(Folder["a"])!, "*backup*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_backup_cut_short_or_altered_anywhere_is_refused_and_nothing_is_written()
    {
        await Attach("p1", Content(3_000));
        await Put(new Letter("l1", "p1", "Thưa đồng chí"));
        await Write("a.backup");
        var whole = await File.ReadAllBytesAsync(Folder["a.backup"]);
        for (var length = 0; length < whole.Length; length += 37)
            await Refused<BackupUnreadableException>(whole.AsSpan(0, length).ToArray());
        for (var at = 0; at < whole.Length; at += 37)
        {
            var altered = whole.ToArray();
            altered[at] ^= 1;
            var why = await Xunit.Record.ExceptionAsync(() => Restore(altered));
            Assert.True(why is BackupUnreadableException or StoreTooNewException, $"byte {at}: {why}");
        }

        await Refused<BackupUnreadableException>([.. whole, 0]);
        await Refused<BackupUnreadableException>(await File.ReadAllBytesAsync(Key)); // any other file
        await Refused<BackupUnreadableException>([]);
        Assert.False(File.Exists(Folder["copy.db"]));
    }

    [Fact]
    public async Task A_backup_of_a_newer_release_is_refused()
    {
        await Put(new Letter("l1", "p1", "Thưa đồng chí"));
        await Write("a.backup");
        await using var source = File.OpenRead(Folder["a.backup"]);
        await Assert.ThrowsAsync<StoreTooNewException>(() => new Restore(() => throw new InvalidOperationException("Nothing is to be opened."), new RecordCatalog([]), TimeProvider.System).Run(source, "a.backup", Key));
    }

    [Fact]
    public async Task A_restore_goes_into_an_empty_store_only()
    {
        await Write("a.backup");
        await using (var source = File.OpenRead(Folder["a.backup"]))
            await Assert.ThrowsAsync<RestoreRefusedException>(() => new Restore(() => Opened(Store.Engine), Store.Catalog, TimeProvider.System).Run(source, "a.backup", Key));
        Store = await Open();
        Assert.Null(await Store.Mute());
    }

    [Fact]
    public async Task Without_the_right_key_file_nothing_is_restored()
    {
        await Write("a.backup");
        var whole = await File.ReadAllBytesAsync(Folder["a.backup"]);
        await Assert.ThrowsAsync<StoreKeyException>(() => Restore(whole, Folder["none.key"]));
        StoreKey.ReadOrMake(Folder["other.key"]);
        await Assert.ThrowsAsync<StoreKeyException>(() => Restore(whole, Folder["other.key"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_restore_cut_short_does_not_open_and_the_same_one_run_again_completes_it(int writes)
    {
        var files = new[] { await Attach("p1", Content(100_000)), await Attach("p1", Content(70_000)) };
        for (var i = 0; i < 600; i++)
            await Put(new Letter($"l{i}", "p1", $"Thư {i}"));
        await Write("a.backup");
        await using (var source = File.OpenRead(Folder["a.backup"]))
        await using (var target = Target())
            await Assert.ThrowsAsync<IOException>(() => new Restore(() => Opened(new FailingEngine(target, writes)), Samples.Catalog(), TimeProvider.System).Run(source, "a.backup", Key));

        var refused = await Assert.ThrowsAsync<StoreUnreadableException>(() => Store.OpenSqlite(Folder["copy.db"], Key, Samples.Catalog(), TimeProvider.System));
        Assert.Contains("cut short", refused.Message, StringComparison.Ordinal);
        await using var copy = await Restored("a.backup");
        Assert.Equal("Thư 599", (await copy.Open().Get<Letter>("l599"))!.Text);
        Assert.Equal(Content(100_000), await Bytes(copy, files[0]));
        Assert.Equal(Content(70_000), await Bytes(copy, files[1]));
    }

    [Fact]
    public async Task What_SQLite_wrote_is_restored_into_PostgreSQL_and_from_there_into_SQLite()
    {
        var photo = await Attach("p1", Content(200_000));
        for (var i = 0; i < 700; i++)
            await Put(new Letter($"l{i}", "p1", $"Thư {i}"));
        await Put(new Duty("d1", "p1", Due: new DateOnly(2027, 1, 31)));
        var first = await Write("a.backup");
        var place = PostgresPlace.Read(await (await PostgresServer.Shared).NewDatabase());
        await using (var source = File.OpenRead(Folder["a.backup"]))
            await new Restore(async () => await PostgresEngine.Open(place, Samples.Catalog().Documents, TimeProvider.System), Samples.Catalog(), TimeProvider.System).Run(source, "a.backup", Key);

        await using (var there = await Store.OpenPostgres(place, Key, Samples.Catalog(), TimeProvider.System))
        {
            Assert.NotNull(await there.Mute());
            Assert.Equal("Thư 699", (await there.Open().Get<Letter>("l699"))!.Text);
            Assert.Equal(700, (await there.Open().Find(Letter.ByWriter, "p1", 1000)).Count);
            Assert.Equal("d1", Assert.Single(await there.Open().Find(Duty.ByDue, "2027-01")).Id);
            Assert.Equal(Content(200_000), await Bytes(there, photo));
            using var file = BackupFile.Create(Folder["b.backup"]);
            var second = await Backup.Write(there, file.Stream, TimeProvider.System);
            file.Finish();
            Assert.Equal((first.Documents, first.Files), (second.Documents, second.Files));
        }

        await using var copy = await Restored("b.backup");
        Assert.Equal("Thư 5", (await copy.Open().Get<Letter>("l5"))!.Text);
        Assert.Equal(Content(200_000), await Bytes(copy, photo));
    }

    private async Task<string> Attach(string owner, byte[] content)
    {
        var id = await Store.Attachments.Write(owner, new MemoryStream(content));
        var session = Store.Open();
        session.KeepFile(id);
        Assert.Equal(CommitResult.Done, await session.Commit());
        return id;
    }

    private async Task<BackupSummary> Write(string name)
    {
        using var file = BackupFile.Create(Folder[name]);
        var summary = await Backup.Write(Store, file.Stream, TimeProvider.System);
        file.Finish();
        return summary;
    }

    private SqliteEngine Target() => SqliteEngine.Open(Folder["copy.db"], Samples.Catalog().Documents, TimeProvider.System);

    private static Task<IDocumentEngine> Opened(IDocumentEngine engine) => Task.FromResult(engine);

    private async Task Refused<T>(byte[] content) where T : Exception => await Assert.ThrowsAsync<T>(() => Restore(content));

    private async Task Restore(byte[] content, string? key = null)
    {
        await new Restore(() => Opened(Target()), Samples.Catalog(), TimeProvider.System).Run(new MemoryStream(content), "the file", key ?? Key);
    }

    private async Task<Store> Restored(string name)
    {
        await using (var source = File.OpenRead(Folder[name]))
            await new Restore(() => Opened(Target()), Samples.Catalog(), TimeProvider.System).Run(source, name, Key);
        return await Store.OpenSqlite(Folder["copy.db"], Key, Samples.Catalog(), TimeProvider.System);
    }

    private static async Task<byte[]> Bytes(Store store, string id)
    {
        await using var file = await store.Attachments.Read(id);
        var read = new MemoryStream();
        await file!.CopyToAsync(read);
        return read.ToArray();
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    /// <summary>Its process is killed after so many writes.</summary>
    private sealed class FailingEngine(IDocumentEngine engine, int writes) : IDocumentEngine
    {
        private int left = writes;

        public bool IsSoleWriter => engine.IsSoleWriter;

        public Task<IReadOnlyList<StoredDocument>> Get(DocumentType type, IReadOnlyCollection<string> ids, CancellationToken cancel) => engine.Get(type, ids, cancel);

        public Task<IReadOnlyList<StoredDocument>> Find(DocumentType type, IndexRange range, int limit, CancellationToken cancel) => engine.Find(type, range, limit, cancel);

        public Task<IReadOnlyList<Domain.Records.KeyCount>> Tally(DocumentType type, IndexPrefix prefix, CancellationToken cancel) => engine.Tally(type, prefix, cancel);

        public Task<CommitResult> Commit(WriteSet set, CancellationToken cancel) => left-- > 0 ? engine.Commit(set, cancel) : throw new IOException("killed");

        public Task<IStoreLease?> TryLease(string name, CancellationToken cancel) => engine.TryLease(name, cancel);

        public async Task PutFile(string id, Stream content, CancellationToken cancel)
        {
            var isLast = left-- <= 0;
            await engine.PutFile(id, isLast ? new MemoryStream(new byte[100]) : content, cancel);
            if (isLast)
                throw new IOException("killed");
        }

        public Task<Stream?> OpenFile(string id, CancellationToken cancel) => engine.OpenFile(id, cancel);

        public Task DropFile(string id, CancellationToken cancel) => engine.DropFile(id, cancel);

        public IAsyncEnumerable<StoredFile> Files(CancellationToken cancel) => engine.Files(cancel);

        public Task<IEngineSnapshot> Snapshot(CancellationToken cancel) => engine.Snapshot(cancel);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
