using System.Text.Json;
using CellBot.Domain.Audit;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Host.Clock;
using CellBot.Host.Restored;
using CellBot.Host.Settings;
using CellBot.Host.Tests.Kit;
using CellBot.Storage;
using CellBot.Storage.Backups;
using CellBot.Storage.Encryption;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Restored;

/// <summary>A restored copy: silent until told to speak, and then it does not say again what may have been said.</summary>
public sealed class RestoredCopyTests
{
    [Fact]
    public async Task It_neither_polls_nor_sends_nor_reminds_until_it_is_unmuted()
    {
        await using var test = TestHost.New();
        var user = test.Api.NewUser("Mận");
        await Restore(test, desk => TestHost.Link(desk, user, "p1"), test.Row("old", user, "Lời cũ"));
        await test.Start();
        user.Says("Có ai không?");
        await test.Post(test.Row("new", user, "Lời mới"));
        test.Clock.Advance(TimeSpan.FromMinutes(30));
        await TestHost.Until(async () => (await Health(test)).GetProperty("lastTick").GetDateTimeOffset() > test.Clock.GetUtcNow().AddSeconds(-3), "the clock ticks");

        var health = await Health(test);
        Assert.Equal("yellow", health.GetProperty("status").GetString());
        var part = health.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("name").GetString() == "mute");
        Assert.Contains("cellbot unmute", part.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (test.Bot.CallsOf("getUpdates"), test.Bot.CallsOf("sendMessage")));

        Assert.Equal(2, await new Unmuting(test.Store, test.Clock).Run(default));
        await user.WaitForMessage("trợ lý không trả lời được"); // what was said meanwhile is read now
        Assert.Equal("green", (await Health(test)).GetProperty("status").GetString());
        Assert.DoesNotContain(user.Transcript, entry => entry.Text is "Lời cũ" or "Lời mới");
        Assert.Null(await new Unmuting(test.Store, test.Clock).Run(default));
        Assert.Single(await test.Store.Open().Find(AuditEntry.ByObject, "store"), entry => entry.Action == "unmute");
    }

    [Fact]
    public async Task What_may_have_been_sent_is_listed_as_unknown_and_what_surely_was_not_goes_out()
    {
        await using var test = TestHost.New();
        var user = test.Api.NewUser("Mận");
        var later = test.Clock.GetUtcNow().AddHours(2);
        await Restore(test, desk => TestHost.Link(desk, user, "p1"),
            test.Row("waiting", user, "a"), test.Row("sending", user, "b") with { State = OutboxState.Sending, OwnerEpoch = 1, Attempt = 1 },
            test.Row("answer", user, "c", Lane.Answer) with { State = OutboxState.Sending, OwnerEpoch = 1, Attempt = 1 },
            test.Row("held", user, "d") with { State = OutboxState.Held }, test.Row("sent", user, "e") with { State = OutboxState.Sent },
            test.Row("tomorrow", user, "Để hôm sau") with { NotBefore = later });
        await using (var store = await test.OpenStore())
        {
            Assert.Equal(4, await new Unmuting(store, test.Clock).Run(default));
            foreach (var (id, state) in new[] { ("waiting", OutboxState.Unknown), ("sending", OutboxState.Unknown), ("answer", OutboxState.Unknown), ("held", OutboxState.Unknown), ("sent", OutboxState.Sent), ("tomorrow", OutboxState.Waiting) })
                Assert.Equal((id, state), (id, (await store.Open().Get<OutboxMessage>(id))!.State));
        }

        user.Starts(); // or nobody may write to them
        await test.Start();
        test.Clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromMinutes(1));
        await user.WaitForMessage("Để hôm sau");
        Assert.DoesNotContain(user.Transcript, entry => entry.Text is "a" or "b" or "c" or "d" or "e");
    }

    [Fact]
    public async Task Of_this_morning_it_reminds_nobody_twice_today()
    {
        await using var test = TestHost.New();
        var user = test.Api.NewUser("Mận");
        var due = test.Clock.GetUtcNow().AddMinutes(1);
        await Restore(test, desk =>
        {
            TestHost.Link(desk, user, "p1");
            desk.Put(new Reminder(Reminder.IdOf("p1", Stage.R1, "d1", 1)) { PersonId = "p1", Stage = Stage.R1, ObjectId = "d1", Version = 1, DueAt = due });
        });
        test.Clock.Advance(TimeSpan.FromMinutes(2));
        var today = DateOnly.FromDateTime(test.Clock.GetUtcNow().ToOffset(CellClock.Offset).DateTime);
        await using var store = await test.OpenStore();
        var mute = await store.Mute();
        await new Unmuting(store, test.Clock).Run(default);
        var isSameDay = DateOnly.FromDateTime(mute!.MadeAt.ToOffset(CellClock.Offset).DateTime) == today; // not if the test runs at midnight
        Assert.Equal(isSameDay, await store.Open().Get<ReminderDay>(ReminderDay.IdOf(today, "p1")) is not null);
    }

    /// <summary>Writes a store, backs it up, and puts a restored copy where the host will look.</summary>
    private static async Task Restore(TestHost test, Action<Domain.Records.IDesk> fill, params OutboxMessage[] rows)
    {
        var folder = Path.GetDirectoryName(test.DatabasePath)!;
        var original = new StorageSettings { Path = Path.Combine(folder, "original.db"), KeyFile = StoreKey.DefaultPath(test.DatabasePath) };
        var file = Path.Combine(folder, "copy.backup");
        await using (var store = await CellBotHost.OpenStore(original, test.Clock))
        {
            await TestHost.Write(store, desk =>
            {
                fill(desk);
                foreach (var row in rows)
                    desk.Put(row);
            });
            using var backup = BackupFile.Create(file);
            await Backup.Write(store, backup.Stream, test.Clock);
            backup.Finish();
        }

        await using var source = File.OpenRead(file);
        var target = new StorageSettings { Path = test.DatabasePath };
        await new Restore(() => CellBotHost.OpenEngine(target, test.Clock), RecordTypes.Catalog, test.Clock).Run(source, file, target.KeyFilePath);
    }

    private static async Task<JsonElement> Health(TestHost test)
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync(test.Host.Urls.Single() + "/healthz")).RootElement;
    }
}
