using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CellBot.Testing.Telegram;

/// <summary>A file that came with a request.</summary>
internal sealed record Upload(string FileName, string MimeType, byte[] Bytes);

/// <summary>One call as it came: JSON, multipart, form or query, all read into the same shape.</summary>
internal sealed class FakeCall(string method, JsonDocument document, IReadOnlyDictionary<string, Upload> uploads) : IDisposable
{
    private static readonly Dictionary<string, Upload> NoUploads = [];

    public string Method => method;

    public JsonElement Parameters => document.RootElement;

    public IReadOnlyDictionary<string, Upload> Uploads => uploads;

    public static async Task<FakeCall> Read(string method, HttpRequest request, CancellationToken cancel)
    {
        if (request.HasFormContentType)
            return await ReadForm(method, request, cancel);
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
            return new FakeCall(method, await JsonDocument.ParseAsync(request.Body, default, cancel), NoUploads);
        return new FakeCall(method, Gather(method, request.Query.Select(pair => (pair.Key, pair.Value.ToString()))), NoUploads);
    }

    public void Dispose() => document.Dispose();

    public string? Text(string name) => Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A number, in quotes or not, as the real server takes it.</summary>
    public long? Number(string name)
    {
        if (!Parameters.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        return value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), out number) ? number : null;
    }

    public bool Flag(string name) => Parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public JsonElement? Object(string name) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value : null;

    private static async Task<FakeCall> ReadForm(string method, HttpRequest request, CancellationToken cancel)
    {
        if (MediaTypeHeaderValue.Parse(request.ContentType) is not { MediaType.Value: "multipart/form-data" } type)
        {
            var form = await request.ReadFormAsync(cancel);
            return new FakeCall(method, Gather(method, form.Select(pair => (pair.Key, pair.Value.ToString()))), NoUploads);
        }

        var fields = new List<(string, string)>();
        var uploads = new Dictionary<string, Upload>(StringComparer.Ordinal);
        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).Value!, request.Body);
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            var disposition = section.GetContentDispositionHeader() ?? throw new InvalidDataException("A part of the request has no name");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value!;
            using var bytes = new MemoryStream();
            await section.Body.CopyToAsync(bytes, cancel);
            if (disposition.FileName.HasValue)
                uploads[name] = new Upload(HeaderUtilities.RemoveQuotes(disposition.FileName).Value!, section.ContentType ?? "application/octet-stream", bytes.ToArray());
            else
                fields.Add((name, System.Text.Encoding.UTF8.GetString(bytes.ToArray())));
        }

        return new FakeCall(method, Gather(method, fields), uploads);
    }

    // Outside JSON every value is a text; the specification says which of them are more than that.
    private static JsonDocument Gather(string method, IEnumerable<(string Name, string Value)> fields)
    {
        var shape = BotApiSpec.Instance.Methods.GetValueOrDefault(method);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                json.WritePropertyName(name);
                var field = shape?.Fields.GetValueOrDefault(name);
                if (field?.Types is ["Boolean"] && bool.TryParse(value, out var flag)) // True, as .NET writes it, is good enough for the real server
                    json.WriteBooleanValue(flag);
                else if (field is not null && field.Types.Any(type => type is not ("String" or "InputFile")) && IsJson(value))
                    json.WriteRawValue(value);
                else
                    json.WriteStringValue(value);
            }

            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
