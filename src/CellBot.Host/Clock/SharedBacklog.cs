using CellBot.Domain.Delivery;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Clock;

/// <summary>
/// The backlog where several nodes share the bots and the clock: the one that serves a bot writes down whether it has read what waited, the others take it from there.
/// Alone there is nobody to tell.
/// </summary>
public sealed class SharedBacklog(Store store, Backlog backlog, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private bool IsAlone => store.Engine.IsSoleWriter;

    /// <summary>Writes down every change until the lease is lost.</summary>
    public async Task Tell(string channel, IStoreLease lease, CancellationToken cancel)
    {
        bool? toldRead = null;
        while (!IsAlone && !cancel.IsCancellationRequested)
        {
            try
            {
                var isRead = !backlog.IsUnread(channel);
                if (isRead != toldRead)
                    toldRead = await Write(channel, lease, isRead, cancel);
            }
            catch (Exception later) when (later is StoreException or LeaseLostException or OperationCanceledException)
            {
                // Told at the next round, or by the next owner.
            }

            await Task.Delay(Between, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Another node serves the channel: takes over what it has written, if it is that of the present owner.</summary>
    public async Task Hear(string channel, string lease, CancellationToken cancel)
    {
        if (IsAlone)
            return;
        var said = await store.Open(cancel).Get<ChannelBacklog>(channel);
        if (said is { IsRead: true } && said.Epoch == await store.EpochOf(lease, cancel))
            backlog.IsRead(channel);
        else
            backlog.MayWait(channel);
    }

    private async Task<bool> Write(string channel, IStoreLease lease, bool isRead, CancellationToken cancel)
    {
        while (true)
        {
            var session = store.Open(cancel);
            await session.Get<ChannelBacklog>(channel);
            session.Put(new ChannelBacklog(channel, lease.Epoch, isRead));
            session.OnlyUnder(lease.Name, lease.Epoch);
            if (await session.Commit() is CommitResult.Committed)
                return isRead;
        }
    }
}
