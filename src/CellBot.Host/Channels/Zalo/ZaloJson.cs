using System.Text.Json;
using System.Text.Json.Serialization;

namespace CellBot.Host.Channels.Zalo;

internal sealed record ZaloText(string ChatId, string Text);

internal sealed record ZaloWebhookRequest(string Url, string SecretToken);

/// <param name="Timeout">Seconds; the documents give a string.</param>
internal sealed record ZaloPollRequest(string Timeout);

internal sealed record ZaloNothing;

/// <param name="MessageId">A string in all that was seen; a number is read as well.</param>
internal sealed record ZaloSent([property: JsonConverter(typeof(TextOrNumber))] string? MessageId);

internal sealed record ZaloBotName(string? AccountName);

internal sealed record ZaloWebhookPlace(string? Url);

/// <summary>What every method answers; errors come with HTTP 200 as well, so only <see cref="Ok"/> counts.</summary>
/// <param name="ErrorCodeOther">The same under another spelling that was seen.</param>
internal sealed record ZaloEnvelope(bool? Ok, JsonElement? Result, int? ErrorCode, [property: JsonPropertyName("errorCode")] int? ErrorCodeOther, string? Description);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ZaloText))]
[JsonSerializable(typeof(ZaloWebhookRequest))]
[JsonSerializable(typeof(ZaloPollRequest))]
[JsonSerializable(typeof(ZaloNothing))]
[JsonSerializable(typeof(ZaloSent))]
[JsonSerializable(typeof(ZaloBotName))]
[JsonSerializable(typeof(ZaloWebhookPlace))]
[JsonSerializable(typeof(ZaloEnvelope))]
[JsonSerializable(typeof(string))]
internal sealed partial class ZaloJson : JsonSerializerContext;

internal sealed class TextOrNumber : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
