namespace Telegram.Bot.Types;

/// <summary>A file on the server.</summary>
public abstract class FileBase
{
    /// <summary>For downloading and sending again; good for this bot only.</summary>
    public string FileId { get; set; } = default!;

    /// <summary>The same over time and for all bots; no good for downloading.</summary>
    public string FileUniqueId { get; set; } = default!;

    /// <summary>In bytes.</summary>
    public long? FileSize { get; set; }
}
