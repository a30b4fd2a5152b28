namespace CellBot.Storage.Engines.Sqlite;

/// <summary>
/// Applies write sets inside the writer's open transaction. A set checks everything it expects before it writes anything, so a set that conflicts has
/// written nothing and the others of its group are not touched.
/// </summary>
internal sealed class SqliteApplier(SqliteConnection connection, IReadOnlyDictionary<string, SqliteTable> tables)
{
    private readonly Dictionary<SqliteTable, TableStatements> _statements = [];
    private Place[] _places = new Place[16];

    /// <summary>Null: applied; else the conflict.</summary>
    public CommitResult.Conflict? Apply(WriteSet set)
    {
        var writes = set.Writes;
        if (_places.Length < writes.Length)
            _places = new Place[writes.Length * 2];

        for (var i = 0; i < writes.Length; i++)
        {
            ref readonly var write = ref writes[i];
            if (!Holds(write, out _places[i]))
                return new CommitResult.Conflict(write.Type.Name, write.Id);
        }

        for (var i = 0; i < writes.Length; i++)
            Write(writes[i], _places[i]);
        return null;
    }

    private bool Holds(in Write write, out Place place)
    {
        var statements = For(write.Type);
        var check = statements.Check;
        check.Bind(1, write.Id);
        var exists = check.Step();
        var holds = exists ? check.Long(1) == write.Expected : write.Expected == 0;
        place = new Place(statements, exists ? check.Long(0) : 0, exists && holds && write.Document is { } document && SameKeys(check, document.Keys));
        check.Reset();
        return holds;
    }

    private static bool SameKeys(SqliteStatement check, string?[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            if (check.IsNull(i + 2) != key is null || (key is not null && !SqliteText.Same(check.Bytes(i + 2), key)))
                return false;
        }

        return true;
    }

    private static void Write(in Write write, in Place place)
    {
        if (write.Kind is WriteKind.Delete)
        {
            place.Statements.Delete.Bind(1, place.Row);
            place.Statements.Delete.Run();
        }

        if (write.Document is not { } document)
            return;

        var isNew = write.Expected == 0;
        var statement = isNew ? place.Statements.Insert : place.KeysStay ? place.Statements.UpdateBody : place.Statements.UpdateAll;
        if (isNew)
            statement.Bind(1, document.Id);
        else
            statement.Bind(1, place.Row);
        statement.Bind(2, document.Version);
        statement.Bind(3, document.SchemaVersion);
        statement.Bind(4, document.Body.Span);
        if (!place.KeysStay)
        {
            for (var i = 0; i < document.Keys.Length; i++)
                statement.Bind(i + 5, document.Keys[i]);
        }

        statement.Run();
    }

    private TableStatements For(DocumentType type)
    {
        var table = tables[type.Name];
        if (!_statements.TryGetValue(table, out var statements))
        {
            statements = new TableStatements(
                connection.Prepare(table.Check), connection.Prepare(table.Insert), connection.Prepare(table.UpdateBody), connection.Prepare(table.UpdateAll), connection.Prepare(table.Delete));
            _statements.Add(table, statements);
        }

        return statements;
    }

    private sealed record TableStatements(SqliteStatement Check, SqliteStatement Insert, SqliteStatement UpdateBody, SqliteStatement UpdateAll, SqliteStatement Delete);

    /// <param name="Row">The row's number; 0: there is none.</param>
    /// <param name="KeysStay">Every index key is as before, so that no index needs to be written.</param>
    private readonly record struct Place(TableStatements Statements, long Row, bool KeysStay);
}
