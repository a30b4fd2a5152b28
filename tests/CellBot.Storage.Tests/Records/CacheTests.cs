using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

/// <summary>Remembered records are always the committed ones.</summary>
public sealed class CacheTests : StoreTest
{
    [Fact]
    public async Task A_remembered_record_is_not_decoded_again()
    {
        await Put(new Chat("a", "m", "xin chào"));

        Assert.Same(await Get<Chat>("a"), await Get<Chat>("a"));
        await Put(new Duty("a", "m"));
        Assert.NotSame(await Get<Duty>("a"), await Get<Duty>("a"));
    }

    [Fact]
    public async Task Finding_takes_what_is_remembered_and_remembers_what_it_found()
    {
        await Put(new Chat("a", "m", "một"), new Chat("b", "m", "hai"));
        await Reopen();
        var a = await Get<Chat>("a");
        var found = await Store.Open().Find(Chat.ByWriter, "m");

        Assert.Same(a, found[0]);
        Assert.Same(found[1], await Get<Chat>("b"));
        await Put(new Chat("b", "m", "ba"));
        Assert.Equal(["một", "ba"], (await Store.Open().Find(Chat.ByWriter, "m")).Select(chat => chat.Last));
    }

    [Fact]
    public async Task What_changed_under_a_find_is_decoded_anew()
    {
        await Put(new Chat("a", "m", "một"));
        Assert.Equal("một", (await Get<Chat>("a"))!.Last);
        await Put(new Chat("other", "m", "khác"));
        await using var shared = await Store.Start(new SharedEngine(Store.Engine), Store.Catalog, Folder["cellbot.key"], TimeProvider.System);
        var session = shared.Open(); // writes past the store's memory
        session.Put((await session.Get<Chat>("a"))! with { Last = "hai" });
        Assert.Equal(CommitResult.Done, await session.Commit());

        Assert.Equal(["hai", "khác"], (await Store.Open().Find(Chat.ByWriter, "m")).Select(chat => chat.Last));
    }

    [Fact]
    public async Task That_a_record_does_not_exist_is_remembered_until_it_does()
    {
        Assert.Null(await Get<Chat>("a"));
        await Put(new Chat("a", "m", "xin chào"));
        Assert.Equal("xin chào", (await Get<Chat>("a"))!.Last);

        var session = Store.Open();
        await session.Get<Chat>("a");
        session.Delete<Chat>("a");
        await session.Commit();
        Assert.Null(await Get<Chat>("a"));
    }

    [Fact]
    public async Task Under_many_changes_a_reader_never_goes_back_and_the_end_is_the_same_on_disk()
    {
        await Put(new Chat("a", "m", "0"));
        var done = false;
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var last = 0;
            while (!Volatile.Read(ref done))
            {
                var now = int.Parse((await Get<Chat>("a"))?.Last ?? "0");
                Assert.True(now >= last, $"{now} after {last}");
                last = now;
                await Task.Yield();
            }
        })).ToArray();

        for (var i = 1; i <= 100; i++)
        {
            await Put(new Chat("a", "m", $"{i}"));
            Assert.Equal($"{i}", (await Get<Chat>("a"))!.Last);
        }

        Volatile.Write(ref done, true);
        await Task.WhenAll(readers);
        await Reopen();
        Assert.Equal("100", (await Get<Chat>("a"))!.Last);
    }

    [Fact]
    public async Task Counting_together_loses_no_count()
    {
        await Put(new Chat("a", "m", "0"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25;)
            {
                var session = Store.Open();
                var chat = await session.Get<Chat>("a");
                session.Put(chat! with { Last = $"{int.Parse(chat.Last) + 1}" });
                i += await session.Commit() is CommitResult.Committed ? 1 : 0;
            }
        })));

        Assert.Equal("200", (await Get<Chat>("a"))!.Last);
    }

    [Fact]
    public async Task Where_other_processes_write_nothing_is_remembered()
    {
        await using var shared = await Store.Start(new SharedEngine(Store.Engine), Store.Catalog, Folder["cellbot.key"], TimeProvider.System);
        await Put(new Chat("a", "m", "một"));
        Assert.Equal("một", (await shared.Open().Get<Chat>("a"))!.Last);

        await Put(new Chat("a", "m", "hai"));
        Assert.Equal("hai", (await shared.Open().Get<Chat>("a"))!.Last);
    }

    [Fact]
    public void What_was_not_asked_for_lately_is_forgotten()
    {
        var cache = new RecentCache<int, string>(generation: 10);
        for (var i = 0; i < 100; i++)
        {
            cache.Set(i, $"{i}");
            Assert.True(cache.TryGet(0, out _));
        }

        Assert.True(Enumerable.Range(0, 100).Count(i => cache.TryGet(i, out _)) <= 20);
        Assert.True(cache.TryGet(99, out _));
    }

    [Fact]
    public void What_was_read_before_a_change_does_not_overwrite_it()
    {
        var cache = new RecentCache<int, string>(generation: 10);
        var mark = cache.Mark(1);
        cache.Set(1, "committed");
        cache.AddRead(1, "read before", mark);
        Assert.True(cache.TryGet(1, out var value) && value == "committed");

        mark = cache.Mark(1);
        cache.Clear();
        cache.AddRead(1, "read before", mark);
        Assert.False(cache.TryGet(1, out _));

        cache.AddRead(1, "fresh", cache.Mark(1));
        Assert.True(cache.TryGet(1, out value) && value == "fresh");
    }
}
