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

    public static DateTimeOffset LocalNow(this TimeProvider clock) => clock.GetUtcNow().ToOffset(VietNam);

    public static DateOnly LocalDay(this DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(VietNam).DateTime);

    /// <summary>Decides and commits; when someone else was faster, decides again on fresh data.</summary>
    public static async Task<T> Decide<T>(this Store store, Func<Session, Task<T>> decide, CancellationToken cancel)
    {
        while (true)
        {
            var session = store.Open(cancel);
            var decision = await decide(session);
            if (await session.Commit() is CommitResult.Committed) return decision;
        }
    }

    public static void AuditOperator(this IDesk desk, string action, string objectId, string? unitId, DateTimeOffset now) =>
        desk.Put(new AuditEntry(string.Create(CultureInfo.InvariantCulture, $"operator/{now.UtcDateTime:yyyyMMddHHmmssfff}/{action}/{objectId}"))
        {
            At = now, ActorId = "operator", Action = action, ObjectId = objectId, UnitId = unitId,
        });
}
