namespace Telegram.Bot.Serialization;

/// <summary>Writes where the file is: its id, its address, or the part of the multipart request that holds it. Never read.</summary>
internal sealed class InputFileConverter : JsonConverter<InputFile>
{
    public override bool CanConvert(Type typeToConvert) => typeof(InputFile).IsAssignableFrom(typeToConvert);

    public override InputFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Files to send are only written");

    public override void Write(Utf8JsonWriter writer, InputFile value, JsonSerializerOptions options) => writer.WriteStringValue(value switch
    {
        InputFileId file => file.Id,
        InputFileUrl file => file.Url.ToString(),
        InputFileStream file => $"attach://{file.Part}",
        _ => throw new NotSupportedException(value.GetType().Name),
    });
}
