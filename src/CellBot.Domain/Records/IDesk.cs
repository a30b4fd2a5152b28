namespace CellBot.Domain.Records;

/// <summary>Reads what is stored, as one decision sees it: its own pending changes included.</summary>
public interface IReader
{
    ValueTask<T?> Get<T>(string id) where T : Record;

    /// <summary>Those that exist, in the order of <paramref name="ids"/>.</summary>
    ValueTask<IReadOnlyList<T>> Get<T>(IReadOnlyCollection<string> ids) where T : Record;

    /// <summary>Records whose key begins with <paramref name="prefix"/> (the whole key is a prefix of itself), ascending by (key, id).</summary>
    ValueTask<IReadOnlyList<T>> Find<T>(Index<T> index, string prefix, int limit = 1000) where T : Record;

    /// <summary>
    /// Reads the lists of many prefixes at once, so that <see cref="Find"/> of each does not ask the store again: a decision about hundreds of people asks once,
    /// not once for each.
    /// </summary>
    ValueTask ReadAhead<T>(Index<T> index, IReadOnlyCollection<string> prefixes) where T : Record => ValueTask.CompletedTask;

    /// <summary>Records with <paramref name="from"/> ≤ key ≤ <paramref name="to"/>, ascending by (key, id).</summary>
    ValueTask<IReadOnlyList<T>> Range<T>(Index<T> index, string from, string to, int limit = 1000) where T : Record;

    /// <summary>How many records stand under each key that begins with <paramref name="prefix"/>, ascending by key. Pending changes are not counted.</summary>
    ValueTask<IReadOnlyList<KeyCount>> Tally<T>(Index<T> index, string prefix) where T : Record;
}

/// <summary>Where one decision gathers what should change; all of it is committed together or not at all.</summary>
public interface IDesk : IReader
{
    /// <summary>Writes the record over the one read before with this id; if none was read, it must be new, or the commit conflicts.</summary>
    void Put<T>(T record) where T : Record;

    /// <summary>
    /// Whether there is no such record yet. A decision from memory supposes so and does not ask: what it then puts there must be new, or the commit conflicts, and
    /// the next try asks.
    /// </summary>
    ValueTask<bool> IsNew<T>(string id) where T : Record;

    /// <summary>Deletes a record that was read before.</summary>
    void Delete<T>(string id) where T : Record;

    /// <summary>The decision rests on this record, read before, staying as it was: a change by someone else makes the commit conflict.</summary>
    void Rely<T>(string id) where T : Record;

    /// <summary>The commit keeps this file, written before; what no commit keeps is swept.</summary>
    void KeepFile(string fileId);

    /// <summary>The commit gives this file up: it is deleted.</summary>
    void ReleaseFile(string fileId);

    /// <summary>With the commit, all that this owner's key encrypts (<see cref="IOwned"/>) can never be read again and counts as not there. What is written of the owner in the same commit stays.</summary>
    void EraseKey(string owner);
}
