using Telegram.Bot.Wire;

namespace Telegram.Bot.Serialization;

/// <summary>
/// A batch of updates, each read by itself. One that cannot be read comes out with its id alone (type Unknown): it can be acknowledged, and does not hold up
/// every update behind it for ever.
/// </summary>
internal sealed class UpdatesConverter : JsonConverter<Update[]>
{
    public override Update[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Updates should be a list");

        var updates = new List<Update>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            updates.Add(ReadOne(ref reader));
        return updates.Count == 0 ? [] : [.. updates];
    }

    public override void Write(Utf8JsonWriter writer, Update[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Updates are only read");

    private static Update ReadOne(ref Utf8JsonReader reader)
    {
        var start = reader;
        try
        {
            return JsonSerializer.Deserialize(ref reader, Shape<Update>.Info) ?? new Update();
        }
        catch (Exception unreadable) when (Answer.IsUnreadable(unreadable))
        {
            reader = start;
            reader.Skip();
            return JsonSerializer.Deserialize(ref start, Shape<UpdateIdOnly>.Info)!.ToUpdate();
        }
    }
}

/// <summary>What is left of an update that cannot be read.</summary>
internal sealed record UpdateIdOnly(int UpdateId)
{
    public Update ToUpdate() => new() { Id = UpdateId };
}
