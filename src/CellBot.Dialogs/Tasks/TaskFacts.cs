using CellBot.Dialogs.Engine;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Tasks;

/// <param name="MeetingId">Whose resolution it comes from; null: assigned by itself.</param>
internal sealed record TasksAssigned(string UnitId, string? MeetingId, IReadOnlyList<TaskLine> Tasks) : Fact;

/// <summary>The owner says how far it is: received, under way, done, or stuck on something.</summary>
internal sealed record TaskProgress(string TaskId, ActionItemStatus Status, string? Note = null) : Fact
{
    public override bool IsQuiet => Status is ActionItemStatus.Acknowledged or ActionItemStatus.InProgress;
}

/// <summary>Who assigned it takes it as done; or not yet, with what is missing.</summary>
internal sealed record TaskJudged(string TaskId, bool IsDone, string? Comment) : Fact;

/// <param name="NewOwnerId">null: nobody does it any more.</param>
internal sealed record TaskMoved(string TaskId, string? NewOwnerId) : Fact;

internal sealed record TaskAnswered(string TaskId, string Text) : Fact;
