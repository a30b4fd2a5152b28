using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

public sealed class AttachmentTests : StoreTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(FileCipher.Piece - 1)]
    [InlineData(FileCipher.Piece)]
    [InlineData(FileCipher.Piece + 1)]
    [InlineData((3 * FileCipher.Piece) + 17)]
    public async Task A_file_comes_back(int length)
    {
        var content = Content(length);
        var id = await Store.Attachments.Write("member/1", new MemoryStream(content));

        await Reopen();
        Assert.Equal(content, await Read(id));
        Assert.Null(await Store.Attachments.Read("0000"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(12, true)]
    [InlineData(30, false)]
    [InlineData(70_000, false)]
    [InlineData(-1, false)]
    public async Task An_altered_file_is_refused(int at, bool isGone)
    {
        var id = await Store.Attachments.Write("member/1", new MemoryStream(Content(150_000)));
        Change(id, bytes =>
        {
            bytes[at < 0 ? bytes.Length + at : at] ^= 1;
            return bytes;
        });

        if (isGone)
            Assert.Null(await Store.Attachments.Read(id)); // another owner, who has no key
        else
            await Assert.ThrowsAsync<StoreTamperedException>(() => Read(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(26 + FileCipher.Piece + PersonKey.TagLength)]
    [InlineData(26 + FileCipher.Piece + PersonKey.TagLength + 3)]
    public async Task A_file_cut_short_is_refused(int length)
    {
        var id = await Store.Attachments.Write("member/1", new MemoryStream(Content(150_000)));
        Change(id, bytes => bytes[..length]);

        await Assert.ThrowsAsync<StoreTamperedException>(() => Read(id));
    }

    [Fact]
    public async Task A_file_under_another_files_name_is_refused()
    {
        var one = await Store.Attachments.Write("member/1", new MemoryStream(Content(10)));
        var other = await Store.Attachments.Write("member/1", new MemoryStream(Content(20)));
        File.Copy(PathOf(one), PathOf(other), overwrite: true);

        await Assert.ThrowsAsync<StoreTamperedException>(() => Read(other));
    }

    [Fact]
    public async Task Erasing_the_owner_erases_the_file()
    {
        var id = await Store.Attachments.Write("member/1", new MemoryStream(Content(10)));
        var session = Store.Open();
        session.EraseKey("member/1");
        await session.Commit();

        Assert.Null(await Store.Attachments.Read(id));
    }

    [Fact]
    public async Task What_no_commit_kept_is_swept_once_it_is_old_enough()
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
        await using var store = await Store.OpenSqlite(Folder["other.db"], null, Samples.Catalog(), clock);
        var kept = await store.Attachments.Write("member/1", new MemoryStream(Content(10)));
        var orphan = await store.Attachments.Write("member/1", new MemoryStream(Content(10)));
        var released = await store.Attachments.Write("member/1", new MemoryStream(Content(10)));
        var session = store.Open();
        session.KeepFile(kept);
        session.KeepFile(released);
        Assert.Equal(CommitResult.Done, await session.Commit());
        session = store.Open();
        session.ReleaseFile(released);
        Assert.Equal(CommitResult.Done, await session.Commit());

        Assert.Equal(0, await store.Attachments.Sweep(TimeSpan.FromHours(1)));
        clock.Now += TimeSpan.FromHours(1);
        var young = await store.Attachments.Write("member/1", new MemoryStream(Content(10)));
        Assert.Equal(2, await store.Attachments.Sweep(TimeSpan.FromHours(1)));
        Assert.Equal(0, await store.Attachments.Sweep(TimeSpan.FromHours(1)));

        Assert.Equal(new[] { kept, young }.Order(), await store.Engine.Files(default).Select(file => file.Id).OrderBy(id => id).ToListAsync());
        Assert.Null(await store.Attachments.Read(orphan));
    }

    [Fact]
    public async Task What_is_being_written_is_no_orphan_however_far_the_clock_is_ahead()
    {
        await using var store = await Store.OpenSqlite(Folder["other.db"], null, Samples.Catalog(), new FixedClock(TimeProvider.System.GetUtcNow().AddDays(30)));
        var swept = -1;
        var id = await store.Attachments.Write("member/1", new Interrupted(Content(10), async () => swept = await store.Attachments.Sweep(TimeSpan.FromHours(1))));
        Assert.Equal(0, swept);
        Assert.NotNull(await store.Attachments.Read(id));
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private async Task<byte[]> Read(string id)
    {
        await using var file = await Store.Attachments.Read(id);
        var content = new MemoryStream();
        await Assert.IsAssignableFrom<Stream>(file).CopyToAsync(content);
        return content.ToArray();
    }

    private string PathOf(string id) => Path.Combine(Folder["cellbot.files"], id);

    private void Change(string id, Func<byte[], byte[]> change) => File.WriteAllBytes(PathOf(id), change(File.ReadAllBytes(PathOf(id))));

    /// <summary>Something happens before its first byte is read.</summary>
    private sealed class Interrupted(byte[] content, Func<Task> act) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == 0)
                await act();
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }

    private sealed class FixedClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
