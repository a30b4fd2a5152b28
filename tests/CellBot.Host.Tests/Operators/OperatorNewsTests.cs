using CellBot.Domain.Delivery;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.Health;
using CellBot.Host.Operators;
using CellBot.Host.Tests.Kit;
using CellBot.Storage;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Operators;

/// <summary>What the operator hears in chat.</summary>
public sealed class OperatorNewsTests
{
    [Fact]
    public async Task Only_operators_are_told_and_once_a_day_whatever_happens()
    {
        await using var test = TestHost.New();
        var (admin, member) = await Started(test);
        var news = test.Host.Services.GetRequiredService<OperatorNews>();

        await news.Tell(Trouble.DiskLow(12), default);
        await news.Tell(Trouble.DiskLow(11), default);
        await admin.WaitForMessage("chỉ còn 12 MB trống");
        await test.Stop();
        await test.Start(); // what was said is in the store
        await test.Host.Services.GetRequiredService<OperatorNews>().Tell(Trouble.DiskLow(10), default);
        await test.Host.Services.GetRequiredService<OperatorNews>().Tell(Trouble.Backup(test.Clock.GetUtcNow().AddDays(-3)), default);
        test.Clock.Advance(TimeSpan.FromDays(1));
        await test.Host.Services.GetRequiredService<OperatorNews>().Tell(Trouble.DiskLow(9), default);
        await admin.WaitForMessage("chỉ còn 9 MB trống");

        Assert.Equal(2, admin.Transcript.Count(entry => entry.Text?.Contains("MB trống", StringComparison.Ordinal) is true));
        Assert.DoesNotContain(member.Transcript, entry => entry.Text?.Contains("quản trị", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_bot_that_is_down_is_told_through_another_one()
    {
        await using var test = TestHost.New();
        var other = test.Api.AddBot("other_bot");
        test.Set("Telegram:Bots:1:Token", other.Token);
        test.Set("Telegram:PollSeconds", "1");
        var (admin, _) = await Started(test);
        var there = other.NewUser("Quản trị");
        there.Starts();
        await test.Write(desk => desk.Put(new ChannelAccount(TestHost.AccountOf(there, "1")) { ParticipantId = "admin" }));
        test.Bot.IsRevoked = true;
        var board = test.Host.Services.GetRequiredService<HealthBoard>();
        await TestHost.Until(() =>
        {
            test.Clock.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(board.Channels.TryGetValue("telegram/0", out var state) && state.Color is HealthColor.Red && test.Clock.GetUtcNow() - state.Since > TimeSpan.FromMinutes(3));
        }, "bot 0 is red for minutes");

        var message = await there.WaitForMessage("kênh telegram/0 đang không hoạt động");
        Assert.DoesNotContain(test.Api.Token, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(admin.Transcript, entry => entry.Text?.Contains("không hoạt động", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task What_can_wait_waits_for_the_morning()
    {
        await using var test = TestHost.New();
        await Started(test);
        var local = test.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
        test.Clock.Advance(new DateTimeOffset(local.Date.AddDays(1).AddHours(2.6), local.Offset) - local); // 02:36
        await test.Host.Services.GetRequiredService<OperatorNews>().Tell(Trouble.Backup(null), default);

        var row = await test.Read<OutboxMessage>($"operator/{local.Date.AddDays(1):yyyyMMdd}/backup/admin");
        Assert.Equal(new DateTimeOffset(local.Date.AddDays(1).AddHours(6.5), local.Offset), row!.NotBefore);
        Assert.Equal(OutboxState.Waiting, row.State);
    }

    [Fact]
    public void A_store_that_writes_again_is_green_and_damage_stays_red_for_a_while()
    {
        var clock = new CellBot.Host.Clock.DemoClock();
        var board = new HealthBoard(clock);
        board.StoreFails(new StoreWriteException("full"));
        var since = board.Store.Since;
        clock.Advance(TimeSpan.FromSeconds(30));
        board.StoreFails(new StoreWriteException("still full"));
        Assert.Equal((HealthColor.Red, since), (board.Store.Color, board.Store.Since));
        board.StoreIsWell();
        Assert.Equal(HealthColor.Green, board.Store.Color);

        board.StoreFails(new StoreUnreadableException("damaged"));
        board.StoreFails(new StoreWriteException("and full"));
        board.StoreIsWell();
        Assert.Equal((HealthColor.Red, "damaged"), (board.Store.Color, board.Store.Reason));
        clock.Advance(TimeSpan.FromMinutes(11));
        board.StoreIsWell();
        Assert.Equal(HealthColor.Green, board.Store.Color);
    }

    private static async Task<(FakeUser Admin, FakeUser Member)> Started(TestHost test)
    {
        await test.Start();
        var (admin, member) = (test.Api.NewUser("Quản trị"), test.Api.NewUser("Mận"));
        admin.Starts();
        member.Starts();
        await test.Bot.WaitUntilRead();
        await test.Link(admin, "admin");
        await test.Link(member, "p1");
        await test.Write(desk =>
        {
            desk.Put(new OrgUnit("b1") { Name = "Đảng bộ", Type = OrgUnitType.PartyBody });
            desk.Put(new Affiliation(Affiliation.IdOf("b1", "admin")) { UnitId = "b1", ParticipantId = "admin", Roles = [Role.SystemAdmin], Kind = AffiliationKind.Dual });
        });
        return (admin, member);
    }
}
