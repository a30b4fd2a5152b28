using CellBot.Host.Channels.Telegram;
using CellBot.Domain.Organisation;
using CellBot.Host.Tests.Kit;
using CellBot.Storage.Engines;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Telegram;

/// <summary>The bot's menu of commands: everybody's, and that of those who lead.</summary>
public sealed class MenuTests
{
    private static readonly (string, string) Private = ("all_private_chats", "");

    [Fact]
    public async Task The_menu_is_set_in_Vietnamese_once_and_its_failure_stops_nothing()
    {
        await using var test = TestHost.New();
        test.Api.Faults.Next(new Fault.ServerError(), method: "getMyCommands");
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        Assert.Empty(test.Bot.Menus);

        // It is tried again five minutes after the failure was seen, and nobody tells a test when that was.
        await TestHost.Until(() =>
        {
            test.Clock.Advance(TimeSpan.FromMinutes(5));
            return Task.FromResult(test.Bot.Menus.Count == 1);
        }, "the menu");
        Assert.Equal(["menu", "viec", "dangky", "thuhoach", "lichhop", "kiennghi", "huy", "huongdan"], test.Bot.Menus[Private].Select(line => line.Command));

        await test.Stop();
        var looks = test.Bot.CallsOf("getMyCommands");
        await test.Start();
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("getMyCommands") > looks), "the next look");
        Assert.Equal(1, test.Bot.CallsOf("setMyCommands"));
        Assert.Empty(test.Api.Violations);
    }

    [Fact]
    public async Task Who_leads_a_cell_has_another_menu_as_long_as_the_office_lasts()
    {
        await using var test = await TestHost.Started();
        var (secretary, member) = (test.Api.NewUser("Loan"), test.Api.NewUser("Mận"));
        secretary.Starts();
        member.Starts();
        await test.Link(secretary, "p1");
        await test.Link(member, "p2");
        await Office([Role.Secretary]);
        var own = ($"chat/{secretary.Id}", "");
        await HourByHour(() => test.Bot.Menus.ContainsKey(own), "the secretary's menu");
        Assert.Contains("chuanop", test.Bot.Menus[own].Select(line => line.Command));
        Assert.DoesNotContain(($"chat/{member.Id}", ""), test.Bot.Menus.Keys);

        var calls = test.Bot.CallsOf("setMyCommands");
        await test.Stop();
        await test.Start();
        await Office([]);
        await HourByHour(() => !test.Bot.Menus.ContainsKey(own), "everybody's menu again");
        Assert.Equal(calls, test.Bot.CallsOf("setMyCommands"));
        Assert.Empty(test.Api.Violations);

        // The menus are looked at again an hour after the last look has ended, and nobody tells a test when that was.
        Task HourByHour(Func<bool> isSo, string what) => TestHost.Until(() =>
        {
            test.Clock.Advance(TimeSpan.FromHours(1));
            return Task.FromResult(isSo());
        }, what);

        async Task Office(IReadOnlyList<Role> roles)
        {
            var session = test.Store.Open();
            session.Put((await session.Get<Affiliation>(Affiliation.IdOf("c1", "p1")))! with { Roles = roles });
            Assert.IsType<CommitResult.Committed>(await session.Commit());
        }
    }

    [Fact]
    public void Every_command_of_a_menu_begins_something() =>
        Assert.Equal(["huy"], TelegramMenus.Offered.Where(command => !Dialogs.Product.Catalog.Phrases.Contains("/" + command))); // understood in every state, like "hủy"
}
