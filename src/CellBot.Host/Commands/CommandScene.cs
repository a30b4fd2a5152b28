using CellBot.Storage.Backups;
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

    /// <summary>Writes a backup, checks it on the caller's disk, and only then gives it its name.</summary>
    /// <param name="write">Writes a whole backup.</param>
    public abstract Task WriteBackup(string path, Func<Stream, Task> write);
}

/// <summary>Files of this process.</summary>
internal sealed class LocalFiles : CommandFiles, IDisposable
{
    private BackupFile? arriving;

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

    public override async Task WriteBackup(string path, Func<Stream, Task> write)
    {
        using var file = BackupFile.Create(path);
        await write(file.Stream);
        file.Finish();
    }

    /// <summary>The host makes the backup, and it comes here piece by piece.</summary>
    /// <param name="isLast">All of it is here.</param>
    public void TakeBackup(string path, ReadOnlySpan<byte> piece, bool isLast)
    {
        arriving ??= BackupFile.Create(path);
        arriving.Stream.Write(piece);
        if (!isLast)
            return;
        arriving.Finish();
        Dispose();
    }

    public void Dispose()
    {
        arriving?.Dispose();
        arriving = null;
    }
}
