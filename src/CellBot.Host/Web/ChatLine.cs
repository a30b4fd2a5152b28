using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;

namespace CellBot.Host.Web;

/// <summary>One bubble.</summary>
/// <param name="Number">Grows over all chats; a changed bubble has a new one.</param>
/// <param name="Id">The outbox row, or the person's own update.</param>
/// <param name="At">When it was sent, UTC.</param>
public sealed record ChatLine(long Number, string Id, bool IsOwn, string Text, DateTimeOffset At)
{
    public string? Tail { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    public string? Token { get; init; }
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    public Enclosure? Enclosed { get; init; }

    /// <summary>Of the bubble on the page: a changed bubble takes the place of the one before.</summary>
    public string ElementId { get; } = "m-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Id)))[..16];

    public static ChatLine Of(OutboxMessage row, string id, long number, DateTimeOffset at) =>
        new(number, id, false, row.Text, at) { Tail = row.Tail, Choices = row.Choices, Token = row.Token, Attachments = row.Attachments, Enclosed = row.Enclosed };
}
