using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CellBot.Host.Channels.Zalo;

/// <summary>One event as Zalo delivers it, by webhook or by poll. Read generously: documents and real traffic differ in their names.</summary>
internal sealed partial record ZaloEvent(string Name)
{
    /// <summary>Stable however often the event comes.</summary>
    public required string Id { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    /// <summary>Null: Zalo does not say who (people under its special protection).</summary>
    public string? UserId { get; init; }
    public bool IsFromBot { get; init; }
    public string? ChatId { get; init; }
    public bool IsGroup { get; init; }
    public string? Text { get; init; }
    public string? Caption { get; init; }
    public string? PhotoUrl { get; init; }

    /// <summary>The events in a body: in an envelope or flat, one or a list of them.</summary>
    /// <returns>Null: the body is no JSON, or nothing that Zalo sends.</returns>
    public static IReadOnlyList<ZaloEvent>? ReadAll(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return ReadAll(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static IReadOnlyList<ZaloEvent>? ReadAll(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.Array => root.EnumerateArray().Select(ReadAll).Aggregate((IReadOnlyList<ZaloEvent>?)[], (all, some) => all is null || some is null ? null : [.. all, .. some]),
        JsonValueKind.Object when Member(root, "event_name") is { ValueKind: JsonValueKind.String } name => [Read(root, name.GetString()!)],
        JsonValueKind.Object when Member(root, "result") is { } result => ReadAll(result),
        JsonValueKind.Object when !root.EnumerateObject().Any() => [], // a probe
        _ => null,
    };

    private static ZaloEvent Read(JsonElement root, string name)
    {
        var message = Member(root, "message");
        var from = Member(message, "from");
        var chat = Member(message, "chat");
        return new ZaloEvent(name)
        {
            Id = IdOf(message, root),
            SentAt = Member(message, "date") is { } date && Number(date) is { } ms and > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            UserId = AsId(TextAt(from, "id")),
            IsFromBot = Member(from, "is_bot") is { ValueKind: JsonValueKind.True },
            ChatId = TextAt(chat, "id"),
            IsGroup = string.Equals(TextAt(chat, "chat_type"), "GROUP", StringComparison.OrdinalIgnoreCase),
            Text = TextAt(message, "text"),
            Caption = TextAt(message, "caption"),
            PhotoUrl = TextAt(message, "photo_url") ?? TextAt(message, "photo"),
        };
    }

    /// <summary>Zalo's id of the message; of an event without one, what it says.</summary>
    private static string IdOf(JsonElement? message, JsonElement root) =>
        TextAt(message, "message_id") is { Length: > 0 } id ? AsId(id) ?? Digest(id) : Digest(root.GetRawText());

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>As part of our own ids, which are split at "/".</summary>
    private static string? AsId(string? id) => id is { Length: > 0 and <= 64 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id : null;

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var member) ? member : null;

    private static string? TextAt(JsonElement? parent, string name) => Member(parent, name) switch
    {
        { ValueKind: JsonValueKind.String } text => Whole(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A phone can cut an emoji in two; the half that is left is no character, and the rest is still what somebody said.</summary>
    private static string? Whole(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return JsonSerializer.Deserialize(Surrogate().Replace(text.GetRawText(), escape => escape.Groups["pair"].Success ? escape.Value : "\\uFFFD"), ZaloJson.Default.String);
        }
    }

    [GeneratedRegex(@"(?<pair>\\uD[89AB][0-9A-F]{2}\\uD[C-F][0-9A-F]{2})|\\uD[89A-F][0-9A-F]{2}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Surrogate();

    private static long? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
