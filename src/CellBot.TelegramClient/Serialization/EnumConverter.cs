using System.Reflection;

namespace Telegram.Bot.Serialization;

/// <summary>An enum as the API's word for it, snake case unless the member names another. A word that is not known reads as 0.</summary>
internal sealed class EnumConverter<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
{
    private static readonly (TEnum Value, JsonEncodedText Encoded)[] Words = [.. Enum.GetValues<TEnum>().Select(Word)];

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var word in Words)
            {
                if (reader.ValueTextEquals(word.Encoded.EncodedUtf8Bytes))
                    return word.Value;
            }
        }

        reader.Skip();
        return default;
    }

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        foreach (var word in Words)
        {
            if (EqualityComparer<TEnum>.Default.Equals(word.Value, value))
            {
                writer.WriteStringValue(word.Encoded);
                return;
            }
        }

        throw new JsonException($"{typeof(TEnum).Name} has no word for {value}");
    }

    private static (TEnum, JsonEncodedText) Word(TEnum value)
    {
        var member = typeof(TEnum).GetField(value.ToString())!;
        var name = member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        return (value, JsonEncodedText.Encode(name));
    }
}
