using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>The clock's path to a person: takes persons with something due, and settles all of one person's in one commit.</summary>
internal static class PersonTick
{
    public static Tick Tick { get; } = new("person", Due, run => new PersonDay(run).Settle()) { Next = Next };

    private static async ValueTask<IReadOnlyList<string>> Due(IReader reader, DateTimeOffset now, int limit) =>
        [.. (await reader.Range(Reminder.ByDue, "", KeyAt(now), limit)).Select(reminder => reminder.PersonId).Distinct()];

    private static async ValueTask<DateTimeOffset?> Next(IReader reader) =>
        (await reader.Find(Reminder.ByDue, "", limit: 1)) is [var soonest] ? soonest.DueAt : null;

    /// <summary>As <see cref="Reminder.ByDue"/> has it: what has this key or a smaller one is due.</summary>
    public static string KeyAt(DateTimeOffset now) => $"{now.UtcDateTime:yyyyMMddHHmmss}";
}
