using CellBot.Domain.Delivery;
using CellBot.Host.Sending;

namespace CellBot.Host.Channels;

/// <summary>One bot on one chat platform: it receives, it sends, and says what it can do. To add a platform is to write this and register it.</summary>
public interface IChannel
{
    /// <summary>The platform, as account ids begin: "telegram", "web", "zalo".</summary>
    string Name { get; }

    /// <summary>Which bot of the platform: "0", "1" …</summary>
    string Bot { get; }

    Capabilities Capabilities { get; }

    /// <summary>Whether something may have been written while nobody listened: <see cref="Receive"/> tells <see cref="Clock.Backlog"/> when it is read, or can be waited for no longer.</summary>
    bool ReadsBacklog => false;

    /// <summary>How fast it may write.</summary>
    Pace Pace { get; }

    /// <summary>
    /// Sends one message, once. Whatever happens on the wire comes back as an outcome; it never waits and never tries again by itself. Chats are served side by
    /// side, one message at a time in each.
    /// </summary>
    /// <param name="cancel">The host has no more time: the outcome is then unknown.</param>
    Task<Delivery> Send(Outgoing message, CancellationToken cancel);

    /// <summary>Receives until cancelled. An update is acknowledged to the platform only after its turn was committed.</summary>
    Task Receive(CancellationToken cancel);
}

/// <summary>A message on its way.</summary>
/// <param name="EditsPlatformId">The platform's id of the message whose text it replaces; null: a new message.</param>
/// <param name="PartsDone">Parts that an earlier try has surely sent.</param>
public sealed record Outgoing(OutboxMessage Row, string? EditsPlatformId = null, int PartsDone = 0)
{
    /// <summary>The platform's id of the person, the end of "{channel}/{bot}/{user}".</summary>
    public string User => Row.AccountId[(Row.AccountId.LastIndexOf('/') + 1)..];
}
