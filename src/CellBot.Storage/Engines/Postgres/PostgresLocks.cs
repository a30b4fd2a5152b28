namespace CellBot.Storage.Engines.Postgres;

/// <summary>Locks on the names of documents, held until the transaction ends. The server keeps them in memory; nothing of a document is written for them.</summary>
internal static class PostgresLocks
{
    /// <summary>
    /// Waits for the locks of the names $1, alone where $2 says so, else together with others who do not ask for them alone. In the order of their keys, so that two
    /// transactions never wait for each other. The seed ("CELD") tells documents from what else is hashed in this database.
    /// </summary>
    public const string TakeAll = """
        SELECT CASE WHEN l.alone THEN pg_advisory_xact_lock(l.key) ELSE pg_advisory_xact_lock_shared(l.key) END
        FROM (SELECT hashtextextended(n.name, 1128614980) AS key, bool_or(n.alone) AS alone FROM unnest($1::text[], $2::bool[]) AS n (name, alone) GROUP BY 1 ORDER BY 1) AS l
        """;

    /// <summary>Whoever writes holds it together with others; a transaction too large to lock each name holds it alone.</summary>
    public const string AnyName = "";

    /// <summary>By what a document is locked.</summary>
    public static string NameOf(string type, string id) => $"{type}/{id}";
}
