using System.Collections.Frozen;
using CellBot.Storage.Records;

namespace CellBot.Host.Web;

/// <summary>Files of the pages themselves, and what people sent.</summary>
internal static class WebFiles
{
    private static readonly FrozenDictionary<string, string> Assets = new Dictionary<string, string>
    {
        ["chat.css"] = "text/css; charset=utf-8", ["chat.js"] = "text/javascript; charset=utf-8", ["icon.svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    public static IResult Asset(string name) =>
        Assets.TryGetValue(name, out var type) ? Results.Stream(typeof(WebFiles).Assembly.GetManifestResourceStream("web/" + name)!, type) : Results.NotFound();

    /// <summary>A picture is shown; anything else is only offered for download, whatever it calls itself.</summary>
    public static async Task<IResult> Sent(string id, Store store, HttpResponse answer, CancellationToken cancel)
    {
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower) || await store.Attachments.Read(id, cancel) is not { } file) return Results.NotFound();
        await using (file)
        {
            var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancel);
            var content = bytes.ToArray();
            if (PictureType(content) is { } picture) return Results.Bytes(content, picture);
            answer.Headers.ContentDisposition = "attachment"; // its name stands at the link
            return Results.Bytes(content, "application/octet-stream");
        }
    }

    private static string? PictureType(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "image/png"
        : content.StartsWith("RIFF"u8) ? "image/webp" : null;
}
