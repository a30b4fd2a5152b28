using CellBot.Domain.Records;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>The reads, on a connection that nobody else is using.</summary>
internal static class SqliteReading
{
    public static IReadOnlyList<StoredDocument> Get(SqliteConnection connection, SqliteTable table, IReadOnlyCollection<string> ids)
    {
        var found = new List<StoredDocument>(ids.Count);
        var get = connection.Prepare(table.Get);
        if (ids.Count > 1)
            connection.Prepare("BEGIN").Run();
        try
        {
            foreach (var id in ids)
            {
                get.Bind(1, id);
                if (get.Step())
                    found.Add(Document(get, table));
                get.Reset();
            }
        }
        finally
        {
            connection.RollBack();
        }

        return found;
    }

    public static IReadOnlyList<StoredDocument> Find(SqliteConnection connection, SqliteTable table, IndexRange range, int limit)
    {
        var sql = table.For(range.Index);
        var after = range.After is { } position && KeyOrder.Instance.Compare(position.Key, range.From) >= 0 ? position : (IndexPosition?)null;
        var find = connection.Prepare(after is null ? sql.From : sql.After);
        find.Bind(1, after?.Key ?? range.From);
        find.Bind(2, range.To);
        find.Bind(3, limit);
        if (after is { } place && range.Index != DocumentType.ById)
            find.Bind(4, place.Id);

        var found = new List<StoredDocument>();
        try
        {
            while (find.Step())
                found.Add(Document(find, table));
        }
        finally
        {
            find.Reset();
        }

        return found;
    }

    public static IReadOnlyList<KeyCount> Tally(SqliteConnection connection, SqliteTable table, IndexPrefix prefix)
    {
        var tally = connection.Prepare(table.For(prefix.Index).Tally);
        tally.Bind(1, prefix.Prefix);
        tally.Bind(2, prefix.Prefix + IndexRange.Highest);
        var counts = new List<KeyCount>();
        try
        {
            while (tally.Step())
                counts.Add(new KeyCount(tally.Text(0), (int)tally.Long(1)));
        }
        finally
        {
            tally.Reset();
        }

        return counts;
    }

    private static StoredDocument Document(SqliteStatement row, SqliteTable table)
    {
        var indexes = table.Type.Indexes.Count;
        var keys = indexes == 0 ? [] : new string?[indexes];
        for (var i = 0; i < indexes; i++)
            keys[i] = row.IsNull(i + 4) ? null : row.Text(i + 4);
        return new StoredDocument(row.Text(0), row.Long(1), (int)row.Long(2), row.Bytes(3).ToArray(), keys);
    }
}
