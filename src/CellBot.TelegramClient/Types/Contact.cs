namespace Telegram.Bot.Types;

/// <summary>A shared phone number. It is the sender's own only when <see cref="UserId"/> equals the sender's id.</summary>
public sealed class Contact
{
    public string PhoneNumber { get; set; } = default!;

    public string FirstName { get; set; } = default!;

    public string? LastName { get; set; }

    public long? UserId { get; set; }

    public string? Vcard { get; set; }
}
