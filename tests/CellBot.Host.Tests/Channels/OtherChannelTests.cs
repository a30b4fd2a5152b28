using System.Collections.Concurrent;
using CellBot.Dialogs.Routing;
using CellBot.Domain.Delivery;
using CellBot.Host.Channels;
using CellBot.Host.Clock;
using CellBot.Host.Sending;
using CellBot.Host.Tests.Kit;
using CellBot.Host.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Channels;

public sealed class OtherChannelTests
{
    [Fact]
    public async Task A_channel_is_one_class_and_one_registration()
    {
        var channel = new Paper();
        await using var test = TestHost.New(services: services => services.AddSingleton<IChannel>(channel));
        await test.Start();

        await channel.Says(test, "u1", "1", "chào");
        await channel.Says(test, "u1", "2", "Mận");
        var again = await channel.Says(test, "u1", "2", "Mận");

        Assert.True(again.Report!.Duplicate);
        await TestHost.Until(() => Task.FromResult(channel.Written.Count == 2), "two replies");
        Assert.Equal(["Tên là gì?", "Chào Mận. Trà hay nước?"], channel.Written.Select(row => row.Text));
        await test.UntilRow("paper/0/2/0", OutboxState.Sent);
    }

    [Fact]
    public async Task A_channel_that_refuses_for_now_gets_its_message_later()
    {
        var channel = new Paper();
        await using var test = TestHost.New(services: services => services.AddSingleton<IChannel>(channel));
        await test.Start();
        channel.Next.Enqueue(new Delivery.TryLater(TimeSpan.FromHours(1), WholeBot: true));

        await channel.Says(test, "u1", "1", "chào");
        await TestHost.Until(async () => await test.Read<OutboxMessage>("paper/0/1/0") is { State: OutboxState.Waiting, NotBefore: not null }, "the first is put off");
        await channel.Says(test, "u2", "2", "chào");
        Assert.Empty(channel.Written);

        test.Clock.Advance(TimeSpan.FromHours(1));
        await TestHost.Until(() => Task.FromResult(channel.Written.Count == 2), "both replies");
    }

    [Fact]
    public async Task One_that_breaks_is_started_again_and_loses_nothing()
    {
        var channel = new Paper { Breaks = 1 };
        await using var test = TestHost.New(services: services => services.AddSingleton<IChannel>(channel));
        await test.Start();
        await TestHost.Until(() => Task.FromResult(channel.Runs == 2), "the second run");

        await channel.Says(test, "u1", "1", "chào");
        await TestHost.Until(() => Task.FromResult(channel.Written.Count == 1), "the reply");
        Assert.Single(test.Log.Lines, line => line.Contains("paper/0 stopped by an error"));
    }

    /// <summary>A channel that writes to a list.</summary>
    private sealed class Paper : IChannel
    {
        public ConcurrentQueue<OutboxMessage> Written { get; } = new();
        public ConcurrentQueue<Delivery> Next { get; } = new();
        public int Breaks { get; set; }
        public int Runs { get; private set; }

        public string Name => "paper";
        public string Bot => "0";
        public Pace Pace => Pace.Free;
        public Capabilities Capabilities { get; } = new(Buttons: false, Edit: false, IncomingFiles: false, OutgoingFiles: false, LongestText: 1000);

        public Task<TurnResult> Says(TestHost test, string user, string update, string text) => test.Host.Services.GetRequiredService<TurnRunner>().Take(
            new Incoming($"paper/0/{update}", $"paper/0/{user}", test.Host.Services.GetRequiredService<CellClock>().Now) { Text = text }, this, default);

        public Task<Delivery> Send(Outgoing message, CancellationToken cancel)
        {
            if (Next.TryDequeue(out var delivery))
                return Task.FromResult(delivery);
            Written.Enqueue(message.Row);
            return Task.FromResult<Delivery>(new Delivery.Sent(null));
        }

        public Task Receive(CancellationToken cancel)
        {
            Runs++;
            return Breaks-- > 0 ? throw new InvalidOperationException("out of paper") : Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
    }
}
