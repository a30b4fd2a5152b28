using CellBot.Host.Sending;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Turns;

/// <summary>Decides, commits, and decides again on fresh data when somebody else was faster.</summary>
internal static class Commits
{
    /// <summary>More conflicts in a row than this are no coincidence.</summary>
    private const int MostConflicts = 25;

    /// <param name="outbox">Gets the messages that were written; null: they are settled rows that nobody has to send.</param>
    /// <param name="decide">Reads and gathers; runs again, on a fresh session, after a conflict.</param>
    /// <exception cref="InvalidOperationException">It conflicts every time.</exception>
    public static async Task Settle(Store store, Outbox? outbox, Func<Session, ValueTask> decide, CancellationToken cancel)
    {
        CommitResult result = CommitResult.Done;
        for (var tries = 0; tries < MostConflicts; tries++)
        {
            var session = store.Open(cancel);
            await decide(session);
            result = await session.Commit();
            if (result is CommitResult.Committed)
            {
                outbox?.Committed(session);
                return;
            }
        }

        var conflict = (CommitResult.Conflict)result;
        throw new InvalidOperationException($"{MostConflicts} conflicts in a row, the last at {conflict.Type}/{conflict.Id}.");
    }
}
