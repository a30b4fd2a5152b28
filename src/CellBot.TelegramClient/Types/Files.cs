namespace Telegram.Bot.Types;

/// <summary>One size of a picture, in pixels.</summary>
public sealed class PhotoSize : FileBase
{
    public int Width { get; set; }

    public int Height { get; set; }
}

/// <summary>A file as its sender named it. Name and type are the sender's words: judge the bytes.</summary>
public sealed class Document : FileBase
{
    public PhotoSize? Thumbnail { get; set; }

    public string? FileName { get; set; }

    public string? MimeType { get; set; }
}

/// <summary>A file ready for download, 20 MB at most; its path is good for at least an hour.</summary>
public sealed class TGFile : FileBase
{
    public string? FilePath { get; set; }
}
