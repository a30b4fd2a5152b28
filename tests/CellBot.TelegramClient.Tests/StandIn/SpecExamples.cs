using System.Text.Json.Nodes;
using CellBot.Testing.Telegram;

namespace CellBot.TelegramClient.Tests.StandIn;

/// <summary>Objects made from the specification: every field there, as deep as makes sense, with or without things that no specification names yet.</summary>
internal sealed class SpecExamples(bool fromTheFuture)
{
    private const int Deep = 4;

    private static readonly Dictionary<string, string> KnownWords = new()
    {
        ["Chat.type"] = "private", ["MessageEntity.type"] = "bold", ["InlineKeyboardButton.style"] = "primary",
    };

    public JsonNode Of(string type, int depth = 0)
    {
        if (type.StartsWith("Array of ", StringComparison.Ordinal))
            return new JsonArray(Of(type["Array of ".Length..], depth));
        switch (type)
        {
            case "String":
                return "chữ";
            case "Integer" or "Float":
                return 1_700_000_000;
            case "Boolean":
                return true;
        }

        var shape = BotApiSpec.Instance.Types[type];
        if (shape.Subtypes.Count > 0)
            return Of(shape.Subtypes[0], depth);
        var example = new JsonObject();
        if (depth > 2 * Deep)
            return example;
        // The discriminator last: a reader may not count on its place.
        foreach (var field in shape.Fields.Values.OrderBy(field => field.Literal is not null))
        {
            if (depth < Deep || field.Required)
                example[field.Name] = Value(type, field, depth);
        }

        if (fromTheFuture)
        {
            example["field_of_2030"] = new JsonObject { ["nested"] = new JsonArray(1, "hai", false) };
            example["another"] = null;
        }

        return example;
    }

    private JsonNode Value(string type, SpecField field, int depth)
    {
        if (field.Types is ["String"] && (field.Literal ?? KnownWords.GetValueOrDefault($"{type}.{field.Name}")) is { } word)
            return fromTheFuture ? "word_of_2030" : word;
        return field.Name == "allowed_updates" ? new JsonArray(fromTheFuture ? "word_of_2030" : "message") : Of(field.Types[0], depth + 1);
    }
}
