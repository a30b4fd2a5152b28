using CellBot.Domain.Records;

namespace CellBot.Domain.Delivery;

/// <summary>Whether the node that serves a bot has read what waited for it: the other nodes' clocks ask. Id: "{channel}/{bot}".</summary>
/// <param name="Epoch">Of the lease under which it was written: of another one it says nothing.</param>
public sealed record ChannelBacklog(string Id, long Epoch, bool IsRead) : Record(Id);
