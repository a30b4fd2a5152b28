using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CellBot.Domain.Conversations;
using CellBot.Host;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.EndToEnd.Upgrades;

/// <summary>
/// The program as its next release may be: a stored conversation calls its answers "given" and its open question "asked". It reads the present shape and writes it as long
/// as a node of the present release lives.
/// </summary>
internal static class NextRelease
{
    /// <summary>Set in the environment: the program of the tests is the next release.</summary>
    public const string Variable = "CELLBOT_TEST_NEXT_RELEASE";

    public const int ChatSchema = 2;

    private static readonly (string Before, string After)[] Renamed = [("answers", "given"), ("openKey", "asked")];

    public static RecordCatalog Records { get; } = new(
        [
            .. RecordTypes.Catalog.Types.Where(type => type.Name != "chat"),
            new RecordType<Chat>("chat", ChatSchema, [], cached: true, upgrade: (chat, _) => Each(chat, (before, after) => (before, after)), downgrade: (chat, _) => Each(chat, (before, after) => (after, before))),
        ],
        new RecordJson(new DefaultJsonTypeInfoResolver { Modifiers = { Rename } }));

    /// <summary>Null: the present release.</summary>
    public static HostParts? FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? new HostParts { Records = Records } : null;

    private static void Rename(JsonTypeInfo type)
    {
        if (type.Type != typeof(Conversation))
            return;
        foreach (var property in type.Properties)
            property.Name = Renamed.Where(name => name.Before == property.Name).Select(name => name.After).SingleOrDefault(property.Name);
    }

    private static JsonObject Each(JsonObject chat, Func<string, string, (string From, string To)> way)
    {
        foreach (var conversation in (chat["parked"]?.AsArray() ?? []).Append(chat["active"]).OfType<JsonObject>())
            foreach (var (before, after) in Renamed)
            {
                var (from, to) = way(before, after);
                if (conversation.Remove(from, out var value))
                    conversation[to] = value;
            }

        return chat;
    }
}
