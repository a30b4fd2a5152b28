using System.Diagnostics.CodeAnalysis;

namespace Telegram.Bot.Types;

/// <summary>A file to send: bytes, one already on the server, or an address the server fetches itself.</summary>
[JsonConverter(typeof(InputFileConverter))]
public abstract class InputFile
{
    [JsonIgnore]
    public abstract FileType FileType { get; }

    public static implicit operator InputFile(Stream stream) => FromStream(stream);

    [return: NotNullIfNotNull(nameof(urlOrFileId))]
    public static implicit operator InputFile?(string? urlOrFileId) => urlOrFileId is null ? null : FromString(urlOrFileId);

    public static implicit operator InputFile(FileBase file) => FromFileId(file.FileId);

    public static InputFile FromString(string urlOrFileId) =>
        Uri.TryCreate(urlOrFileId, UriKind.Absolute, out var url) ? FromUri(url) : FromFileId(urlOrFileId);

    public static InputFileStream FromStream(Stream stream, string? fileName = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(stream, fileName ?? Path.GetFileName((stream as FileStream)?.Name));
    }

    public static InputFileUrl FromUri(Uri url) => new(url);

    public static InputFileUrl FromUri(string url) => new(url);

    public static InputFileId FromFileId(string fileId) => new(fileId);
}

/// <summary>A file the server has: the id it gave this bot.</summary>
[JsonConverter(typeof(InputFileConverter))]
public sealed class InputFileId : InputFile
{
    public InputFileId()
    {
    }

    [SetsRequiredMembers]
    public InputFileId(string id) => Id = id;

    public override FileType FileType => FileType.Id;

    public required string Id { get; set; }
}

/// <summary>Bytes to upload, read once from where the stream stands; sending disposes the stream.</summary>
[JsonConverter(typeof(InputFileConverter))]
public sealed class InputFileStream : InputFile
{
    public InputFileStream()
    {
    }

    [SetsRequiredMembers]
    public InputFileStream(Stream content, string? fileName = default) => (Content, FileName) = (content, fileName);

    public override FileType FileType => FileType.Stream;

    public required Stream Content { get; set; }

    public string? FileName { get; }

    /// <summary>The part of the multipart request that holds the bytes; set while a request is written.</summary>
    internal string? Part { get; set; }

    public static implicit operator InputFileStream(Stream stream) => new(stream);
}

/// <summary>A public address the server fetches.</summary>
[JsonConverter(typeof(InputFileConverter))]
public sealed class InputFileUrl : InputFile
{
    public InputFileUrl()
    {
    }

    [SetsRequiredMembers]
    public InputFileUrl(string url) => Url = new(url);

    [SetsRequiredMembers]
    public InputFileUrl(Uri uri) => Url = uri;

    public override FileType FileType => FileType.Url;

    public required Uri Url { get; set; }
}
