using CellBot.Domain.Delivery;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.Tests.Kit;
using CellBot.Storage.Engines;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Zalo;

/// <summary>Who hears that a Zalo bot comes to the end of what it may.</summary>
public sealed class LimitNewsTests
{
    private const string Near = "tin của tháng này. Khi chỉ còn 1 tin", Used = "đã hết tin của tháng này", Held = "tạm ngừng nhắc việc qua Zalo", Nothing = "chưa gửi được tin nào qua Zalo";

    private static readonly (string, string)[] Unpaced = [("Zalo:PerChatPerSecond", "100"), ("Zalo:PerChatBurst", "100")];

    [Fact]
    public async Task The_operator_hears_once_a_month_that_it_is_nearly_used_and_once_that_it_is_used_up()
    {
        await using var test = ZaloTest.New(settings: [("Zalo:MonthlyMessages", "10"), ("Zalo:KeptForAnswers", "1"), .. Unpaced]);
        var (admin, _) = await Started(test);
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("chào");
        await user.WaitForMessage("Tên");
        await Notices(test, user, 6);
        await Watches(test);
        Assert.Equal(0, Told(admin, Near)); // 7 of 10

        await Notices(test, user, 1);
        await Watches(test);
        await admin.WaitForMessage("đã gửi 8 trên 10 tin của tháng này. Khi chỉ còn 1 tin");
        await Notices(test, user, 2);
        await Watches(test);
        await admin.WaitForMessage(Used);
        await Watches(test);
        test.Host.Clock.Advance(TimeSpan.FromDays(2));
        await Watches(test);
        Assert.Equal((1, 1), (Told(admin, Near), Told(admin, Used)));
        Assert.Equal(0, Told(admin, "đang không hoạt động")); // that is another trouble
        Assert.True((await test.Host.Read<OutboxMessage>($"operator/{Month(test)}/quota-used-zalo-0/admin"))!.State is OutboxState.Sent);

        test.Host.Clock.Advance(NextMonth(test) - test.Host.Clock.GetUtcNow() + TimeSpan.FromDays(1));
        await Watches(test);
        Assert.Equal((1, 1), (Told(admin, Near), Told(admin, Used))); // nothing of the new month is used
    }

    [Fact]
    public async Task The_secretary_hears_once_that_members_are_not_reminded_and_once_that_nothing_goes_out()
    {
        await using var test = ZaloTest.New(settings: [("Zalo:MonthlyMessages", "8"), ("Zalo:KeptForAnswers", "6"), .. Unpaced]);
        var (_, secretary) = await Started(test);
        var (user, both) = (test.Api.NewUser("Mận"), test.Api.NewUser("Đào"));
        var telegram = test.Host.Api.NewUser("Đào");
        telegram.Starts();
        await test.Link(user, "p1");
        await test.Link(both, "p2", also: TestHost.AccountOf(telegram));
        user.Says("chào");
        await user.WaitForMessage("Tên");
        await Notices(test, user, 1);

        await test.Host.Post(test.Row("r0", both, "nhắc việc", person: "p2"));
        await test.Host.UntilRow("r0", OutboxState.Sent);
        await Watches(test);
        Assert.Equal(0, Told(secretary, Held)); // it went by Telegram

        await test.Host.Post(test.Row("r1", user, "nhắc việc", person: "p1"));
        await Watches(test);
        await secretary.WaitForMessage(Held);
        await test.Host.Post(test.Row("r2", user, "nhắc việc khác", person: "p1"), test.Row("r3", user, "nhắc nữa", person: "p1"));
        await test.Host.UntilRow("r3", OutboxState.GivenUp);
        await Watches(test);
        Assert.Equal((1, 0), (Told(secretary, Held), Told(secretary, Nothing)));

        await Notices(test, user, 6);
        await Watches(test);
        await secretary.WaitForMessage(Nothing);
        await Watches(test);
        Assert.Equal((1, 1), (Told(secretary, Held), Told(secretary, Nothing)));
    }

