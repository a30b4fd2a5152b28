using System.Collections.Concurrent;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Engines;

/// <summary>Many commits at once.</summary>
public abstract class ConcurrencyContract : CommitContract
{
    [Fact]
    public async Task Of_many_who_update_one_version_exactly_one_succeeds()
    {
        await Insert(Note("a"));

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Commit(set =>
        {
            set.Put(Notes, Note("a", version: 2, body: $"{i}"), 1);
            set.Put(Marks, Mark($"{i}"), 0);
        }))));

        Assert.Single(results, CommitResult.Done);
        Assert.Equal(49, results.Count(result => result == new CommitResult.Conflict("note", "a")));
        var winner = Array.IndexOf(results, CommitResult.Done);
        Assert.Equal($"{winner}", TextOf(await Read("a")));
        Assert.Equal([$"{winner}"], (await Engine.Find(Marks, IndexRange.All(), 100, CancellationToken.None)).Select(mark => mark.Id));
    }

    [Fact]
    public async Task Conflicts_among_commits_that_share_a_flush_stay_alone()
    {
        await Insert([.. Enumerable.Range(0, 40).Select(i => Note($"n{i:00}"))]);

        // Every third set expects a wrong version at its end; its neighbours must not notice.
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Commit(set =>
        {
            set.Put(Marks, Mark($"{i:00}"), 0);
            set.Put(Notes, Note($"n{i:00}", version: 5, body: "\"new\""), i % 3 == 0 ? 4 : 1);
        })));

        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(i % 3 == 0 ? new CommitResult.Conflict("note", $"n{i:00}") : CommitResult.Done, results[i]);
            Assert.Equal(i % 3 != 0, await Read($"{i:00}", Marks) is not null);
            Assert.Equal(i % 3 == 0 ? "{}" : "\"new\"", TextOf(await Read($"n{i:00}")));
        }
    }

    [Fact]
    public async Task A_commit_that_can_wait_is_committed_alone_and_in_company()
    {
        await Committed(set => Waiting(set, "alone"));
        Assert.NotNull(await Read("alone"));

        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Commit(set =>
        {
            if (i % 2 == 0) Waiting(set, $"n{i}");
            else set.Put(Notes, Note($"n{i}"), 0);
        })));
        Assert.All(results, result => Assert.Equal(CommitResult.Done, result));
        for (var i = 0; i < 30; i++)
            Assert.NotNull(await Read($"n{i}"));

        static void Waiting(WriteSet set, string id)
        {
            set.Put(Notes, Note(id), 0);
            set.CanWait = true;
        }
    }

    [Fact]
    public async Task A_completed_commit_is_seen_by_every_later_read()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            await Insert(Note($"n{i}", owner: $"o{i}"));
            Assert.NotNull(await Read($"n{i}"));
            Assert.Equal([$"n{i}"], await Find(IndexRange.Exactly("by_owner", $"o{i}")));
        });
    }

    [Fact]
    public async Task Committed_is_called_once_for_each_set_in_the_order_of_versions()
    {
        await Insert(Note("a", version: 1));
        var order = new ConcurrentQueue<long>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25;)
            {
                var version = (await Read("a"))!.Version;
                var told = false;
                var result = await Commit(set =>
                {
                    set.Put(Notes, Note("a", version + 1), version);
                    set.Committed = () =>
                    {
                        told = true;
                        order.Enqueue(version + 1);
                    };
                });
                Assert.Equal(result is CommitResult.Committed, told);
                i += told ? 1 : 0;
            }
        })));

        Assert.Equal(Enumerable.Range(2, 200).Select(version => (long)version), order);
    }

    /// <summary>Random sets against a dictionary: a set that succeeds was right by the dictionary at one moment, and at the end both are the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Many_random_commits_leave_what_a_dictionary_would_hold(int seed)
    {
        var model = new Dictionary<string, (long Version, string? Due)>();
        var disagreements = new ConcurrentQueue<string>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 24), new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (worker, _) =>
        {
            var random = new Random(seed * 1000 + worker);
            var known = new Dictionary<string, long>();
            for (var step = 0; step < 60; step++)
            {
                var set = RandomSet(random, known, out var changes, out var expected);
                set.Committed = () => // called in the order of commits: the model follows
                {
                    foreach (var (id, version) in expected)
                    {
                        if ((model.TryGetValue(id, out var held) ? held.Version : 0) != version)
                            disagreements.Enqueue($"{id} was committed over {version}, the dictionary has {held.Version}");
                    }

                    foreach (var (id, change) in changes)
                    {
                        if (change is { } put)
                            model[id] = put;
                        else
                            model.Remove(id);
                    }
                };
                if (await Engine.Commit(set, CancellationToken.None) is CommitResult.Conflict conflict)
                {
                    var fresh = await Read(conflict.Id);
                    known[conflict.Id] = fresh?.Version ?? 0;
                }
                else
                {
                    foreach (var (id, change) in changes)
                        known[id] = change?.Version ?? 0;
                }
            }
        });

        Assert.Empty(disagreements);
        Assert.NotEmpty(model);
        await Reopen();
        var stored = await Engine.Find(Notes, IndexRange.All(), 1000, CancellationToken.None);
        Assert.Equal(model.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.Version, pair.Value.Due)), stored.Select(note => (note.Id, note.Version, note.Keys[0])));
        Assert.Equal(
            model.Where(pair => pair.Value.Due is not null).OrderBy(pair => pair.Value.Due, StringComparer.Ordinal).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key),
            await Find(IndexRange.Prefix("by_due", ""), 1000));
    }

    private static WriteSet RandomSet(Random random, Dictionary<string, long> known, out List<(string, (long Version, string? Due)?)> changes, out List<(string Id, long Version)> expected)
    {
        var set = new WriteSet();
        (changes, expected) = ([], []);
        foreach (var number in Enumerable.Range(0, 30).OrderBy(_ => random.Next()).Take(random.Next(1, 5)))
        {
            var id = $"n{number:00}";
            var version = known.GetValueOrDefault(id);
            expected.Add((id, version));
            var kind = random.Next(10);
            if (kind == 0)
            {
                set.Unchanged(Notes, id, version);
            }
            else if (kind <= 2 && version > 0)
            {
                set.Delete(Notes, id, version);
                changes.Add((id, null));
            }
            else
            {
                var due = random.Next(3) == 0 ? null : $"d{random.Next(5)}";
                var next = version + random.Next(1, 1000);
                set.Put(Notes, Note(id, next, due), version);
                changes.Add((id, (next, due)));
            }
        }

        return set;
    }
}
