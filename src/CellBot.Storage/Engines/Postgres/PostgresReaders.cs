using System.Collections.Concurrent;
using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// The reads of this process, those of the same kind together: documents of one table, ranges of one index. A statement of its own for each read cost both sides
/// more than everything else a turn does.
/// </summary>
internal sealed class PostgresReaders(PostgresPlace place, NpgsqlDataSource readers)
{
    private readonly ConcurrentDictionary<PostgresTable, Gathering<string[], IReadOnlyList<StoredDocument>>> _byId = [];
    private readonly ConcurrentDictionary<(PostgresTable Table, string Index, int Limit), Gathering<IndexRange, IReadOnlyList<StoredDocument>>> _byIndex = [];

    public Task<IReadOnlyList<StoredDocument>> Get(PostgresTable table, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        _byId.GetOrAdd(table, table => new(asked => GetAll(table, asked))).Ask([.. ids.Distinct()], cancel);

    public Task<IReadOnlyList<StoredDocument>> Find(PostgresTable table, IndexRange range, int limit, CancellationToken cancel) => range.After is null
        ? _byIndex.GetOrAdd((table, range.Index, limit), place => new(ranges => FindAll(place.Table, ranges, place.Limit))).Ask(range, cancel)
        : Again(() => PostgresReading.Find(readers.CreateCommand, table, range, limit, cancel), cancel); // a long list, page by page

    /// <summary>A read that is asked alone, again and again while there is no connection.</summary>
    public Task<T> Again<T>(Func<Task<T>> read, CancellationToken cancel) => PostgresFaults.Again(place, read, cancel);

    private async Task<IReadOnlyList<IReadOnlyList<StoredDocument>>> GetAll(PostgresTable table, IReadOnlyList<string[]> asked)
    {
        var ids = asked.Count == 1 ? asked[0] : [.. asked.SelectMany(ids => ids).Distinct()];
        var found = await Again(() => PostgresReading.Get(readers, table, ids, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        if (asked.Count == 1)
            return [found];
        var byId = found.ToDictionary(document => document.Id);
        return asked.Select(ids => (IReadOnlyList<StoredDocument>)[.. ids.Where(byId.ContainsKey).Select(id => byId[id])]).ToList();
    }

    private async Task<IReadOnlyList<IReadOnlyList<StoredDocument>>> FindAll(PostgresTable table, IReadOnlyList<IndexRange> ranges, int limit) => ranges.Count == 1
        ? [await Again(() => PostgresReading.Find(readers.CreateCommand, table, ranges[0], limit, CancellationToken.None), CancellationToken.None).ConfigureAwait(false)]
        : await Again(() => PostgresReading.FindEach(readers, table, ranges, limit, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
}
