namespace Telegram.Bot.Serialization;

/// <summary>
/// Seconds since 1970 as UTC. 0 is "not known" and reads as <c>default</c>. Other servers of the API have sent nonsense (milliseconds, negative numbers,
/// text): a number outside the calendar reads as its nearest end, anything else as "not known", because one bad date must not cost the update.
/// </summary>
internal sealed class UnixDateTimeConverter : JsonConverter<DateTime>
{
    private static readonly long LastSecond = new DateTimeOffset(DateTime.MaxValue, TimeSpan.Zero).ToUnixTimeSeconds();

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return default;
        }

        var seconds = reader.TryGetInt64(out var whole) ? whole : reader.TryGetDouble(out var other) ? other : 0;
        return seconds switch
        {
            0 => default,
            < 0 => DateTime.UnixEpoch,
            _ when seconds > LastSecond => DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
            _ => DateTime.UnixEpoch.AddSeconds((long)seconds),
        };
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value == default ? 0 : (long)(value.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
}
