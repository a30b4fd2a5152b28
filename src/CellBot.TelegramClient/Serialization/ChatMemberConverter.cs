namespace Telegram.Bot.Serialization;

/// <summary>Chooses the kind of member by its <c>status</c>, wherever in the object that stands.</summary>
internal sealed class ChatMemberConverter : JsonConverter<ChatMember>
{
    public override ChatMember? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => StatusOf(reader) switch
    {
        "creator" => JsonSerializer.Deserialize(ref reader, Shape<ChatMemberOwner>.Info),
        "administrator" => JsonSerializer.Deserialize(ref reader, Shape<ChatMemberAdministrator>.Info),
        "member" => JsonSerializer.Deserialize(ref reader, Shape<ChatMemberMember>.Info),
        "restricted" => JsonSerializer.Deserialize(ref reader, Shape<ChatMemberRestricted>.Info),
        "left" => JsonSerializer.Deserialize(ref reader, Shape<ChatMemberLeft>.Info),
        "kicked" => JsonSerializer.Deserialize(ref reader, Shape<ChatMemberBanned>.Info),
        _ => JsonSerializer.Deserialize(ref reader, Shape<ChatMemberUnknown>.Info),
    };

    public override void Write(Utf8JsonWriter writer, ChatMember value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Members of a chat are only read");

    private static string? StatusOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("status"u8);
            reader.Read();
            if (found)
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }
}
