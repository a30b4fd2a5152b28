using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.MyData;

internal sealed record CorrectionAsked(string Text) : Fact;

internal sealed record ConsentWithdrawn : Fact;

/// <param name="Refused">The purpose "notices and reminders" alone is refused; false: agreed to again.</param>
internal sealed record NoticesRefused(bool Refused) : Fact;

/// <param name="DueAt">Inclusive: the end of the last day.</param>
internal sealed record ErasureAsked(DateTimeOffset DueAt) : Fact;

internal sealed record ErasureTakenBack(string RequestId) : Fact;

/// <summary>Whoever decides about the person's papers has it done before the day.</summary>
internal sealed record ErasureOrdered(string RequestId) : Fact;
