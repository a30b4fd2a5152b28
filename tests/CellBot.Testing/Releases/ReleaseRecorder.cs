using System.Text.RegularExpressions;
using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Domain.Records;
using CellBot.Host.Clock;
using CellBot.Storage;
using CellBot.Storage.Records;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Releases;

/// <summary>
/// Watches every <see cref="Town"/> of a test run while <c>CELLBOT_RECORD_RELEASE</c> names a folder, and leaves there what a later release must be able to read
/// and resume: for each question of each dialog the conversations with most answers, and records of every type.
/// </summary>
internal sealed partial class ReleaseRecorder(string folder)
{
    private const int ScenesPerQuestion = 2;
    private const int RecordsPerType = 3;

    private readonly Lock one = new();
    private readonly Dictionary<string, List<(ReleaseScene Scene, IReadOnlyCollection<Record> Read)>> scenes = [];
    private readonly Dictionary<string, List<(int Length, Record Record)>> records = [];
    private bool isNew;

    /// <summary>Null in an ordinary run.</summary>
    public static ReleaseRecorder? Running { get; } = Environment.GetEnvironmentVariable("CELLBOT_RECORD_RELEASE") is { Length: > 0 } folder ? new(folder) : null;

    /// <summary>After a turn, before its commit.</summary>
    public async Task Saw(Incoming update, Chat? before, ReadingDesk desk)
    {
        if (before?.Active is not { OpenKey: { } question } active || await desk.Get<Chat>(before.Id) is not { } after)
            return;
        var now = ReleaseScene.Find(after, active.RunId);
        var open = ReleaseScene.OpenIn(after, now);
        var isAnswered = now is null || (open != question && open != ReleaseScene.Aside) || now.Answers.Any(given => given.Key == question && !given.Suggested) || (now.OpenKey == question && now.Partial?.Length > (active.Partial?.Length ?? 0));
        if (!isAnswered || update.Text is { } text && (GlobalWords.IsCancel(text) || GlobalWords.IsBack(text, text)) || update.Problem is not null || update.Kind is not IncomingKind.Message)
            return;
        var scene = new ReleaseScene(active.Dialog, question, before.Id, update.ReceivedAt, SceneMessage.Of(update), [], now?.Answers ?? [], open);
        lock (one)
        {
            var name = Ordinal().Replace(scene.Name, "#");
            if (!scenes.TryGetValue(name, out var kept))
                scenes.Add(name, kept = []);
            var rival = kept.FindIndex(other => other.Scene.Message.Kind == scene.Message.Kind);
            if (rival < 0 && kept.Count < ScenesPerQuestion)
                kept.Add((scene, desk.Read));
            else if (rival >= 0 && Weight(kept[rival].Scene, kept[rival].Read) < Weight(scene, desk.Read))
                kept[rival] = (scene, desk.Read);
            else
                return;
            isNew = true;
        }
    }

    /// <summary>At the end of a town.</summary>
    public async Task Saw(Store store)
    {
        await new AuditSealing(store).Run(CancellationToken.None);
        foreach (var type in RecordTypes.Catalog.Types)
            await (Task)typeof(ReleaseRecorder).GetMethod(nameof(SawAll))!.MakeGenericMethod(type.ClrType).Invoke(this, [store, type])!;
        Save();
    }

    public async Task SawAll<T>(Store store, RecordType type) where T : Record
    {
        await foreach (var record in store.All<T>())
        {
            var length = System.Text.Json.JsonSerializer.Serialize(record, new RecordJson().Options).Length;
            lock (one)
            {
                if (!records.TryGetValue(type.Name, out var kept))
                    records.Add(type.Name, kept = []);
                if (length > 3000 || kept.Any(other => other.Length == length) || kept.Count == RecordsPerType && kept.Min(other => other.Length) >= length)
                    continue;
                if (kept.Count == RecordsPerType)
                    kept.Remove(kept.MinBy(other => other.Length));
                kept.Add((length, record));
                isNew = true;
            }
        }
    }

    private void Save()
    {
        lock (one)
        {
            if (!isNew)
                return;
            isNew = false;
            var data = new ReleaseData();
            foreach (var (_, record) in records.Values.SelectMany(kept => kept))
                data.Add(record);
            foreach (var (scene, read) in scenes.Values.SelectMany(kept => kept))
                data.Scenes.Add(scene with { Records = [.. read.Select(record => data.Add(record).Ref).Order(StringComparer.Ordinal)] });
            data.Save(folder);
        }
    }

    /// <summary>Many answers are worth most; among equals what rests on least.</summary>
    private static int Weight(ReleaseScene scene, IReadOnlyCollection<Record> read) => scene.Answers.Count * 1000 - read.Count;

    [GeneratedRegex(@"\d+")]
    private static partial Regex Ordinal();
}
