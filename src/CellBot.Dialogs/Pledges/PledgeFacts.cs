using CellBot.Dialogs.Engine;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <param name="SentAt">The platform's time of the message that sent it.</param>
internal sealed record PledgeSubmitted(PledgeCampaign Campaign, IReadOnlyList<string> OwnStandards, IReadOnlyList<PledgeItem> Items, DateTimeOffset SentAt) : Fact;

/// <summary>The owner takes a pledge back before it was decided.</summary>
internal sealed record PledgeTakenBack(string PledgeId) : Fact;
