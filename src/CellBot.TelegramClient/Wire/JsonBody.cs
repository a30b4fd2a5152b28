using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;

namespace Telegram.Bot.Wire;

/// <summary>A request as JSON, written once into a lent buffer that goes back when the request is disposed.</summary>
internal sealed class JsonBody : HttpContent
{
    // Vietnamese letters go out as UTF-8: escaped they would be six bytes each. The body is never put in a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    private readonly PooledBuffer buffer;

    public JsonBody(object request)
    {
        buffer = Write(request);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>The request's JSON; the caller disposes the buffer.</summary>
    public static PooledBuffer Write(object request)
    {
        var buffer = new PooledBuffer(1024);
        try
        {
            if (writer is null)
                writer = new Utf8JsonWriter(buffer, Readable);
            else
                writer.Reset(buffer);
            JsonSerializer.Serialize(writer, request, JsonBotAPI.Options.GetTypeInfo(request.GetType()));
            writer.Flush();
            return buffer;
        }
        catch
        {
            writer = null; // it may have stopped half-way
            buffer.Dispose();
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(buffer.Memory).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(buffer.Memory, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = buffer.Memory.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            buffer.Dispose();
        base.Dispose(disposing);
    }
}
