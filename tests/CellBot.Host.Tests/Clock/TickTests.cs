using CellBot.Dialogs.Engine;
using CellBot.Domain.Audit;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Host.Clock;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Clock;

public sealed class TickTests
{
    [Fact]
    public async Task When_the_clock_is_moved_what_is_due_is_sent_at_once()
    {
        await using var test = await TestHost.Started(SmallTalk.Of(Nudge()));
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        await test.Write(desk => desk.Put(NewReminder(test, user, "a", TimeSpan.FromDays(2))));

        test.Clock.Advance(TimeSpan.FromDays(1));
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        Assert.Equal(ReminderState.Waiting, (await test.Read<Reminder>("a"))!.State);
        test.Clock.Advance(TimeSpan.FromDays(1));

        await user.WaitForMessage("Nhắc a");
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        Assert.Equal(1, user.Transcript.Count(entry => entry.Text == "Nhắc a"));
    }

    [Fact]
    public async Task The_demo_walks_from_one_due_moment_to_the_next()
    {
        await using var test = await TestHost.Started(SmallTalk.Of(Nudge()));
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        await test.Write(desk =>
        {
            for (var day = 1; day <= 3; day++)
                desk.Put(NewReminder(test, user, $"day{day}", TimeSpan.FromDays(day)));
        });
        var target = test.Clock.GetUtcNow().AddDays(2.5);

        await new DemoTime(test.Clock, test.Host.Services.GetRequiredService<DueTicks>()).GoTo(target, default);

        await user.WaitForMessage("Nhắc day1");
        await user.WaitForMessage("Nhắc day2");
        var (first, second) = ((await test.Read<OutboxMessage>("tick/day1"))!, (await test.Read<OutboxMessage>("tick/day2"))!);
        Assert.InRange((second.CreatedAt - first.CreatedAt).TotalDays, 0.99, 1.01);
        Assert.Equal(ReminderState.Waiting, (await test.Read<Reminder>("day3"))!.State);
        Assert.InRange(test.Clock.GetUtcNow(), target, target.AddSeconds(10));
    }

    [Fact]
    public async Task Quartz_ticks_by_itself()
    {
        await using var test = await TestHost.Started(SmallTalk.Of(Nudge()));
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");

        await test.Write(desk => desk.Put(NewReminder(test, user, "a", TimeSpan.FromSeconds(1))));
        await user.WaitForMessage("Nhắc a");
    }

    [Fact]
    public async Task One_that_breaks_is_logged_rests_and_does_not_stop_the_others()
    {
        await using var test = await TestHost.Started(SmallTalk.Of(Nudge()));
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        await test.Write(desk =>
        {
            desk.Put(NewReminder(test, user, "a-broken", TimeSpan.FromSeconds(-2)));
            desk.Put(NewReminder(test, user, "b", TimeSpan.FromSeconds(-1)));
        });

        await user.WaitForMessage("Nhắc b");
        var ticks = test.Host.Services.GetRequiredService<DueTicks>();
        await ticks.Run(default);
        await ticks.Run(default);
        Assert.Single(test.Log.Lines, line => line.Contains("a-broken"));

        test.Clock.Advance(TimeSpan.FromMinutes(1));
        await TestHost.Until(() => Task.FromResult(test.Log.Lines.Count(line => line.Contains("a-broken")) == 2), "the second try");
    }

    [Fact]
    public async Task A_thousand_due_at_once_are_all_settled()
    {
        await using var test = await TestHost.Started(SmallTalk.Of(Nudge()));
        var user = test.Api.NewUser("Mận");
        await test.Write(desk =>
        {
            for (var i = 0; i < 1200; i++)
                desk.Put(NewReminder(test, user, $"quiet{i}", TimeSpan.FromSeconds(-1)));
        });

        await TestHost.Until(async () => (await test.Store.Open().Find(Reminder.ByDue, "")).Count == 0, "all settled");
    }

