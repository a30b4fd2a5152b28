using CellBot.Domain.Records;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Engines;

/// <summary>The longest, the largest, the oddest: the same on every engine.</summary>
public abstract class LimitContract : FindContract
{
    /// <summary>Ids and keys that a culture, a pattern or UTF-16 would put elsewhere.</summary>
    private static readonly string[] Odd =
    [
        "a", "A", "b", "B", "Z", "_", "-", "a-b", "a_b", "a b", "ab", "a%", "a/", "a/b", "a0", "a\u0306", "ă", "â", "đ", "Đ", "ế", "e\u0302\u0301", "10", "9", "'", "\"", "\\", "{0}", "$", "*", "[",
        "\u00A0", "\u200B", "\uFFFD", "\U0001F600", "\U0010FFFE", "İ", "ı", "i", "I", "ß", "ss",
    ];

    [Fact]
    public async Task Equal_keys_stand_in_the_order_of_ids_byte_by_byte()
    {
        var shuffled = Odd.ToArray();
        new Random(5).Shuffle(shuffled);
        await Insert([.. shuffled.Select(id => Note(id, due: "same"))]);
        await Insert(Note("0", due: "sam"), Note("1", due: "same "), Note("2", due: "Same"));

        Assert.Equal(Odd.Order(KeyOrder.Instance), await Find(IndexRange.Exactly("by_due", "same")));
        Assert.Equal(Odd.Concat(["0", "1", "2"]).Order(KeyOrder.Instance), await Find(IndexRange.All()));
        foreach (var after in Odd)
            Assert.Equal(Odd.Order(KeyOrder.Instance).SkipWhile(id => id != after).Skip(1), await Find(IndexRange.Exactly("by_due", "same") with { After = new IndexPosition("same", after) }));
    }

    [Fact]
    public async Task Keys_are_counted_and_sorted_byte_by_byte()
    {
        await Insert([.. Odd.SelectMany((key, i) => Enumerable.Range(0, i % 3 + 1).Select(n => Note($"{i}/{n}", due: key)))]);

        var all = await Engine.Tally(Notes, new IndexPrefix("by_due", ""), CancellationToken.None);
        Assert.Equal(Odd.Select((key, i) => new KeyCount(key, i % 3 + 1)).OrderBy(count => count.Key, KeyOrder.Instance), all);
        foreach (var prefix in Odd)
            Assert.Equal(all.Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal)), await Engine.Tally(Notes, new IndexPrefix("by_due", prefix), CancellationToken.None));
    }

    [Fact]
    public async Task The_longest_keys_and_ids_are_told_apart_at_their_ends()
    {
        var id = new string('i', 199);
        var key = new string('k', 399);
        await Insert(Note(id + "b", due: key + "2", owner: key + "x"), Note(id + "a", due: key + "2"), Note(id + "c", due: key + "1"), Note(id, due: key));

        Assert.Equal([id, id + "c", id + "a", id + "b"], await Find(IndexRange.Prefix("by_due", key)));
        Assert.Equal([id + "b"], await Find(IndexRange.Exactly("by_due", key + "2") with { After = new IndexPosition(key + "2", id + "a") }));
        Assert.Equal([new KeyCount(key, 1), new KeyCount(key + "1", 1), new KeyCount(key + "2", 2)], await Engine.Tally(Notes, new IndexPrefix("by_due", "k"), CancellationToken.None));
        Assert.Equal(id + "b", (await Read(id + "b"))!.Id);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData((long)int.MaxValue + 1)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue - 1)]
    public async Task A_version_may_be_any_number(long version)
    {
        await Insert(Note("a", version));
        Assert.Equal(version, (await Read("a"))!.Version);
        Assert.Equal(new CommitResult.Conflict("note", "a"), await Commit(set => set.Put(Notes, Note("a", long.MaxValue), version - 1)));
        await Committed(set => set.Put(Notes, Note("a", long.MaxValue), version));
        Assert.Equal(long.MaxValue, (await Read("a"))!.Version);
    }

    [Fact]
    public async Task A_large_set_is_written_whole_or_not_at_all()
    {
        const int many = 6000;
        await Insert(Note("last"));
        Task<CommitResult> Write(long lastVersion) => Commit(set =>
        {
            for (var i = 0; i < many; i++)
                set.Put(i % 2 == 0 ? Notes : Marks, i % 2 == 0 ? Note($"n{i:0000}", due: $"{i % 7}") : Mark($"m{i:0000}"), 0);
            set.Put(Notes, Note("last", 5), lastVersion);
        });

        Assert.Equal(new CommitResult.Conflict("note", "last"), await Write(2));
        Assert.Equal(["last"], await Find(IndexRange.All(), many));
        Assert.Empty(await Engine.Find(Marks, IndexRange.All(), many, CancellationToken.None));

        Assert.Equal(CommitResult.Done, await Write(1));
        Assert.Equal(many / 2 + 1, (await Find(IndexRange.All(), many)).Length);
        Assert.Equal(many / 2, (await Engine.Find(Marks, IndexRange.All(), many, CancellationToken.None)).Count);
        Assert.Equal(many / 2, (await Engine.Tally(Notes, new IndexPrefix("by_due", ""), CancellationToken.None)).Sum(count => count.Count));
        Assert.Equal(many / 2, (await Engine.Get(Marks, [.. Enumerable.Range(0, many).Select(i => $"m{i:0000}")], CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_set_that_is_refused_harms_none_that_came_with_it()
    {
        await Insert(Note("a"));
        var results = new List<Task<CommitResult>>();
        for (var i = 0; i < 30; i++)
        {
            var number = i;
            results.Add(Commit(set => set.Put(Notes, Note($"n{number}", due: "x"), 0)));
            results.Add(Commit(set =>
            {
                set.Put(Notes, Note($"lost{number}", due: "x"), 0);
                set.Delete(Notes, "a", 1); // one of them gets it; all others rest on what is gone
            }));
        }

        var done = await Task.WhenAll(results);
        Assert.Equal(31, done.Count(result => result is CommitResult.Committed));
        Assert.Equal(31, (await Find(IndexRange.Exactly("by_due", "x"))).Length);
        Assert.Null(await Read("a"));
    }
}
