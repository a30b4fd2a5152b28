using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Secretary;

/// <param name="DueAt">Inclusive: the end of that day.</param>
internal sealed record DutyExtended(string DutyId, DateTimeOffset DueAt) : Fact;

internal sealed record DutyWaived(string DutyId, WaiverReason Reason, string? Text) : Fact;

internal sealed record PaperTaken(string DutyId) : Fact;

internal sealed record PaperMissed(string DutyId) : Fact;

internal sealed record TalkPromised(string DutyId) : Fact;

internal sealed record HelpAnswered(string RequestId, string? Text) : Fact;

/// <param name="Until">Inclusive.</param>
internal sealed record RemindersPaused(string PersonId, DateOnly Until, bool NoticesToo) : Fact;

internal sealed record Nudged(IReadOnlyList<string> DutyIds) : Fact;
