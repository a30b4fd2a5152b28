namespace Telegram.Bot.Types;

/// <summary>A person or a bot.</summary>
public sealed class User
{
    public long Id { get; set; }

    public bool IsBot { get; set; }

    public string FirstName { get; set; } = default!;

    public string? LastName { get; set; }

    /// <summary>Without the @.</summary>
    public string? Username { get; set; }

    public string? LanguageCode { get; set; }

    /// <summary>Answered by <c>getMe</c> only.</summary>
    public bool CanJoinGroups { get; set; }
}
