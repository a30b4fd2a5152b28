using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Restored;
using CellBot.Host.Sending;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels;

/// <summary>Runs every channel: one host at a time holds the lease of a bot, and that one receives and sends for it.</summary>
public sealed partial class ChannelHost(
    IEnumerable<IChannel> channels, Store store, Outbox outbox, OutcomeWriter outcomes, Mute mute, Backlog backlog, HealthBoard health, TimeProvider time, ILogger<ChannelHost> log, ILoggerFactory loggers) : IHostedService
{
    /// <summary>What sends in flight are given when the host stops.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookForLease = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private Task[] running = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = [.. channels.Select(channel => Task.Run(() => Serve(channel), CancellationToken.None))];
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
        await outcomes.DisposeAsync();
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
                await using var lease = await store.Engine.TryLease("bot/" + name, stopping.Token);
                if (lease is not null)
                    await Serve(channel, name, lease);
                else
                    NotHere(name);
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

    private void NotHere(string name)
    {
        health.Channel(name, HealthColor.Green, "Another host serves this bot.");
        backlog.IsRead(name); // that one knows
    }

    private async Task Serve(IChannel channel, string name, IStoreLease lease)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, lease.Lost);
        var sender = new OutboxSender(channel, store, outcomes, lease.Epoch, time, loggers.CreateLogger<OutboxSender>());
        await sender.Start(ending.Token);
        outbox.Add(name, sender);
        sender.LookAgain(); // for what was committed between the first look and now
        LogServing(name, lease.Epoch);
        try
        {
            await channel.Receive(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
        finally
        {
            await sender.Stop(lease.Lost.IsCancellationRequested ? TimeSpan.Zero : StopPatience);
            outbox.Remove(name, sender);
        }
    }

    [LoggerMessage(LogLevel.Information, "Serving {Channel} under epoch {Epoch}.")]
    private partial void LogServing(string channel, long epoch);

    [LoggerMessage(LogLevel.Error, "The channel {Channel} stopped by an error; it starts again in a second.")]
    private partial void LogBroken(Exception accident, string channel);
}
