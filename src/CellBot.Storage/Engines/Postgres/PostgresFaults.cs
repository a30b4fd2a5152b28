using System.Net.Sockets;
using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>What an error of the server or of the way to it means.</summary>
internal static class PostgresFaults
{
    /// <summary>How long the store is asked again and again before a read or a write fails: a server restarts and a standby takes over in that time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>The connection is of no use any more, or leads to a server that takes no writes: another one may do.</summary>
    public static bool IsConnectionLost(Exception accident) => accident switch
    {
        PostgresException refusal => refusal.SqlState switch
        {
            "25006" or "25P03" => true, // read-only: a standby; idle in transaction: this process was frozen
            _ => refusal.SqlState.StartsWith("08", StringComparison.Ordinal) || refusal.SqlState.StartsWith("57P", StringComparison.Ordinal) || refusal.SqlState == "53300",
        },
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        ObjectDisposedException => false,
        InvalidOperationException broken => broken.Source == "Npgsql", // "The connection is closed" by somebody's earlier accident
        _ => false,
    };

    /// <summary>Others were in the way: the same again may succeed.</summary>
    public static bool IsRace(Exception accident) => accident is PostgresException { SqlState: "23505" or "40001" or "40P01" or "55P03" };

    /// <summary>Runs it until it succeeds or the patience is over; what is no matter of connections fails at once.</summary>
    public static async Task<T> Again<T>(PostgresPlace place, Func<Task<T>> run, CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (Exception accident) when (IsConnectionLost(accident) && !cancel.IsCancellationRequested)
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw Unreachable(place, accident);
            }

            await Task.Delay(Rest, TimeProvider.System, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>For a write that surely did not happen.</summary>
    public static StoreException Refused(PostgresPlace place, Exception accident) => accident switch
    {
        StoreException clear => clear,
        PostgresException { SqlState: "25006" } => new StoreWriteException($"{place.Name} takes no writes: it is a standby, or read-only.", accident),
        _ when IsConnectionLost(accident) => Unreachable(place, accident),
        PostgresException refusal => new StoreWriteException($"{place.Name} refuses to write: {refusal.MessageText} ({refusal.SqlState}).{(refusal.SqlState == "53100" ? " Its disk is full." : "")}", accident),
        _ => new StoreWriteException($"{place.Name} cannot be written: {accident.Message}", accident),
    };

    /// <summary>Why there is no connection. Never holds a password.</summary>
    public static StoreUnreachableException Unreachable(PostgresPlace place, Exception accident) => new(accident switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => $"{place.Name} does not let the user \"{place.User}\" in. Check Username and Password in Storage:ConnectionString, and the server's pg_hba.conf.",
        PostgresException { SqlState: "3D000" } => $"{place.Name}: there is no such database. Make it (createdb {place.Database}), or correct Database in Storage:ConnectionString.",
        PostgresException { SqlState: "42501" } refusal => $"{place.Name}: the user \"{place.User}\" may not do what is needed: {refusal.MessageText}. Make it the owner of the database.",
        PostgresException { SqlState: "53300" } => $"{place.Name} has no connection left. Raise max_connections there, or lower Maximum Pool Size in Storage:ConnectionString.",
        PostgresException refusal => $"{place.Name} does not answer: {refusal.MessageText} ({refusal.SqlState}).",
        NpgsqlException { InnerException: { } inner } => $"{place.Name} cannot be reached: {inner.Message} Check that the server runs, and Host and Port in Storage:ConnectionString.",
        _ => $"{place.Name} cannot be reached: {accident.Message} Check that the server runs, and Host and Port in Storage:ConnectionString.",
    }, accident);
}
