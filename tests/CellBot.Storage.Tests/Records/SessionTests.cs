using CellBot.Domain.Records;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Tests.Records;

public sealed class SessionTests : StoreTest
{
    private static readonly Duty Nộp = new("duty/1", "member/1", new DateOnly(2026, 11, 26), new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.FromHours(7)));
    private static readonly Letter Thư = new("letter/1", "member/1", "Đồng chí \"Năm\" <đã> nộp 😀", Stage.Sent, ["một", "hai"]);

    [Fact]
    public async Task Records_come_back_as_they_were()
    {
        await Put(Nộp, Thư, new Duty("duty/2", "member/2"));

        await Reopen();
        Assert.Equal(Nộp, await Get<Duty>("duty/1"));
        Assert.Equal(new Duty("duty/2", "member/2"), await Get<Duty>("duty/2"));
        var letter = await Get<Letter>("letter/1");
        Assert.Equal(Thư, letter! with { Tags = Thư.Tags });
        Assert.Equal(Thư.Tags, letter.Tags);
        Assert.Null(await Get<Duty>("duty/3"));
    }

    [Fact]
    public async Task A_session_sees_its_own_changes_and_others_do_not_until_the_commit()
    {
        await Put(new Duty("a", "m", new(2026, 1, 1)), new Duty("b", "m", new(2026, 1, 2)), new Duty("c", "m", new(2026, 1, 3)));
        var session = Store.Open();
        await session.Get<Duty>(["a", "b"]);
        session.Put(new Duty("a", "m", new(2026, 2, 1)));
        session.Delete<Duty>("b");
        session.Put(new Duty("d", "m", new(2026, 1, 2)));

        Assert.Equal(new DateOnly(2026, 2, 1), (await session.Get<Duty>("a"))!.Due);
        Assert.Null(await session.Get<Duty>("b"));
        Assert.Equal(["a", "c", "d"], (await session.Get<Duty>(["a", "b", "c", "d"])).Select(duty => duty.Id));
        Assert.Equal(["d", "c"], (await session.Range(Duty.ByDue, "2026-01-01", "2026-01-31")).Select(duty => duty.Id));
        Assert.Equal(["d"], (await session.Range(Duty.ByDue, "2026-01-01", "2026-01-31", limit: 1)).Select(duty => duty.Id));
        Assert.Equal(["d", "c", "a"], (await session.Find(Duty.ByDue, "2026-")).Select(duty => duty.Id));
        Assert.Equal(["a", "d"], session.PendingPuts.Select(record => record.Id));
        Assert.Equal(["a", "b", "c"], (await Store.Open().Find(Duty.ByDue, "2026-")).Select(duty => duty.Id));

        Assert.Equal(CommitResult.Done, await session.Commit());
        Assert.Equal(["d", "c", "a"], (await Store.Open().Find(Duty.ByDue, "2026-")).Select(duty => duty.Id));
        Assert.Equal([new KeyCount("m", 3)], await Store.Open().Tally(Duty.ByMember, "m"));
    }

    [Fact]
    public async Task A_put_of_what_was_never_read_must_be_new()
    {
        await Put(new Duty("a", "m"));
        var session = Store.Open();
        session.Put(new Duty("a", "other"));
        session.Put(new Duty("b", "other"));

        Assert.Equal(new CommitResult.Conflict("duty", "a"), await session.Commit());
        Assert.Equal("m", (await Get<Duty>("a"))!.Member);
        Assert.Null(await Get<Duty>("b"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("missing")]
    public async Task A_change_by_someone_else_conflicts_with_a_put_over_it(string id)
    {
        await Put(new Duty("a", "m"));
        var session = Store.Open();
        await session.Get<Duty>(id);
        await Put(new Duty(id, "someone else"));
        session.Put(new Duty(id, "mine"));

        Assert.Equal(new CommitResult.Conflict("duty", id), await session.Commit());
        Assert.Equal("someone else", (await Get<Duty>(id))!.Member);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a", false)]
    [InlineData("missing", true)]
    [InlineData("missing", false)]
    public async Task What_a_decision_relies_on_must_stay(string id, bool relies)
    {
        await Put(new Duty("a", "m"));
        var session = Store.Open();
        await session.Get<Duty>(id);
        if (relies)
            session.Rely<Duty>(id);
        session.Put(new Duty("new", "m"));
        await Put(new Duty(id, "someone else"));

        Assert.Equal(relies ? new CommitResult.Conflict("duty", id) : CommitResult.Done, await session.Commit());
    }

    [Fact]
    public async Task A_record_deleted_and_made_anew_is_not_the_one_that_was_read()
    {
        await Put(new Duty("a", "m"));
        var session = Store.Open();
        await session.Get<Duty>("a");
        session.Put(new Duty("a", "mine"));

        var other = Store.Open();
        await other.Get<Duty>("a");
        other.Delete<Duty>("a");
        await other.Commit();
        await Put(new Duty("a", "anew"));

        Assert.Equal(new CommitResult.Conflict("duty", "a"), await session.Commit());
    }

    [Fact]
    public async Task A_session_keeps_seeing_what_it_first_read()
    {
        await Put(new Duty("a", "m"));
        var session = Store.Open();
        Assert.Equal("m", (await session.Get<Duty>("a"))!.Member);
        await Put(new Duty("a", "someone else"));

        Assert.Equal("m", (await session.Get<Duty>("a"))!.Member);
        Assert.Equal("m", Assert.Single(await session.Find(Duty.ByMember, "")).Member);
    }

    [Fact]
    public async Task Put_and_delete_take_each_other_back()
    {
        await Put(new Duty("a", "m"));
        var session = Store.Open();
        await session.Get<Duty>("a");
        session.Delete<Duty>("a");
        session.Put(new Duty("a", "again"));
        session.Put(new Duty("b", "m"));
        session.Delete<Duty>("b");

        Assert.Equal(CommitResult.Done, await session.Commit());
        Assert.Equal("again", (await Get<Duty>("a"))!.Member);
        Assert.Null(await Get<Duty>("b"));
    }

    [Fact]
    public async Task What_was_read_ahead_is_found_with_the_own_changes_on_top()
    {
        await Put(new Duty("a", "m"), new Duty("b", "m"), new Duty("c", "n"));
        var session = Store.Open();
        await session.ReadAhead(Duty.ByMember, ["m", "n", "nobody"]);
        await Put(new Duty("late", "m")); // not seen any more: one state of each list
        session.Put(new Duty("own", "n"));
        await session.Get<Duty>("b");
        session.Delete<Duty>("b");

        Assert.Equal(["a"], (await session.Find(Duty.ByMember, "m")).Select(duty => duty.Id));
        Assert.Equal(["c", "own"], (await session.Find(Duty.ByMember, "n")).Select(duty => duty.Id));
        Assert.Empty(await session.Find(Duty.ByMember, "nobody"));
    }

    [Fact]
    public async Task Mistakes_are_told_at_once()
    {
        var session = Store.Open();
        Assert.Throws<InvalidOperationException>(() => session.Delete<Duty>("never read"));
        Assert.Throws<InvalidOperationException>(() => session.Rely<Duty>("never read"));
        Assert.Throws<ArgumentException>(() => session.Put(new Duty("", "m")));
        Assert.Throws<ArgumentException>(() => session.Put(new Duty("đ", "m")));
        Assert.Throws<ArgumentException>(() => session.Put(new Duty(new string('x', 201), "m")));
        Assert.Throws<ArgumentException>(() => session.Put(new Stranger("a")));
        Assert.Equal(CommitResult.Done, await session.Commit());
        await Assert.ThrowsAsync<InvalidOperationException>(session.Commit);
    }

    [Fact]
    public async Task All_records_of_a_type_are_listed()
    {
        var session = Store.Open();
        for (var i = 0; i < 1203; i++)
            session.Put(new Letter($"{i:0000}", $"member/{i % 7}", $"thư {i}"));
        await session.Commit();

        Assert.Equal(Enumerable.Range(0, 1203).Select(i => $"thư {i}"), await Store.All<Letter>().Select(letter => letter.Text).ToListAsync());
    }

    private sealed record Stranger(string Id) : Record(Id);
}
