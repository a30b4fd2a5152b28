using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Review;

/// <summary>What waits for a reviewer, announced once a day.</summary>
internal static class ReviewQueue
{
    /// <summary>Plans the reviewer's next "có bản chờ xem": at the reminder time of the next day, one for all that came in until then.</summary>
    public static async ValueTask Announce(Effects effects, Me author)
    {
        if (author.Reviewer is not { } reviewer || author.Cell is not { } cell) return;
        var morning = effects.Today.AddDays(1);
        var id = Reminder.IdOf(reviewer.Id, Stage.ReviewNew, cell.Id, morning.DayNumber);
        if (await effects.Desk.Get<Reminder>(id) is not null) return;
        effects.Desk.Put(new Reminder(id)
        {
            PersonId = reviewer.Id, Stage = Stage.ReviewNew, ObjectId = cell.Id, Version = morning.DayNumber,
            DueAt = new DateTimeOffset(morning.ToDateTime(cell.Settings.ReminderTime), effects.Now.Offset),
        });
    }
}
