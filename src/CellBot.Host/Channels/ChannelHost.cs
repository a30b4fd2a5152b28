using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Restored;
using CellBot.Host.Sending;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels;

/// <summary>Runs every channel: one host at a time holds the lease of a bot, and that one receives and sends for it.</summary>
public sealed partial class ChannelHost(
    IEnumerable<IChannel> channels, Store store, Outbox outbox, OutcomeWriter outcomes, SharedBacklog backlog, Mute mute, HealthBoard health, TimeProvider time, ILogger<ChannelHost> log, ILoggerFactory loggers) : IHostedService
{
    /// <summary>What sends in flight are given when the host stops.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookForLease = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private Task[] running = [];

    /// <summary>The lease whose owner receives and sends for a bot.</summary>
    /// <param name="bot">"{channel}/{bot}".</param>
    public static string LeaseOf(string bot) => "bot/" + bot;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.Engine.Bell is { } bell)
            bell.Rung += LookAgain;
        running = [.. channels.Select(channel => Task.Run(() => Serve(channel), CancellationToken.None))];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
        await outcomes.DisposeAsync();
        if (store.Engine.Bell is { } bell)
            bell.Rung -= LookAgain;
    }

    private void LookAgain(string? word)
    {
        if (word is null or Outbox.Bell)
            outbox.LookAgain();
    }

    private async Task Serve(IChannel channel)
    {
        var name = $"{channel.Name}/{channel.Bot}";
        try
        {
            await mute.Over(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var lease = await store.Engine.TryLease(LeaseOf(name), stopping.Token);
                if (lease is not null)
                    await Serve(channel, name, lease);
                else
                    await Watch(channel, name);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident)
            {
                LogBroken(accident, name);
                health.Channel(name, HealthColor.Red, "The channel stopped by an error and starts again; see the log.");
            }

            try
            {
                await Task.Delay(LookForLease, time, stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Watch(IChannel channel, string name)
    {
        health.Channel(name, HealthColor.Green, "Another host serves this bot.");
        if (channel.ReadsBacklog)
            await backlog.Hear(name, LeaseOf(name), stopping.Token);
    }

    private async Task Serve(IChannel channel, string name, IStoreLease lease)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, lease.Lost);
        var sender = new OutboxSender(channel, store, outcomes, lease, time, loggers.CreateLogger<OutboxSender>());
        await sender.Start(ending.Token);
        outbox.Add(name, sender);
        sender.LookAgain(); // for what was committed between the first look and now
        LogServing(name, lease.Epoch);
        var telling = channel.ReadsBacklog ? backlog.Tell(name, lease, ending.Token) : Task.CompletedTask;
        try
        {
            await channel.Receive(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
        finally
        {
            if (lease.Lost.IsCancellationRequested)
                LogLost(name, lease.Epoch);
            await sender.Stop(lease.Lost.IsCancellationRequested ? TimeSpan.Zero : StopPatience);
            outbox.Remove(name, sender);
            await ending.CancelAsync();
            await telling;
        }
    }

    [LoggerMessage(LogLevel.Information, "Serving {Channel} under epoch {Epoch}.")]
    private partial void LogServing(string channel, long epoch);

    [LoggerMessage(LogLevel.Warning, "Lost the lease of {Channel} under epoch {Epoch}: this host stops serving it.")]
    private partial void LogLost(string channel, long epoch);

    [LoggerMessage(LogLevel.Error, "The channel {Channel} stopped by an error; it starts again in a second.")]
    private partial void LogBroken(Exception accident, string channel);
}
