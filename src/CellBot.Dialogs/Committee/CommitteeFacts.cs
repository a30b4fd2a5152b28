using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Committee;

/// <param name="NodeId">The officer's body; only cells below it are asked.</param>
internal sealed record CellsAsked(string CampaignId, string NodeId, IReadOnlyList<string> UnitIds) : Fact;

/// <param name="OfficerId">Who asked.</param>
internal sealed record CellAnswered(string CampaignId, string OfficerId, string Text) : Fact;

internal sealed record CellsThanked(string CampaignId, string NodeId) : Fact;
