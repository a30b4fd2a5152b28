using System.Collections.Concurrent;
using CellBot.Host.Channels;

namespace CellBot.Host.Clock;

/// <summary>
/// Fair after an outage: until a channel's waiting updates are read (or two minutes passed), nobody is reminded of something that their unread message may have
/// done already.
/// </summary>
public sealed class Backlog(TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, DateTimeOffset> unreadSince = new(StringComparer.Ordinal);

    /// <summary>The channel starts, or is reached again after a break: there may be updates that nobody has read.</summary>
    public void MayWait(string channel) => unreadSince.TryAdd(channel, time.GetUtcNow());

    /// <summary>All of these begin now: the clock waits for them before it acts for the first time.</summary>
    public void Begin(IEnumerable<IChannel> channels)
    {
        foreach (var channel in channels)
            if (channel.ReadsBacklog)
                unreadSince[$"{channel.Name}/{channel.Bot}"] = time.GetUtcNow();
    }

    /// <summary>The channel is reached again after a break: from now on it has the whole patience to read what came meanwhile.</summary>
    public void IsBack(string channel)
    {
        if (unreadSince.ContainsKey(channel))
            unreadSince[channel] = time.GetUtcNow();
    }

    /// <summary>Nothing waits: a poll came back empty.</summary>
    public void IsRead(string channel) => unreadSince.TryRemove(channel, out _);

    public bool IsUnread(string channel) => unreadSince.ContainsKey(channel);

    /// <summary>Whether the clock may act.</summary>
    public bool IsSettled
    {
        get
        {
            if (unreadSince.IsEmpty)
                return true;
            var now = time.GetUtcNow();
            foreach (var since in unreadSince.Values)
                if (now - since < Patience)
                    return false;
            return true;
        }
    }
}
