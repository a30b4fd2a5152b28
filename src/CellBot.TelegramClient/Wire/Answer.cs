using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace Telegram.Bot.Wire;

/// <summary>
/// Reads the API's envelope, <c>{ok, result}</c> or <c>{ok, error_code, description, parameters}</c>, in any order and with unknown members.
/// What is not that envelope (a proxy's page, half an answer) is a <see cref="RequestException"/> that keeps the HTTP status.
/// </summary>
internal static class Answer
{
    /// <summary>The result; anything else is thrown.</summary>
    public static T Read<T>(ReadOnlySpan<byte> body, HttpStatusCode status, string method, JsonTypeInfo<T> type)
    {
        var envelope = new Envelope();
        try
        {
            var reader = new Utf8JsonReader(body);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var later = default(Utf8JsonReader); // where the result stands, when it comes before ok
                T? result = default;
                var (seen, read) = (false, false);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (reader.ValueTextEquals("result"u8))
                    {
                        reader.Read();
                        later = reader;
                        (seen, read) = (true, envelope.Ok == true);
                        if (read)
                            result = JsonSerializer.Deserialize(ref reader, type);
                        else
                            reader.Skip();
                    }
                    else
                    {
                        envelope.ReadMember(ref reader);
                    }
                }

                if (seen && !read && envelope.Ok == true)
                    result = JsonSerializer.Deserialize(ref later, type);
                if (seen && result is not null && envelope.Ok == true)
                    return result;
            }
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            throw new RequestException($"{method}: the answer is not the Bot API's JSON (HTTP {(int)status})", status, unreadable);
        }

        throw envelope.Refusal(status) ?? new RequestException($"{method}: the answer lacks what the Bot API promises (HTTP {(int)status})", status);
    }

    /// <summary>Always throws: the refusal if the body holds one, or else that the body is no answer of the API.</summary>
    public static void Refuse(ReadOnlySpan<byte> body, HttpStatusCode status, string method)
    {
        Read(body, status, method, Shape<bool>.Info);
        throw new RequestException($"{method}: an unexpected answer (HTTP {(int)status})", status);
    }

    /// <summary>What System.Text.Json throws at a text that is not JSON, or not of the shape we read it as.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is JsonException or InvalidOperationException or NotSupportedException or FormatException or OverflowException;

    private struct Envelope
    {
        private int errorCode;
        private string? description;
        private ResponseParameters? parameters;

        public bool? Ok { get; private set; }

        public void ReadMember(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("ok"u8))
            {
                reader.Read();
                Ok = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("error_code"u8))
            {
                reader.Read();
                errorCode = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("description"u8))
            {
                reader.Read();
                description = reader.GetString();
            }
            else if (reader.ValueTextEquals("parameters"u8))
            {
                reader.Read();
                parameters = JsonSerializer.Deserialize(ref reader, Shape<ResponseParameters>.Info);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // Some servers leave error_code out; then the HTTP status is the code.
        public readonly ApiRequestException? Refusal(HttpStatusCode status) =>
            Ok == false && (errorCode != 0 || (int)status >= 400)
                ? new ApiRequestException(description ?? "The Bot API gave no reason", errorCode != 0 ? errorCode : (int)status, parameters)
                : null;
    }
}
