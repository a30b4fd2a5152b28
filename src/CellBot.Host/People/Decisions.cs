using System.Globalization;
using CellBot.Domain.Audit;
using CellBot.Domain.Records;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.People;

/// <summary>What the operator's commands share: the local time, an audit entry of the operator, deciding again after a conflict.</summary>
internal static class Decisions
{
    private static readonly TimeSpan VietNam = TimeSpan.FromHours(7);

    /// <summary>More conflicts in a row than this are no coincidence.</summary>
    public const int MostConflicts = 25;

    public static DateTimeOffset LocalNow(this TimeProvider clock) => clock.GetUtcNow().ToOffset(VietNam);

    public static DateOnly LocalDay(this DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(VietNam).DateTime);

    /// <summary>Decides and commits; when someone else was faster, decides again on fresh data.</summary>
    public static async Task<T> Decide<T>(this Store store, Func<Session, Task<T>> decide, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            var session = store.Open(cancel);
            var decision = await decide(session);
            if (await session.Commit() is not CommitResult.Conflict conflict) return decision;
            if (tries == MostConflicts) throw new IOException($"{conflict.Type}/{conflict.Id} is changed all the time by others. Nothing was written; try again.");
        }
    }

    /// <param name="desk">Several commands may do the same within one millisecond: each has its own entry.</param>
    public static async Task AuditOperator(this IDesk desk, string action, string objectId, string? unitId, DateTimeOffset now)
    {
        var cause = string.Create(CultureInfo.InvariantCulture, $"operator/{now.UtcDateTime:yyyyMMddHHmmssfff}/{action}/{objectId}");
        var id = cause;
        for (var nth = 2; await desk.Get<AuditEntry>(id) is not null; nth++) id = $"{cause}/{nth}";
        desk.Put(new AuditEntry(id) { At = now, ActorId = "operator", Action = action, ObjectId = objectId, UnitId = unitId });
    }
}
