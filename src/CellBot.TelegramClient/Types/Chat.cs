namespace Telegram.Bot.Types;

/// <summary>Where messages go. A private chat has the id of its user.</summary>
public sealed class Chat
{
    public long Id { get; set; }

    /// <summary>0 for a type newer than this client.</summary>
    public ChatType Type { get; set; }

    public string? Title { get; set; }

    public string? Username { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }
}
