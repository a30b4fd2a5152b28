using System.Text;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Sqlite;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

public sealed class EncryptionTests : StoreTest
{
    private const string Words = "Hoàn cảnh gia đình khó khăn";

    [Fact]
    public async Task Words_of_a_person_stand_nowhere_on_the_disk()
    {
        await Put(new Letter("letter/1", "member/1", Words), new Chat("chat/1", "member/1", Words), new Duty("duty/1", "member/1"));
        var file = await Store.Attachments.Write("member/1", new MemoryStream(Encoding.UTF8.GetBytes(Words)));
        var session = Store.Open();
        session.KeepFile(file);
        await session.Commit();
        var duty = (await Store.Engine.Get(Samples.Duties.Documents, ["duty/1"], default)).Single();
        Assert.Equal("""{"member":"member/1","id":"duty/1"}""", Encoding.UTF8.GetString(duty.Body.Span));
        await Store.DisposeAsync();

        var everything = Directory.GetFiles(Folder.Root, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock")).ToArray();
        Assert.Contains(everything, path => path.EndsWith(file));
        foreach (var path in everything)
            Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf("khó khăn"u8));

        Store = await Open();
        Assert.Equal(Words, (await Get<Letter>("letter/1"))!.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(-1)]
    [InlineData(-20)]
    public async Task An_altered_body_is_refused(int at)
    {
        await Put(new Letter("letter/1", "member/1", Words));
        var stored = await Stored("letter/1");
        var altered = stored.Body.ToArray();
        altered[at < 0 ? altered.Length + at : at] ^= 1;
        await Overwrite(stored, altered);

        // A wrong key id is a key that was erased: the letter is gone, which deleting its row would have done as well.
        if (at == 4)
            Assert.Null(await Get<Letter>("letter/1"));
        else if (at == 12)
            Assert.Null(await Get<Letter>("letter/1")); // another owner, who has no key
        else
            await Assert.ThrowsAsync<StoreTamperedException>(() => Get<Letter>("letter/1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"id":"letter/1","writer":"member/1","text":"giả"}""")]
    [InlineData("\u0001")]
    public async Task A_body_that_is_not_encrypted_is_refused(string body)
    {
        await Put(new Letter("letter/1", "member/1", Words));
        await Overwrite(await Stored("letter/1"), Encoding.UTF8.GetBytes(body));

        await Assert.ThrowsAsync<StoreTamperedException>(() => Get<Letter>("letter/1"));
    }

    [Fact]
    public async Task A_body_moved_to_another_id_is_refused()
    {
        await Put(new Letter("letter/1", "member/1", Words), new Letter("letter/2", "member/1", "khác"));
        await Overwrite(await Stored("letter/2"), (await Stored("letter/1")).Body);

        await Assert.ThrowsAsync<StoreTamperedException>(() => Get<Letter>("letter/2"));
        await Assert.ThrowsAsync<StoreTamperedException>(async () => await Store.Open().Find(Letter.ByWriter, "member/1"));
    }

    [Fact]
    public async Task An_earlier_body_put_back_is_refused()
    {
        await Put(new Letter("letter/1", "member/1", Words));
        var earlier = await Stored("letter/1");
        await Put(new Letter("letter/1", "member/1", "đã sửa"));
        await Overwrite(await Stored("letter/1"), earlier.Body);

        await Assert.ThrowsAsync<StoreTamperedException>(() => Get<Letter>("letter/1"));
    }

    [Fact]
    public async Task A_persons_key_given_to_another_is_refused()
    {
        await Put(new Letter("letter/1", "member/1", Words), new Letter("letter/2", "member/2", "khác"));
        var keys = await Store.Engine.Get(PersonKeys.Documents, ["member/1", "member/2"], default);
        var (first, second) = (keys.Single(key => key.Id == "member/1"), keys.Single(key => key.Id == "member/2"));
        var writes = new WriteSet();
        writes.Put(PersonKeys.Documents, second with { Body = first.Body, Version = second.Version + 1 }, second.Version);
        await Store.Engine.Commit(writes, default);

        await Reopen();
        await Assert.ThrowsAsync<StoreTamperedException>(() => Get<Letter>("letter/2"));
        Assert.NotNull(await Get<Letter>("letter/1"));
    }

    [Fact]
    public async Task Erasing_a_key_erases_the_person_and_nobody_else()
    {
        await Put(new Letter("letter/1", "member/1", Words), new Chat("chat/1", "member/1", Words), new Letter("letter/2", "member/2", "khác"));
        Assert.NotNull(await Get<Chat>("chat/1"));
        var early = Store.Open();
        await early.Get<Letter>("letter/1");
        early.Put(new Letter("letter/1", "member/1", "viết trước khi xoá"));

        var session = Store.Open();
        session.EraseKey("member/1");
        session.EraseKey("nobody");
        Assert.Equal(CommitResult.Done, await session.Commit());

        Assert.IsType<CommitResult.Conflict>(await early.Commit());
        for (var round = 0; round < 2; round++)
        {
            Assert.Null(await Get<Letter>("letter/1"));
            Assert.Null(await Get<Chat>("chat/1"));
            Assert.Empty(await Store.Open().Find(Letter.ByWriter, "member/1"));
            Assert.Equal(["letter/2"], (await Store.Open().Find(Letter.ByWriter, "", limit: 1)).Select(letter => letter.Id));
            Assert.Equal(["khác"], await Store.All<Letter>().Select(letter => letter.Text).ToListAsync());
            await Reopen();
        }

        // The id is free for the person who comes back, with a new key.
        await Put(new Letter("letter/1", "member/1", "trở lại"));
        Assert.Equal("trở lại", (await Get<Letter>("letter/1"))!.Text);
        Assert.Null(await Get<Chat>("chat/1"));
    }

    [Fact]
    public async Task One_commit_can_erase_a_person_and_write_something_new()
    {
        await Put(new Letter("letter/1", "member/1", Words), new Letter("letter/2", "member/1", Words));
        var session = Store.Open();
        session.EraseKey("member/1");
        await session.Get<Letter>("letter/1");
        session.Put(new Letter("letter/1", "member/1", "giấy xác nhận đã xoá"));
        Assert.Equal(CommitResult.Done, await session.Commit());

        await Reopen();
        Assert.Equal("giấy xác nhận đã xoá", (await Get<Letter>("letter/1"))!.Text);
        Assert.Null(await Get<Letter>("letter/2"));
    }

    [Fact]
    public async Task Many_first_records_of_one_person_share_one_key()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => Put(new Letter($"{i}", "member/1", $"thư {i}")))));

        await Reopen();
        Assert.Equal(30, (await Store.Open().Find(Letter.ByWriter, "member/1")).Count);
        Assert.Single(await Store.Engine.Find(PersonKeys.Documents, IndexRange.All(), 10, default));
    }

    [Fact]
    public async Task A_record_can_pass_to_another_owner()
    {
        await Put(new Chat("chat/1", "chat/telegram/7", Words));
        await Put(new Chat("chat/1", "member/1", Words));
        var session = Store.Open();
        session.EraseKey("chat/telegram/7");
        await session.Commit();

        Assert.Equal(Words, (await Get<Chat>("chat/1"))!.Last);
    }

    private async Task<StoredDocument> Stored(string id) => (await Store.Engine.Get(Samples.Letters.Documents, [id], default)).Single();

    /// <summary>As someone would who can write to the database but has no key: the version stays, the body is another.</summary>
    private async Task Overwrite(StoredDocument stored, ReadOnlyMemory<byte> body)
    {
        foreach (var version in new[] { stored.Version, 0 }) // delete, and write anew with the same version
        {
            var writes = new WriteSet();
            if (version == 0)
                writes.Put(Samples.Letters.Documents, stored with { Body = body }, expectedVersion: 0);
            else
                writes.Delete(Samples.Letters.Documents, stored.Id, version);
            Assert.Equal(CommitResult.Done, await Store.Engine.Commit(writes, default));
        }
    }
}
