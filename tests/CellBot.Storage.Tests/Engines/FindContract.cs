using CellBot.Domain.Records;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Engines;

/// <summary>Ranges, pages, prefixes, counts.</summary>
public abstract class FindContract : ConcurrencyContract
{
    [Fact]
    public async Task A_range_includes_both_its_ends_and_is_sorted_by_key_then_id()
    {
        await Insert(Note("z", due: "2"), Note("c", due: "3"), Note("b", due: "2"), Note("a", due: "4"), Note("y", due: "1"), Note("none"));

        Assert.Equal(["b", "z", "c"], await Find(new IndexRange("by_due", "2", "3")));
        Assert.Equal(["b", "z"], await Find(new IndexRange("by_due", "2", "3"), limit: 2));
        Assert.Equal(["y", "b", "z", "c", "a"], await Find(new IndexRange("by_due", "", "9")));
        Assert.Empty(await Find(new IndexRange("by_due", "3", "2")));
        Assert.Empty(await Find(new IndexRange("by_due", "2", "3"), limit: 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_that_start_after_the_last_position_miss_nothing_and_repeat_nothing(int page)
    {
        var notes = Enumerable.Range(0, 20).Select(i => Note($"n{i:00}", due: $"{i % 3}")).ToArray();
        await Insert(notes);

        var range = new IndexRange("by_due", "0", "1");
        var seen = new List<string>();
        while (true)
        {
            var found = await Engine.Find(Notes, range, page, CancellationToken.None);
            if (found.Count == 0)
                break;
            seen.AddRange(found.Select(note => note.Id));
            range = range with { After = new IndexPosition(found[^1].Keys[0]!, found[^1].Id) };
        }

        Assert.Equal(notes.Where(note => note.Keys[0] != "2").OrderBy(note => note.Keys[0]).ThenBy(note => note.Id).Select(note => note.Id), seen);
    }

    [Fact]
    public async Task Many_ranges_are_found_at_once_each_as_if_it_were_alone()
    {
        await Insert([.. Enumerable.Range(0, 30).Select(i => Note($"n{i:00}", due: $"{i % 5}", owner: $"o{i % 4}"))]);
        IndexRange[] ranges = [IndexRange.Exactly("by_due", "3"), IndexRange.Exactly("by_due", "none"), new("by_due", "0", "1"), IndexRange.Exactly("by_due", "3"), new("by_due", "4", "2")];

        foreach (var limit in (int[])[100, 4])
        {
            var found = await Engine.FindEach(Notes, ranges, limit, CancellationToken.None);
            Assert.Equal(ranges.Length, found.Count);
            for (var i = 0; i < ranges.Length; i++)
            {
                var alone = await Engine.Find(Notes, ranges[i], limit, CancellationToken.None);
                Assert.Equal(alone.Select(note => (note.Id, note.Version, note.Keys[0])), found[i].Select(note => (note.Id, note.Version, note.Keys[0])));
            }
        }

        Assert.Empty(await Engine.FindEach(Notes, [], 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_position_before_the_range_takes_nothing_from_it_and_one_need_not_exist()
    {
        await Insert(Note("a", due: "2"), Note("b", due: "2"), Note("d", due: "2"));

        Assert.Equal(["a", "b", "d"], await Find(new IndexRange("by_due", "2", "3", new IndexPosition("1", "zzz"))));
        Assert.Equal(["d"], await Find(new IndexRange("by_due", "2", "3", new IndexPosition("2", "c"))));
        Assert.Empty(await Find(new IndexRange("by_due", "2", "3", new IndexPosition("4", "a"))));
    }

    [Fact]
    public async Task All_documents_are_found_by_id_in_pages()
    {
        await Insert(Note("b", due: "1"), Note("a/2"), Note("a/1"), Note("A"));

        Assert.Equal(["A", "a/1", "a/2", "b"], await Find(IndexRange.All()));
        Assert.Equal(["a/2", "b"], await Find(IndexRange.All("a/1")));
        Assert.Equal(["a/1", "a/2"], await Find(IndexRange.Prefix(DocumentType.ById, "a/")));
        Assert.Equal(["b"], await Find(IndexRange.Exactly(DocumentType.ById, "b")));
    }

    [Fact]
    public async Task A_prefix_takes_what_begins_with_it_and_nothing_beside()
    {
        string[] keys = ["chi-bo", "chi-bo/", "chi-bo/1", "chi-bo/10", "chi-bo/2", "chi-bo0", "chi-bo%", "chi_bo/1", "Chi-bo/1", "đảng/ủy", "đảng/ủy/1", "đảng ủy", "dang", "chi-bo/\U0001F600", "chi-bo/\uFFFD"];
        await Insert([.. keys.Select((key, i) => Note($"n{i:00}", due: key))]);

        foreach (var prefix in new[] { "", "chi-bo", "chi-bo/", "chi-bo/1", "đảng/", "đ", "chi_", "chi-bo%", "Chi", "nothing" })
        {
            var found = await Engine.Find(Notes, IndexRange.Prefix("by_due", prefix), 100, CancellationToken.None);
            Assert.Equal(keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(KeyOrder.Instance), found.Select(note => note.Keys[0]));
        }
    }

    [Fact]
    public async Task An_empty_key_is_a_key_and_no_key_is_none()
    {
        await Insert(Note("empty", due: ""), Note("none"));

        Assert.Equal(["empty"], await Find(new IndexRange("by_due", "", "z")));
        Assert.Equal(["", null], new[] { await Read("empty"), await Read("none") }.Select(note => note!.Keys[0]));
    }

    [Fact]
    public async Task A_changed_key_moves_the_document()
    {
        await Insert(Note("a", due: "1", owner: "x"));
        await Committed(set => set.Put(Notes, Note("a", version: 2, due: "2", owner: "x"), 1));
        Assert.Empty(await Find(IndexRange.Exactly("by_due", "1")));
        Assert.Equal(["a"], await Find(IndexRange.Exactly("by_due", "2")));

        await Committed(set => set.Put(Notes, Note("a", version: 3, owner: "x"), 2));
        Assert.Empty(await Find(IndexRange.Prefix("by_due", "")));
        Assert.Equal(["a"], await Find(IndexRange.Exactly("by_owner", "x")));

        await Committed(set => set.Put(Notes, Note("a", version: 4, due: "đ", owner: "x"), 3));
        await Committed(set => set.Put(Notes, Note("a", version: 5, due: "đ", owner: "x", body: "\"same keys\""), 4));
        Assert.Equal(["a"], await Find(IndexRange.Exactly("by_due", "đ")));
        Assert.Equal("\"same keys\"", TextOf(await Read("a")));
    }

    [Fact]
    public async Task A_tally_counts_each_key_under_a_prefix()
    {
        await Insert(Note("1", due: "c/yes"), Note("2", due: "c/no"), Note("3", due: "c/yes"), Note("4", due: "d/yes"), Note("5"), Note("6", due: "c"));

        Assert.Equal([new KeyCount("c/no", 1), new KeyCount("c/yes", 2)], await Engine.Tally(Notes, new IndexPrefix("by_due", "c/"), CancellationToken.None));
        Assert.Equal([new KeyCount("c/yes", 2)], await Engine.Tally(Notes, new IndexPrefix("by_due", "c/yes"), CancellationToken.None));
        Assert.Empty(await Engine.Tally(Notes, new IndexPrefix("by_due", "e"), CancellationToken.None));
        Assert.Equal(6, (await Engine.Tally(Notes, new IndexPrefix(DocumentType.ById, ""), CancellationToken.None)).Count);
    }

    [Fact]
    public async Task An_index_that_is_not_declared_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Find(IndexRange.Exactly("by_color", "red")));
}
