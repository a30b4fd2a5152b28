using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Linking;

/// <param name="Token">Of the link; null: there is none.</param>
internal sealed record InviteIssued(string PersonId, string Digits, string? Token, DateTimeOffset ExpiresAt) : Fact;

internal sealed record InviteRevoked(string PersonId) : Fact;

internal sealed record AccountUnlinked(string AccountId, string PersonId) : Fact;

internal sealed record AccountPreferred(string AccountId) : Fact;
