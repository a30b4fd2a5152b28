using CellBot.Domain.Records;
using LiteDB;

namespace CellBot.Storage.Engines.LiteDb;

/// <summary>One document type as a collection: <c>_id</c>, version (v), schema (s), body (b), and for each index that has a key a field "k_" and its name.</summary>
internal sealed class LiteDbTable
{
    /// <summary>LiteDB's own limit of a document is a little under 16 MiB.</summary>
    private const int LongestBody = 15 << 20;

    private readonly ILiteCollection<BsonDocument> _rows;
    private readonly string[] _fields;

    public LiteDbTable(ILiteDatabase database, DocumentType type, bool mayWrite = true)
    {
        Type = type;
        _fields = [.. type.Indexes.Select(Field)];
        _rows = database.GetCollection("d_" + type.Name, BsonAutoId.ObjectId);
        for (var i = 0; i < _fields.Length && mayWrite; i++)
            _rows.EnsureIndex(_fields[i], BsonExpression.Create("$." + _fields[i]));
    }

    public DocumentType Type { get; }

    public StoredDocument? Get(string id) => _rows.FindById(LiteDbKeys.Id(id)) is { } row ? Document(row) : null;

    /// <summary>0: there is none.</summary>
    public long VersionOf(string id) => _rows.FindById(LiteDbKeys.Id(id))?["v"].AsInt64 ?? 0;

    public IReadOnlyList<StoredDocument> Find(IndexRange range, int limit) => [.. Rows(range).Limit(limit).ToEnumerable().Select(Document)];

    public IReadOnlyList<KeyCount> Tally(IndexPrefix prefix)
    {
        var field = FieldOf(prefix.Index);
        var counts = new List<KeyCount>();
        foreach (var row in Rows(IndexRange.Prefix(prefix.Index, prefix.Prefix)).Select(BsonExpression.Create($"{{ k: $.{field} }}")).ToEnumerable())
        {
            var key = prefix.Index == DocumentType.ById ? LiteDbKeys.IdOf(row["k"]) : LiteDbKeys.KeyOf(row["k"]);
            if (counts.Count > 0 && counts[^1].Key == key)
                counts[^1] = counts[^1] with { Count = counts[^1].Count + 1 };
            else
                counts.Add(new KeyCount(key, 1));
        }

        return counts;
    }

    public void Insert(BsonDocument row) => _rows.Insert(row);

    public void Update(BsonDocument row) => _rows.Update(row);

    public void Delete(string id) => _rows.Delete(LiteDbKeys.Id(id));

    /// <exception cref="ArgumentException">Larger than LiteDB takes.</exception>
    public BsonDocument Row(StoredDocument document)
    {
        if (document.Body.Length > LongestBody)
            throw new ArgumentException($"LiteDB takes documents of {LongestBody >> 20} MiB at most; {Type.Name}/{document.Id} has {document.Body.Length} bytes.");
        var row = new BsonDocument { ["_id"] = LiteDbKeys.Id(document.Id), ["v"] = document.Version, ["s"] = document.SchemaVersion, ["b"] = document.Body.ToArray() };
        for (var i = 0; i < _fields.Length; i++)
        {
            if (document.Keys[i] is { } key)
                row[_fields[i]] = LiteDbKeys.Pair(key, document.Id);
        }

        return row;
    }

    /// <exception cref="ArgumentException">No such index.</exception>
    public string FieldOf(string index) => index == DocumentType.ById ? "_id"
        : Type.Indexes.Contains(index) ? Field(index)
        : throw new ArgumentException($"\"{Type.Name}\" has no index \"{index}\".");

    private static string Field(string index) => "k_" + index;

    private ILiteQueryable<BsonDocument> Rows(IndexRange range)
    {
        var field = FieldOf(range.Index);
        var (from, to) = range.Index == DocumentType.ById ? LiteDbKeys.Ids(range) : LiteDbKeys.Pairs(range);
        return _rows.Query().Where(Query.Between(field, from, to)).OrderBy(BsonExpression.Create("$." + field));
    }

    private StoredDocument Document(BsonDocument row)
    {
        var keys = _fields.Length == 0 ? [] : new string?[_fields.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = row[_fields[i]] is { IsBinary: true } pair ? LiteDbKeys.KeyOf(pair) : null;
        return new StoredDocument(LiteDbKeys.IdOf(row["_id"]), row["v"].AsInt64, row["s"].AsInt32, row["b"].AsBinary, keys);
    }
}
