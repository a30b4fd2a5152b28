using CellBot.Domain.Delivery;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Sending;

public sealed class RestartTests
{
    [Fact]
    public async Task What_a_dead_host_was_sending_an_answer_is_repeated_a_notice_is_listed()
    {
        await using var test = TestHost.New();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await using (var store = await test.OpenStore())
            await TestHost.Write(store, desk =>
            {
                desk.Put(test.Row("answer", user, "Câu trả lời", Lane.Answer) with { State = OutboxState.Sending, OwnerEpoch = 99, Attempt = 1 });
                desk.Put(test.Row("again", user, "Lặp rồi", Lane.Answer) with { State = OutboxState.Sending, OwnerEpoch = 99, Attempt = 3 });
                desk.Put(test.Row("too often", user, "Lặp mãi", Lane.Answer) with { State = OutboxState.Sending, OwnerEpoch = 99, Attempt = 20 });
                desk.Put(test.Row("notice", user, "Thông báo") with { State = OutboxState.Sending, OwnerEpoch = 99, Attempt = 1 });
                desk.Put(test.Row("waiting", user, "Còn chờ"));
            });

        await test.Start();
        await test.UntilRow("waiting", OutboxState.Sent);
        await test.UntilRow("answer", OutboxState.Sent);

        Assert.Contains(user.Transcript, entry => entry.Text == "Câu trả lời");
        Assert.Equal(2, (await test.Read<OutboxMessage>("answer"))!.Attempt);
        await test.UntilRow("again", OutboxState.Sent); // killed three times in the middle of it: once more for each kill
        Assert.Equal(OutboxState.Unknown, (await test.Read<OutboxMessage>("too often"))!.State);
        Assert.Equal(OutboxState.Unknown, (await test.Read<OutboxMessage>("notice"))!.State);
    }

    [Fact]
    public async Task More_than_a_page_with_one_key_is_found()
    {
        await using var test = TestHost.New();
        test.Set("Telegram:MessagesPerSecond", "1000");
        var user = test.Api.NewUser("Mận");
        user.Starts();
        var now = test.Clock.GetUtcNow();
        await using (var store = await test.OpenStore())
            await TestHost.Write(store, desk =>
            {
                for (var i = 0; i < 1200; i++)
                    desk.Put(test.Row($"n{i}", user, $"Tin {i}") with { CreatedAt = now });
            });

        await test.Start();
        await TestHost.Until(async () => (await test.Store.Open().Find(OutboxMessage.ByQueue, "telegram/0/2", 2000)).Count < 1200 - 3, "some are sent");
        await TestHost.Until(() => Task.FromResult(test.Host.Services.GetService(typeof(Host.Sending.Outbox)) is Host.Sending.Outbox outbox
            && outbox.Senders.Single().State.Waiting > 1000), "all are known");
    }

    [Fact]
    public async Task A_stop_lets_a_send_in_flight_finish_and_writes_its_outcome()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        test.Api.Faults.Next(new Fault.Slow(TimeSpan.FromSeconds(1)), method: "sendMessage");
        user.Says("chào");
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("sendMessage") == 1), "the call");

        await test.Stop();

        await using var store = await test.OpenStore();
        Assert.Equal(OutboxState.Sent, (await store.Open().Get<OutboxMessage>("telegram/0/100000001/0"))!.State);
    }

    [Fact]
    public async Task A_stop_gives_back_what_was_claimed_and_never_left()
    {
        await using var test = TestHost.New();
        test.Set("Telegram:PerChatPerSecond", "0.01");
        await test.Start();
        var users = Enumerable.Range(0, 5).Select(i => test.Api.NewUser($"U{i}")).ToList();
        foreach (var user in users)
            user.Starts();
        foreach (var user in users)
            await user.WaitForMessage("Tên là gì?");
        test.Api.Faults.Next(new Fault.TooManyRequests(60), method: "sendMessage");
        await test.Post(users.SelectMany((user, i) => Enumerable.Range(0, 3).Select(j => test.Row($"n{i}{j}", user, $"Tin {j}"))));
        users[0].Says("Mận");
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("sendMessage") > 5), "the refused call");

        await test.Stop();

        await using var store = await test.OpenStore();
        Assert.DoesNotContain(await store.Open().Find(OutboxMessage.ByQueue, "telegram/"), row => row.State is OutboxState.Sending);
    }

    [Fact]
    public async Task Nothing_is_sent_twice_over_many_restarts()
    {
        await using var test = TestHost.New();
        var users = Enumerable.Range(0, 5).Select(i => test.Api.NewUser($"U{i}")).ToList();
        foreach (var user in users)
            user.Starts();
        for (var round = 0; round < 3; round++)
        {
            await test.Start();
            foreach (var user in users)
                user.Says(round == 1 ? "Mận" : "chào");
            await test.Bot.WaitUntilRead();
            await test.Stop();
        }

        foreach (var user in users)
            Assert.Equal(4, user.Transcript.Count(entry => entry.Kind is TranscriptKind.Received));
    }
}
