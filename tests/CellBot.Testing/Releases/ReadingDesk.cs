using CellBot.Domain.Records;

namespace CellBot.Testing.Releases;

/// <summary>A desk that notes every record it read from the store, as it stood before the decision.</summary>
internal sealed class ReadingDesk(IDesk desk) : IDesk
{
    private readonly Dictionary<(Type Type, string Id), Record> read = [];
    private readonly HashSet<(Type Type, string Id)> changed = [];

    public IReadOnlyCollection<Record> Read => read.Values;

    public async ValueTask<T?> Get<T>(string id) where T : Record => Note(await desk.Get<T>(id));

    public async ValueTask<IReadOnlyList<T>> Get<T>(IReadOnlyCollection<string> ids) where T : Record => Note(await desk.Get<T>(ids));

    public async ValueTask<IReadOnlyList<T>> Find<T>(Index<T> index, string prefix, int limit = 1000) where T : Record => Note(await desk.Find(index, prefix, limit));

    public async ValueTask<IReadOnlyList<T>> Range<T>(Index<T> index, string from, string to, int limit = 1000) where T : Record => Note(await desk.Range(index, from, to, limit));

    public async ValueTask<IReadOnlyList<KeyCount>> Tally<T>(Index<T> index, string prefix) where T : Record
    {
        Note(await desk.Find(index, prefix));
        return await desk.Tally(index, prefix);
    }

    public async ValueTask<bool> IsNew<T>(string id) where T : Record => await Get<T>(id) is null;

    public void Put<T>(T record) where T : Record
    {
        changed.Add((typeof(T), record.Id));
        desk.Put(record);
    }

    public void Delete<T>(string id) where T : Record
    {
        changed.Add((typeof(T), id));
        desk.Delete<T>(id);
    }

    public void Rely<T>(string id) where T : Record => desk.Rely<T>(id);

    public void KeepFile(string fileId) => desk.KeepFile(fileId);

    public void ReleaseFile(string fileId) => desk.ReleaseFile(fileId);

    public void EraseKey(string owner) => desk.EraseKey(owner);

    private T? Note<T>(T? record) where T : Record
    {
        if (record is not null && !changed.Contains((typeof(T), record.Id)))
            read.TryAdd((typeof(T), record.Id), record);
        return record;
    }

    private IReadOnlyList<T> Note<T>(IReadOnlyList<T> records) where T : Record
    {
        foreach (var record in records)
            Note(record);
        return records;
    }
}
