using System.Diagnostics.CodeAnalysis;

namespace Telegram.Bot.Types;

/// <summary>A part of an album: 2–10 parts, documents only with documents.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(InputMediaDocument), "document")]
[JsonDerivedType(typeof(InputMediaPhoto), "photo")]
public interface IAlbumInputMedia;

/// <summary>A file with its caption, 0–1024 characters.</summary>
public abstract class InputMedia
{
    [SetsRequiredMembers]
    protected InputMedia(InputFile media) => Media = media;

    protected InputMedia()
    {
    }

    [JsonIgnore]
    public abstract InputMediaType Type { get; }

    public required InputFile Media { get; set; }

    public string? Caption { get; set; }

    public ParseMode ParseMode { get; set; }

    public MessageEntity[]? CaptionEntities { get; set; }
}

public sealed class InputMediaDocument : InputMedia, IAlbumInputMedia
{
    [SetsRequiredMembers]
    public InputMediaDocument(InputFile media) : base(media)
    {
    }

    public InputMediaDocument()
    {
    }

    [JsonIgnore]
    public override InputMediaType Type => InputMediaType.Document;

    public bool DisableContentTypeDetection { get; set; }
}

public sealed class InputMediaPhoto : InputMedia, IAlbumInputMedia
{
    [SetsRequiredMembers]
    public InputMediaPhoto(InputFile media) : base(media)
    {
    }

    public InputMediaPhoto()
    {
    }

    [JsonIgnore]
    public override InputMediaType Type => InputMediaType.Photo;

    public bool HasSpoiler { get; set; }
}
