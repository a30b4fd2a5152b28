using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Review;

/// <summary>Somebody read what another person wrote.</summary>
internal sealed record PaperRead(string PaperId, string UnitId) : Fact
{
    public override bool IsQuiet => true;
}

/// <param name="Submission">The one that was read: a later one is not decided by it.</param>
/// <param name="Comment">What has to be added; null: approved.</param>
internal sealed record PaperDecided(string Kind, string PaperId, int Submission, string? Comment) : Fact;

/// <param name="At">Local (+07:00).</param>
internal sealed record ReviewPutOff(string UnitId, DateTimeOffset At) : Fact;

/// <summary>Somebody reached for what is not theirs: nothing was shown, and it is written down.</summary>
internal sealed record TurnedAway(string ObjectId, string? UnitId) : Fact
{
    public override bool IsQuiet => true;
}
