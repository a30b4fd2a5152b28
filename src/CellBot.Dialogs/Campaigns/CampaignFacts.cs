using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Campaigns;

internal sealed record CampaignConfirmed(ICampaign Campaign) : Fact;

/// <param name="DueAt">Inclusive: the end of that day.</param>
internal sealed record CampaignMoved(string CampaignId, DateTimeOffset DueAt) : Fact;

internal sealed record CampaignClosed(string CampaignId) : Fact;

internal sealed record ContentChanged(string CampaignId, ContentChange Change) : Fact;
