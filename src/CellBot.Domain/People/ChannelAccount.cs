using CellBot.Domain.Records;

namespace CellBot.Domain.People;

public enum AccountState { Active, Blocked, Unlinked }

/// <summary>A chat account linked to a person. Id: "{channel}/{bot}/{user}", the same as its <see cref="Conversations.Chat"/>.</summary>
public sealed record ChannelAccount(string Id) : Record(Id)
{
    public required string ParticipantId { get; init; }
    public AccountState State { get; init; }
    public DateTimeOffset LinkedAt { get; init; }

    public string Channel => Id[..Id.IndexOf('/')];

    public static string IdOf(string channel, string bot, string user) => $"{channel}/{bot}/{user}";

    /// <summary>Whom a bot talks with, to be counted: platforms limit that. Key: "{channel}/{bot}".</summary>
    public static readonly Index<ChannelAccount> ByBot = new("by_bot", a => a.State is AccountState.Unlinked ? null : a.Id[..a.Id.LastIndexOf('/')]);

    /// <summary>A person's accounts, unlinked ones left out. Key: "{participant}/".</summary>
    public static readonly Index<ChannelAccount> ByParticipant = new("by_participant", a => a.State is AccountState.Unlinked ? null : a.ParticipantId + "/");
}
