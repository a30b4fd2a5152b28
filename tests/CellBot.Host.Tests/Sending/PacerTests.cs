using CellBot.Host.Sending;
using FsCheck;
using FsCheck.Fluent;

namespace CellBot.Host.Tests.Sending;

public sealed class PacerTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Pace Telegram = new(PerSecond: 30, PerChatPerSecond: 1, ChatBurst: 3);

    [Fact]
    public void One_chat_may_have_three_at_once_then_one_a_second()
    {
        var sent = Times(new Pacer(Telegram), _ => "a", count: 6);

        // The bot's own bucket holds two; the third follows a thirtieth of a second later.
        Assert.Equal([0, 0, 34, 1000, 2000, 3000], sent.Select(at => Math.Ceiling((at - Noon).TotalMilliseconds)));
    }

    [Fact]
    public void Over_all_chats_it_keeps_thirty_a_second_and_no_more()
    {
        var sent = Times(new Pacer(Telegram), i => $"chat {i}", count: 302);

        Assert.InRange((sent[^1] - Noon).TotalSeconds, 9.99, 10.05);
    }

    [Fact]
    public void In_any_second_no_more_than_the_platform_takes()
    {
        Prop.ForAll(Gen.Choose(1, 40).ArrayOf(200).ToArbitrary(), chats =>
        {
            var pacer = new Pacer(Telegram);
            var sent = Times(pacer, i => $"chat {chats[i]}", chats.Length);
            for (var i = 0; i < sent.Count; i++)
            {
                Assert.InRange(sent.Skip(i).TakeWhile(at => at < sent[i].AddSeconds(1)).Count(), 1, 33);
                Assert.InRange(Enumerable.Range(i, sent.Count - i).TakeWhile(j => sent[j] < sent[i].AddSeconds(1)).Count(j => chats[j] == chats[i]), 1, 4);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Answers_are_not_held_back_but_make_notices_wait()
    {
        var pacer = new Pacer(Telegram);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(TimeSpan.Zero, pacer.WaitForAnswer("a", Noon));
            pacer.Count("a", Noon);
        }

        Assert.InRange(pacer.WaitFor("b", Noon).TotalSeconds, 19 / 30.0 - 0.001, 19 / 30.0 + 0.001);
        Assert.True(pacer.WaitFor("a", Noon) > pacer.WaitFor("b", Noon));
    }

    [Fact]
    public void A_flood_of_answers_silences_notices_for_about_a_second_only()
    {
        var pacer = new Pacer(Telegram);
        for (var i = 0; i < 100_000; i++)
            pacer.Count($"chat {i % 500}", Noon);

        Assert.InRange(pacer.WaitFor("another", Noon).TotalSeconds, 1, 1.1);
    }

    [Fact]
    public void What_the_platform_asked_for_holds_for_answers_too()
    {
        var pacer = new Pacer(Telegram);
        pacer.PauseChat("a", Noon.AddSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), pacer.WaitForAnswer("a", Noon));
        Assert.Equal(TimeSpan.Zero, pacer.WaitForAnswer("b", Noon));

        pacer.Pause(Noon.AddSeconds(9));
        pacer.Pause(Noon.AddSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(9), pacer.WaitForAnswer("b", Noon));
        Assert.Equal(TimeSpan.FromSeconds(9), pacer.WaitForAny(Noon));
        Assert.Equal(0, pacer.Within(TimeSpan.FromSeconds(1), Noon));
        Assert.Equal(TimeSpan.Zero, pacer.WaitForAnswer("b", Noon.AddSeconds(9)));
    }

    [Fact]
    public void One_message_too_many_holds_its_chat_and_another_chat_s_meanwhile_the_bot()
    {
        var pacer = new Pacer(Telegram);
        pacer.TooMany("a", Noon.AddSeconds(5), Noon);
        pacer.TooMany("a", Noon.AddSeconds(7), Noon.AddSeconds(5)); // again, when it was tried
        Assert.Equal(TimeSpan.FromSeconds(7), pacer.WaitForAnswer("a", Noon));
        Assert.Equal(TimeSpan.Zero, pacer.WaitForAnswer("b", Noon));
        Assert.True(pacer.HoldsAChat(Noon.AddSeconds(6)));

        pacer.TooMany("b", Noon.AddSeconds(9), Noon.AddSeconds(8)); // a's is over
        Assert.Equal(TimeSpan.Zero, pacer.WaitForAnswer("c", Noon.AddSeconds(8)));
        pacer.TooMany("c", Noon.AddSeconds(12), Noon.AddSeconds(8.5));
        Assert.Equal(TimeSpan.FromSeconds(3), pacer.WaitForAnswer("d", Noon.AddSeconds(9)));
        pacer.TooMany("d", Noon.AddSeconds(13), Noon.AddSeconds(12)); // and this is a new beginning
        Assert.Equal(TimeSpan.Zero, pacer.WaitForAnswer("e", Noon.AddSeconds(12)));
        Assert.False(pacer.HoldsAChat(Noon.AddSeconds(13)));
    }

    [Fact]
    public void A_quarter_of_a_second_has_room_for_about_eight()
    {
        var pacer = new Pacer(Telegram);
        Assert.Equal(9, pacer.Within(TimeSpan.FromMilliseconds(250), Noon));
        pacer.Count("a", Noon);
        pacer.Count("b", Noon);
        Assert.Equal(7, pacer.Within(TimeSpan.FromMilliseconds(250), Noon));
    }

    /// <summary>When each of so many paced messages goes, one after another.</summary>
    private static List<DateTimeOffset> Times(Pacer pacer, Func<int, string> chat, int count)
    {
        var now = Noon;
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < count; i++)
        {
            now += pacer.WaitFor(chat(i), now);
            pacer.Count(chat(i), now);
            times.Add(now);
        }

        return times;
    }
}
