using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CellBot.Domain.Records;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Testing.Releases;

/// <summary>What one release stored, in plain text: <c>records/TYPE.jsonl</c>, a record a line, and <c>conversations/DIALOG.jsonl</c>, a conversation a line.</summary>
public sealed class ReleaseData
{
    private static readonly JsonSerializerOptions Json = new RecordJson().Options;

    public Dictionary<string, StoredRecord> Records { get; } = [];

    public List<ReleaseScene> Scenes { get; } = [];

    public static ReleaseData Load(string folder)
    {
        var data = new ReleaseData();
        foreach (var line in Directory.GetFiles(Path.Combine(folder, "records"), "*.jsonl").Order().SelectMany(File.ReadLines))
        {
            var record = JsonSerializer.Deserialize<StoredRecord>(line, Json)!;
            data.Records.Add(record.Ref, record);
        }

        foreach (var line in Directory.GetFiles(Path.Combine(folder, "conversations"), "*.jsonl").Order().SelectMany(File.ReadLines))
            data.Scenes.Add(JsonSerializer.Deserialize<ReleaseScene>(line, Json)!);
        return data;
    }

    public void Save(string folder)
    {
        foreach (var part in (string[])["records", "conversations"])
        {
            if (Directory.Exists(Path.Combine(folder, part)))
                Directory.Delete(Path.Combine(folder, part), recursive: true);
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        foreach (var type in Records.Values.GroupBy(record => record.Type))
            File.WriteAllLines(Path.Combine(folder, "records", type.Key + ".jsonl"), type.OrderBy(record => record.Ref, StringComparer.Ordinal).Select(record => JsonSerializer.Serialize(record, Json)));
        foreach (var dialog in Scenes.GroupBy(scene => scene.Dialog))
            File.WriteAllLines(Path.Combine(folder, "conversations", dialog.Key + ".jsonl"), dialog.OrderBy(scene => scene.Question, StringComparer.Ordinal).ThenBy(scene => scene.At).Select(scene => JsonSerializer.Serialize(scene, Json)));
    }

    /// <summary>Keeps a record as this release writes it.</summary>
    public StoredRecord Add(Record record)
    {
        var type = RecordTypes.Catalog.Types.Single(type => type.ClrType == record.GetType());
        var json = JsonSerializer.SerializeToNode(record, record.GetType(), Json)!.AsObject();
        var stored = new StoredRecord(type.Name, $"{type.Name}/{record.Id}@{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToJsonString())))[..8]}", type.SchemaVersion, json);
        return Records.TryGetValue(stored.Ref, out var known) ? known : Records[stored.Ref] = stored;
    }
}

/// <param name="Ref">"TYPE/ID@" and a mark of what stands in it.</param>
/// <param name="Schema">The schema version it was written with.</param>
public sealed record StoredRecord(string Type, string Ref, int Schema, JsonObject Record)
{
    /// <summary>As the present release reads it; null for a type that it no longer has.</summary>
    public Record? Read() => RecordTypes.Catalog.Types.FirstOrDefault(type => type.Name == Type)?.Read(Encoding.UTF8.GetBytes(Record.ToJsonString()), Schema, RecordTypes.Catalog.Json);
}
