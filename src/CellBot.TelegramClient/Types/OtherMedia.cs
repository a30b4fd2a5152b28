namespace Telegram.Bot.Types;

// What CellBot only recognises, to say that it cannot take it; a few of the package's members.

public sealed class Sticker : FileBase
{
    public string? Emoji { get; set; }
}

public sealed class Voice : FileBase
{
    /// <summary>In seconds.</summary>
    public int Duration { get; set; }
}

public sealed class Audio : FileBase
{
    /// <summary>In seconds.</summary>
    public int Duration { get; set; }
}

public sealed class Video : FileBase
{
    /// <summary>In seconds.</summary>
    public int Duration { get; set; }
}

public sealed class VideoNote : FileBase
{
    /// <summary>In seconds.</summary>
    public int Duration { get; set; }
}

/// <summary>A moving picture; its message holds the same file as a <see cref="Document"/>, too.</summary>
public sealed class Animation : FileBase
{
    /// <summary>In seconds.</summary>
    public int Duration { get; set; }
}
