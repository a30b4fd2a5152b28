using System.Buffers;
using System.Text;
using System.Text.Json;
using CellBot.Domain.Records;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>Between records and stored documents: JSON, encrypted if the record is owned.</summary>
internal sealed class RecordCodec(RecordCatalog catalog, PersonKeys keys, Rollout rollout)
{
    private const int LongestKey = 400;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) _scratch;

    /// <param name="key">The owner's, if the record is owned.</param>
    public StoredDocument Encode(RecordType type, Record record, long version, PersonKey? key)
    {
        RequireId(type, record.Id);
        var indexKeys = type.KeysOf(record);
        foreach (var indexKey in indexKeys)
        {
            if (indexKey is { Length: > LongestKey })
                throw new ArgumentException($"An index key of {type.Name}/{record.Id} is longer than {LongestKey} characters.");
        }

        if (_scratch.Json is null)
        {
            var buffer = new ArrayBufferWriter<byte>(4096);
            _scratch = (buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = catalog.Json.Options.Encoder, SkipValidation = true }));
        }

        _scratch.Buffer.ResetWrittenCount();
        _scratch.Json.Reset();
        var schemaVersion = rollout.WrittenOf(type);
        type.Write(_scratch.Json, record, schemaVersion, catalog.Json);
        _scratch.Json.Flush();
        var json = _scratch.Buffer.WrittenSpan;
        var body = key is null ? json.ToArray() : Envelope.Seal(key, type.Name, record.Id, version, json);
        if (_scratch.Buffer.Capacity > 1 << 20)
            _scratch = default;
        return new StoredDocument(record.Id, version, schemaVersion, body, indexKeys);
    }

    public async ValueTask<ReadRecord> Decode(RecordType type, StoredDocument document, CancellationToken cancel)
    {
        RequireReadable(type, document);
        if (!type.IsOwned)
            return new ReadRecord(FromJson(type, document, document.Body.Span), document.Version);
        var (owner, keyId) = Envelope.Read(type.Name, document.Id, document.Body.Span);
        var key = await keys.Find(owner, cancel).ConfigureAwait(false);
        if (key is null || key.Id != keyId)
            key = await keys.Load(owner, cancel).ConfigureAwait(false);
        return Open(type, document, key, keyId);
    }

    /// <summary>In the same order.</summary>
    public async ValueTask<ReadRecord[]> Decode(RecordType type, IReadOnlyList<StoredDocument> documents, CancellationToken cancel)
    {
        var records = new ReadRecord[documents.Count];
        if (!type.IsOwned || documents.Count == 1)
        {
            for (var i = 0; i < records.Length; i++)
                records[i] = await Decode(type, documents[i], cancel).ConfigureAwait(false);
            return records;
        }

        var owners = new (string Owner, ulong KeyId)[documents.Count];
        var known = new Dictionary<string, PersonKey?>();
        for (var i = 0; i < owners.Length; i++)
        {
            RequireReadable(type, documents[i]);
            owners[i] = Envelope.Read(type.Name, documents[i].Id, documents[i].Body.Span);
            known[owners[i].Owner] = null;
        }

        await keys.Find(known, cancel).ConfigureAwait(false);
        for (var i = 0; i < records.Length; i++)
        {
            var key = known[owners[i].Owner];
            records[i] = key is not null && key.Id == owners[i].KeyId
                ? Open(type, documents[i], key, key.Id)
                : await Decode(type, documents[i], cancel).ConfigureAwait(false);
        }

        return records;
    }

    public static void RequireId(RecordType type, string id)
    {
        if (id.Length is 0 or > Envelope.LongestId || !Ascii.IsValid(id))
            throw new ArgumentException($"\"{id}\" cannot be the id of a {type.Name}: 1–{Envelope.LongestId} ASCII characters.");
    }

    private ReadRecord Open(RecordType type, StoredDocument document, PersonKey? key, ulong keyId)
    {
        if (key is null || key.Id != keyId)
            return new ReadRecord(null, document.Version, keyId); // erased; the person may have a new key since
        var plain = ArrayPool<byte>.Shared.Rent(document.Body.Length);
        try
        {
            var length = Envelope.Open(key, type.Name, document.Id, document.Version, document.Body.Span, plain);
            return new ReadRecord(FromJson(type, document, plain.AsSpan(0, length)), document.Version, keyId);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    private Record FromJson(RecordType type, StoredDocument document, ReadOnlySpan<byte> json)
    {
        try
        {
            return type.Read(json, document.SchemaVersion, catalog.Json);
        }
        catch (JsonException broken)
        {
            throw new StoreUnreadableException($"{type.Name}/{document.Id} (schema {document.SchemaVersion}) cannot be read: {broken.Path ?? "not JSON"}.", broken);
        }
    }

    private void RequireReadable(RecordType type, StoredDocument document)
    {
        if (document.SchemaVersion > type.SchemaVersion)
            throw rollout.TooNew(type, document.SchemaVersion);
    }
}