    [Fact]
    public async Task Until_the_backlog_is_read_nobody_is_nudged_for_two_minutes_at_most()
    {
        await using var test = TestHost.New(SmallTalk.Of(Nudge()));
        test.Api.Faults.Next(new Fault.ServerError(), count: 1000, method: "getUpdates");
        await test.Start();
        var user = test.Api.NewUser("Mận");
        await test.Write(desk => desk.Put(NewReminder(test, user, "quiet", TimeSpan.FromSeconds(-1))));
        var ticks = test.Host.Services.GetRequiredService<DueTicks>();
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("getUpdates") > 0), "a poll");

        Assert.Equal(0, await ticks.Run(default));
        Assert.Equal(ReminderState.Waiting, (await test.Read<Reminder>("quiet"))!.State);

        test.Clock.Advance(Backlog.Patience);
        await TestHost.Until(async () => (await test.Read<Reminder>("quiet"))!.State is ReminderState.Sent, "nudged");
    }

    [Fact]
    public async Task The_audit_trail_is_sealed_into_a_chain()
    {
        await using var test = await TestHost.Started();
        var sealing = test.Host.Services.GetRequiredService<AuditSealing>();
        for (var round = 0; round < 2; round++)
        {
            await test.Write(desk =>
            {
                for (var i = 0; i < 700; i++)
                    desk.Put(new AuditEntry($"e{round}/{i}") { At = test.Clock.GetUtcNow(), ActorId = "p1", Action = "approve", ObjectId = $"o{i}" });
            });
            await TestHost.Until(async () => await sealing.Run(default) == 0 && (await test.Store.Open().Find(AuditEntry.Unsealed, "")).Count == 0, "all sealed");
        }

        var chain = await test.Store.Open().Find(AuditEntry.Chain, "", 2000);
        Assert.Equal(Enumerable.Range(1, 1400).Select(n => (long?)n), chain.Select(entry => entry.Sequence));
        var head = AuditHead.Empty;
        foreach (var entry in chain)
        {
            (var again, head) = head.Seal(entry with { Sequence = null, Hash = null });
            Assert.Equal(entry.Hash, again.Hash);
        }

        Assert.NotEqual(chain[5].Hash, AuditHead.HashOf(chain[4].Hash!, 6, chain[5] with { ActorId = "p2" }));
    }

    [Fact]
    public async Task At_night_old_marks_and_orphaned_files_go()
    {
        await using var test = await TestHost.Started();
        var now = test.Clock.GetUtcNow();
        await test.Write(desk =>
        {
            for (var i = 0; i < 600; i++)
                desk.Put(new SeenUpdate($"telegram/0/{i}") { At = now });
        });
        var orphan = await test.Store.Attachments.Write("p1", new MemoryStream([1, 2, 3]));
        var sweeps = test.Host.Services.GetRequiredService<Sweeps>();

        Assert.Equal((0, 0), (await sweeps.OldMarks(default), await sweeps.Orphans(default)));
        test.Clock.Advance(TimeSpan.FromDays(9));
        await sweeps.OldMarks(default); // beside the nightly one, which the moved clock has started
        await sweeps.Orphans(default);
        await TestHost.Until(async () => (await test.Store.Open().Find(SeenUpdate.ByDay, "")).Count == 0, "the marks are gone");
        Assert.Null(await test.Store.Attachments.Read(orphan));
    }

    private static Reminder NewReminder(TestHost test, FakeUser user, string id, TimeSpan dueIn) => new(id)
    {
        PersonId = TestHost.AccountOf(user), Stage = Stage.Snooze, ObjectId = "o", Version = 1, DueAt = test.Clock.GetUtcNow() + dueIn,
    };

    /// <summary>Sends each due reminder once; ids that begin with "quiet" without a message, those that end in "broken" not at all.</summary>
    private static Tick Nudge() => new("nudge",
        async (reader, now, most) => [.. (await reader.Range(Reminder.ByDue, "", $"{now.UtcDateTime:yyyyMMddHHmmss}", most)).Select(reminder => reminder.Id)],
        async run =>
        {
            if (run.Id.EndsWith("broken", StringComparison.Ordinal))
                throw new InvalidOperationException("broken on purpose");
            if (await run.Desk.Get<Reminder>(run.Id) is not { State: ReminderState.Waiting } reminder)
                return;
            run.Desk.Put(reminder with { State = ReminderState.Sent });
            if (!run.Id.StartsWith("quiet", StringComparison.Ordinal))
                run.Desk.Put(new OutboxMessage("tick/" + run.Id) { AccountId = reminder.PersonId, Lane = Lane.Urgent, Text = "Nhắc " + run.Id, CreatedAt = run.Now });
        })
    {
        Next = async reader => await reader.Find(Reminder.ByDue, "", 1) is [var next] ? next.DueAt.ToOffset(CellClock.Offset) : null,
    };
}
