using CellBot.Domain.Delivery;
using CellBot.Host.Health;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CellBot.Host.Tests.Telegram;

/// <summary>The way to Telegram: through a proxy, one that dies, and never with the token in what is written down.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_goes_through_the_proxy_and_waits_while_it_is_dead(bool isSocks)
    {
        await using var relay = new Relay(isSocks).Start();
        await using var test = TestHost.New();
        test.LowestLevel = LogLevel.Trace;
        test.Set("Telegram:Proxy", relay.Address);
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        Assert.InRange(relay.Connections, 1, 50);
        await test.Bot.WaitUntilRead();

        await relay.Die();
        await TestHost.Until(() => Task.FromResult(State(test) is { Color: not HealthColor.Green }), "the trouble");
        await test.Post(test.Row("n1", user, "tin"));
        await TestHost.Until(async () => (await test.Read<OutboxMessage>("n1"))!.Attempt > 0, "a try");
        Assert.DoesNotContain(user.Transcript, entry => entry.Text == "tin");

        relay.Start();
        await TestHost.Until(() =>
        {
            test.Clock.Advance(TimeSpan.FromSeconds(30));
            return Task.FromResult(user.Transcript.Any(entry => entry.Text == "tin"));
        }, "the message");
        await test.UntilRow("n1", OutboxState.Sent);
        Assert.Single(user.Transcript, entry => entry.Text == "tin");
        NoToken(test);
    }

    [Fact]
    public async Task A_proxy_may_ask_for_a_user_and_a_password()
    {
        await using var relay = new Relay(true, "chi-bo", "b@t-ngo").Start();
        await using var test = TestHost.New();
        test.LowestLevel = LogLevel.Trace;
        test.Set("Telegram:Proxy", $"socks5://chi-bo:b%40t-ngo@127.0.0.1:{relay.Port}");
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        Assert.InRange(relay.Connections, 1, 50);
        Assert.DoesNotContain("t-ngo", test.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_goes_wrong_the_token_is_in_no_log_and_not_on_the_board()
    {
        await using var test = TestHost.New();
        test.LowestLevel = LogLevel.Trace;
        await test.Start();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        foreach (var fault in (Fault[])[new Fault.ServerError(), new Fault.NotJson(), new Fault.ResetBefore(), new Fault.ResetAfter(), new Fault.TooManyRequests(1)])
        {
            var left = test.Api.Faults.Left;
            test.Api.Faults.Next(fault);
            test.Api.Faults.Next(fault, method: "getUpdates");
            await test.Post(test.Row($"n-{fault.GetType().Name}", user, $"tin {fault.GetType().Name}"));
            user.Says(".");
            await TestHost.Until(() =>
            {
                test.Clock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(test.Api.Faults.Left == left);
            }, $"{fault}");
        }

        user.SendsPhoto(Pictures.Jpeg(100, 100));
        test.Bot.IsRevoked = true;
        await TestHost.Until(() =>
        {
            test.Clock.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(State(test) is { Color: HealthColor.Red });
        }, "the refused token");
        Assert.Contains("Telegram:Token", State(test)!.Reason);
        await test.Stop();
        NoToken(test);
    }

    private static HealthState? State(TestHost test) => test.Host.Services.GetRequiredService<HealthBoard>().Channels.GetValueOrDefault("telegram/0");

    private static void NoToken(TestHost test)
    {
        Assert.NotEmpty(test.Log.Lines);
        Assert.DoesNotContain(test.Log.Lines, line => line.Contains(test.Api.Token[11..], StringComparison.Ordinal) || line.Contains("/bot" + test.Api.Token[..5], StringComparison.Ordinal));
    }
}
