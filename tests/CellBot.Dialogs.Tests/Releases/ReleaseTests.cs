using System.Text.Json;
using System.Text.Json.Nodes;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Records;
using CellBot.Storage;
using CellBot.Storage.Records;
using CellBot.Testing.Releases;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Releases;

/// <summary>What every earlier release stored: each record is read without losing anything, each conversation goes on where it stood.</summary>
public sealed class ReleaseTests
{
    /// <summary>Record types that no release has stored yet. A type that is in here, too, when a release is made, is no longer new.</summary>
    private static readonly string[] NewTypes = ["action_item", "command_menu", "commendation", "erasure_request", "badge_round", "month_ticks", "retention_round", "file_link", "file_upload", "four_good_scorecard", "handover", "minutes", "monthly_count", "paper_order", "period_report", "remediation_plan", "resolution", "webhook_mark", "channel_backlog", "materials_read", "opinion", "opinion_call"];

    /// <summary>
    /// Where this release deliberately goes on otherwise: "release dialog/question", the question that was open after the message, → the one that is open now, each with its reason.
    /// A question that was renamed, put in or taken out is named here, so that none changes unseen.
    /// </summary>
    private static readonly Dictionary<string, string?> Otherwise = new()
    {
        ["0.1 reflection/mode-here"] = "pages", // documents come by a link now where the chat does not carry them
    };

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Releases");

    private static readonly string[] Names = [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Releases => [.. Names];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_record_of_an_earlier_release_is_read_whole(string release)
    {
        foreach (var stored in ReleaseData.Load(Path.Combine(Folder, release)).Records.Values)
        {
            if (RecordTypes.Catalog.Types.FirstOrDefault(type => type.Name == stored.Type) is not { } type)
                continue; // given up since
            var record = stored.Read();
            Assert.NotNull(record);
            if (stored.Schema == type.SchemaVersion)
                RequireKept(stored.Record, JsonSerializer.SerializeToNode(record, record.GetType(), new RecordJson().Options)!, stored.Ref);
        }
    }

    [Fact]
    public void Every_record_type_has_records_of_an_earlier_release()
    {
        var stored = Names.SelectMany(release => ReleaseData.Load(Path.Combine(Folder, release)).Records.Values).Select(record => record.Type).ToHashSet();
        foreach (var type in RecordTypes.Catalog.Types)
            Assert.True(stored.Contains(type.Name) || NewTypes.Contains(type.Name), $"No release has stored a \"{type.Name}\": name it in NewTypes (CONTRIBUTING.md, \"When a release is made\").");
        Assert.Empty(NewTypes.Except(RecordTypes.Catalog.Types.Select(type => type.Name)));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Every_conversation_of_an_earlier_release_goes_on(string release)
    {
        var data = ReleaseData.Load(Path.Combine(Folder, release));
        Assert.True(data.Scenes.Count > 100, "Recorded from too few conversations.");
        var wrong = new List<string>();
        foreach (var scene in data.Scenes)
            if (await WhyNot(release, scene, data) is { } reason)
                wrong.Add($"{scene.Name} at {scene.At:yyyy-MM-dd HH:mm}: {reason}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {data.Scenes.Count} conversations do not go on as they did:\n{string.Join('\n', wrong)}");
    }

    private static async Task<string?> WhyNot(string release, ReleaseScene scene, ReleaseData data)
    {
        await using var town = await Town.Start(scene.At);
        await town.Write(desk =>
        {
            foreach (var reference in scene.Records)
                if (data.Records[reference].Read() is { } record)
                    typeof(IDesk).GetMethod(nameof(IDesk.Put))!.MakeGenericMethod(record.GetType()).Invoke(desk, [record]);
            return ValueTask.CompletedTask;
        });
        var before = (await town.Read<Chat>(scene.Account))!.Active!;
        await town.Receive(scene.Message.Sent(scene.Account, scene.At));

        var chat = (await town.Read<Chat>(scene.Account))!;
        var now = ReleaseScene.Find(chat, before.RunId);
        var open = ReleaseScene.OpenIn(chat, now);
        var reply = town.Messages.FindLast(message => message.Account == scene.Account)?.Text;
        var then = Otherwise.GetValueOrDefault($"{release} {scene.Dialog}/{scene.Then}", scene.Then);
        if (open != then)
            return $"“{open ?? "the end"}” is open after the message, not “{then ?? "the end"}”. It said: {reply}";
        foreach (var given in now is null ? [] : scene.Answers)
            if (!now!.Answers.Any(kept => kept.Value == given.Value && kept.Suggested == given.Suggested))
                return $"the answer to “{given.Key}” is lost";
        return null;
    }

    /// <summary>Everything that was stored is still there; more may be.</summary>
    private static void RequireKept(JsonNode? was, JsonNode? now, string where)
    {
        switch (was)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    RequireKept(value, now is JsonObject there ? there[name] : null, $"{where}.{name}");
                break;
            case JsonArray items:
                Assert.True(now is JsonArray same && same.Count == items.Count, $"{where} has another length.");
                for (var i = 0; i < items.Count; i++)
                    RequireKept(items[i], now[i], $"{where}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(was, now), $"{where} was {was?.ToJsonString() ?? "null"} and is {now?.ToJsonString() ?? "gone"}.");
                break;
        }
    }
}
