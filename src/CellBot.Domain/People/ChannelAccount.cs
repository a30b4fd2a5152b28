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

    /// <summary>A person's accounts, unlinked ones left out. Key: "{participant}/".</summary>
    public static readonly Index<ChannelAccount> ByParticipant = new("by_participant", a => a.State is AccountState.Unlinked ? null : a.ParticipantId + "/");
}
