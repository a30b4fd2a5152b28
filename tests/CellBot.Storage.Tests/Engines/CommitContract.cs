using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Engines;

/// <summary>Versions, conflicts, all or nothing.</summary>
public abstract class CommitContract : EngineContract
{
    [Fact]
    public async Task A_document_comes_back_as_it_was_written()
    {
        await Insert(Note("note/1", version: 7, due: "2026-11-26", body: """{"text":"Đồng chí đã nộp"}""", schema: 3));

        var note = await Read("note/1");
        Assert.Equal(("note/1", 7L, 3), (note!.Id, note.Version, note.SchemaVersion));
        Assert.Equal(new[] { "2026-11-26", null }, note.Keys.AsEnumerable());
        Assert.Equal("""{"text":"Đồng chí đã nộp"}""", TextOf(note));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(3_000_000)]
    public async Task A_body_may_have_any_bytes_and_length(int length)
    {
        var body = new byte[length];
        new Random(length).NextBytes(body);
        await Committed(set => set.Put(Marks, new StoredDocument("m", 1, 1, body, []), 0));

        Assert.Equal(body, (await Read("m", Marks))!.Body.ToArray());
    }

    [Fact]
    public async Task What_does_not_exist_is_left_out_of_a_get()
    {
        await Insert(Note("a"), Note("b"));

        var found = await Engine.Get(Notes, ["b", "missing", "a"], CancellationToken.None);
        Assert.Equal(["a", "b"], found.Select(note => note.Id).Order());
        Assert.Empty(await Engine.Get(Notes, [], CancellationToken.None));
    }

    [Fact]
    public async Task An_insert_conflicts_with_what_exists()
    {
        await Insert(Note("a", body: "\"first\""));

        Assert.Equal(new CommitResult.Conflict("note", "a"), await Commit(set => set.Put(Notes, Note("a", body: "\"second\""), 0)));
        Assert.Equal("\"first\"", TextOf(await Read("a")));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task An_update_needs_the_version_that_is_there(long expected, bool succeeds)
    {
        await Insert(Note("a", version: 2));

        var result = await Commit(set => set.Put(Notes, Note("a", version: 9, body: "\"new\""), expected));
        Assert.Equal(succeeds ? CommitResult.Done : new CommitResult.Conflict("note", "a"), result);
        Assert.Equal(succeeds ? 9 : 2, (await Read("a"))!.Version);
    }

    [Fact]
    public async Task An_update_of_what_does_not_exist_conflicts()
    {
        Assert.Equal(new CommitResult.Conflict("note", "a"), await Commit(set => set.Put(Notes, Note("a", version: 2), 1)));
        Assert.Null(await Read("a"));
    }

    [Fact]
    public async Task A_delete_needs_the_version_that_is_there()
    {
        await Insert(Note("a", version: 2, due: "x"));

        Assert.Equal(new CommitResult.Conflict("note", "a"), await Commit(set => set.Delete(Notes, "a", 1)));
        Assert.NotNull(await Read("a"));
        await Committed(set => set.Delete(Notes, "a", 2));
        Assert.Null(await Read("a"));
        Assert.Empty(await Find(IndexRange.Exactly("by_due", "x")));
        Assert.Equal(new CommitResult.Conflict("note", "a"), await Commit(set => set.Delete(Notes, "a", 2)));
        await Insert(Note("a"));
    }

    [Theory]
    [InlineData("a", 1, true)]
    [InlineData("a", 2, false)]
    [InlineData("a", 0, false)]
    [InlineData("missing", 0, true)]
    [InlineData("missing", 1, false)]
    public async Task A_commit_can_rest_on_what_it_does_not_write(string id, long version, bool succeeds)
    {
        await Insert(Note("a"));

        var result = await Commit(set =>
        {
            set.Put(Notes, Note("new"), 0);
            set.Unchanged(Notes, id, version);
        });
        Assert.Equal(succeeds ? CommitResult.Done : new CommitResult.Conflict("note", id), result);
        Assert.Equal(succeeds, await Read("new") is not null);
        Assert.Equal(1, (await Read("a"))!.Version);
    }

    [Fact]
    public async Task A_conflict_at_the_end_undoes_all_of_the_set()
    {
        await Insert(Note("a", due: "1"), Note("gone", due: "1"));

        var result = await Commit(set =>
        {
            set.Put(Notes, Note("a", version: 2, due: "2", body: "\"changed\""), 1);
            set.Put(Marks, Mark("new"), 0);
            set.Delete(Notes, "gone", 1);
            set.Put(Notes, Note("b", version: 4), 3);
        });

        Assert.Equal(new CommitResult.Conflict("note", "b"), result);
        Assert.Equal("{}", TextOf(await Read("a")));
        Assert.Null(await Read("new", Marks));
        Assert.Equal(["a", "gone"], await Find(IndexRange.Exactly("by_due", "1")));
    }

    [Fact]
    public async Task Ids_are_told_apart_by_type_case_and_every_character()
    {
        await Insert(Note("a"), Note("A"), Note("a "), Note("a/b"), Note("ă"), Note("a\u0306"));
        await Committed(set => set.Put(Marks, Mark("a"), 0));

        foreach (var id in new[] { "a", "A", "a ", "a/b", "ă", "a\u0306" })
            Assert.Equal(id, (await Read(id))?.Id);
    }

    [Fact]
    public async Task A_document_named_twice_in_one_set_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(set =>
        {
            set.Unchanged(Notes, "a", 0);
            set.Put(Notes, Note("a"), 0);
        }));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(set =>
        {
            for (var i = 0; i < 40; i++)
                set.Put(Notes, Note($"{i % 39}"), 0);
        }));
        Assert.Empty(await Find(IndexRange.All()));
    }

    [Fact]
    public async Task A_type_that_the_store_was_not_opened_with_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Engine.Get(new DocumentType("stranger"), ["a"], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(set => set.Put(new DocumentType("stranger"), Mark("a"), 0)));
    }

    [Fact]
    public async Task Nothing_to_write_is_committed() => await Committed(_ => { });

    [Fact]
    public async Task What_was_committed_is_there_after_reopening()
    {
        await Insert(Note("a", due: "1"), Note("b", due: "2"));
        await Committed(set => set.Put(Notes, Note("a", version: 2, due: "3", body: "\"changed\""), 1));

        await Reopen();
        Assert.Equal("\"changed\"", TextOf(await Read("a")));
        Assert.Equal(["b", "a"], await Find(IndexRange.Prefix("by_due", "")));
    }

    [Fact]
    public async Task After_closing_everything_is_refused()
    {
        var closed = Engine;
        await closed.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Commit(set => set.Put(Notes, Note("a"), 0)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Engine.Get(Notes, ["a"], CancellationToken.None));
    }
}