    [Fact]
    public async Task Who_comes_to_a_full_bot_is_told_in_one_message_and_the_operator_in_one()
    {
        await using var test = ZaloTest.New(settings: [("Zalo:PeoplePerBot", "2")]);
        var (admin, _) = await Started(test);
        var (first, second, third) = (test.Api.NewUser("Mận"), test.Api.NewUser("Đào"), test.Api.NewUser("Hồng"));
        await test.Link(first, "p1");
        second.Says("chào"); // a stranger, and there is room
        await second.WaitForMessage("Tên");
        await test.Link(second, "p2");

        third.Says("48271936");
        await third.WaitForMessage("Trợ lý trên Zalo này đã đủ 2 người, chưa nhận thêm được.");
        third.Says("48271936");
        second.Says("Đào");
        await second.WaitForMessage("Chào Đào");
        await Watches(test);
        await admin.WaitForMessage("kênh zalo/0 đã đủ 2 người");
        await Watches(test);
        Assert.Equal(1, third.Transcript.Count(entry => entry.Kind is TranscriptKind.Received));
        Assert.Equal(1, Told(admin, "đã đủ 2 người"));

        await Change<ChannelAccount>(test, ZaloTest.AccountOf(second), account => account with { State = AccountState.Unlinked });
        third.Says("chào");
        await third.WaitForMessage("Tên"); // one has left
    }

    private static async Task<(FakeUser Admin, FakeUser Secretary)> Started(ZaloTest test)
    {
        var clock = test.Host.Clock;
        var noon = new DateTimeOffset(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).Date.AddDays(1).AddHours(12), TimeSpan.FromHours(7)); // nobody is told at night
        clock.Advance((noon.Day > 20 ? new DateTimeOffset(noon.Year, noon.Month, 2, 12, 0, 0, noon.Offset).AddMonths(1) : noon) - clock.GetUtcNow());
        await test.Start();
        var (admin, secretary) = (test.Host.Api.NewUser("Quản trị"), test.Host.Api.NewUser("Loan"));
        admin.Starts();
        secretary.Starts();
        await test.Host.Bot.WaitUntilRead();
        await test.Host.Link(admin, "admin");
        await test.Host.Link(secretary, "s1");
        await Change<Affiliation>(test, Affiliation.IdOf("c1", "s1"), affiliation => affiliation with { Roles = [Role.Secretary] });
        await test.Host.Write(desk =>
        {
            desk.Put(new OrgUnit("b1") { Name = "Đảng bộ", Type = OrgUnitType.PartyBody });
            desk.Put(new Affiliation(Affiliation.IdOf("b1", "admin")) { UnitId = "b1", ParticipantId = "admin", Roles = [Role.SystemAdmin], Kind = AffiliationKind.Dual });
        });
        return (admin, secretary);
    }

    private static async Task Change<T>(ZaloTest test, string id, Func<T, T> change) where T : Domain.Records.Record
    {
        var session = test.Host.Store.Open();
        session.Put(change((await session.Get<T>(id))!));
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    private static int notices;

    /// <summary>So many messages that are no reminders go out.</summary>
    private static async Task Notices(ZaloTest test, CellBot.Testing.Zalo.FakeZaloUser user, int count)
    {
        var rows = Enumerable.Range(0, count).Select(_ => test.Row($"notice{Interlocked.Increment(ref notices)}", user, "Thông báo họp", person: "p1") with { NoticeId = "notice" }).ToList();
        await test.Host.Post(rows);
        foreach (var row in rows)
            await test.Host.UntilRow(row.Id, OutboxState.Sent);
    }

    /// <summary>The host has looked after itself, and what it said has gone.</summary>
    private static async Task Watches(ZaloTest test)
    {
        for (var looks = 0; looks < 3; looks++)
        {
            test.Host.Clock.Advance(TimeSpan.FromSeconds(6));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await TestHost.Until(async () => !(await test.Host.Store.Open().Find(OutboxMessage.ByQueue, "telegram/0/")).Any(row => !(row.NotBefore > test.Host.Clock.GetUtcNow())), "all is sent");
    }

    private static int Told(FakeUser user, string words) => user.Transcript.Count(entry => entry.Kind is TranscriptKind.Received && entry.Text.Contains(words, StringComparison.Ordinal));

    private static string Month(ZaloTest test) => $"{test.Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)):yyyyMM}";

    private static DateTimeOffset NextMonth(ZaloTest test)
    {
        var now = test.Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
        return new DateTimeOffset(now.Year, now.Month, 1, 12, 0, 0, now.Offset).AddMonths(1);
    }
}
