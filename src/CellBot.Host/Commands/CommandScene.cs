using CellBot.Storage.Records;

namespace CellBot.Host.Commands;

/// <summary>What a command works with, in the running host or in a process of its own.</summary>
/// <param name="BotName">Name of the Telegram bot without @; null where none is configured or it cannot be asked now.</param>
internal sealed record CommandScene(Store Store, TimeProvider Clock, CommandFiles Files, TextWriter Output, TextWriter Error, Func<CancellationToken, Task<string?>> BotName);

/// <summary>The files of a command are the caller's: the host that runs it may live in another directory, as another user.</summary>
internal abstract class CommandFiles
{
    /// <summary>The content of an input file, as it was named on the command line.</summary>
    public abstract ReadOnlyMemory<byte> Read(string path);

    /// <summary>Writes a file that only its owner may read.</summary>
    public abstract Task Write(string path, ReadOnlyMemory<byte> content);
}

/// <summary>Files of this process.</summary>
internal sealed class LocalFiles : CommandFiles
{
    public override ReadOnlyMemory<byte> Read(string path) => File.ReadAllBytes(path);

    public override async Task Write(string path, ReadOnlyMemory<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path); // the mode is given to new files only
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var file = new FileStream(path, options);
        await file.WriteAsync(content);
    }
}
