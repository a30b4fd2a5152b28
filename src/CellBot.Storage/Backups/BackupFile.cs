using CellBot.Storage.Engines.Embedded;

namespace CellBot.Storage.Backups;

/// <summary>
/// A backup on its way to disk: written under another name, flushed, read again from beginning to end, and only then given its own name. Readable by its owner
/// only. Disposed before it is finished, it leaves nothing.
/// </summary>
public sealed class BackupFile : IDisposable
{
    /// <summary>What is added to the name until it is whole.</summary>
    public const string Unfinished = ".part";

    private readonly string _path;
    private readonly FileStream _file;

    private BackupFile(string path, FileStream file) => (_path, _file) = (path, file);

    public Stream Stream => _file;

    /// <exception cref="StoreWriteException">There is such a file already, or it cannot be written.</exception>
    public static BackupFile Create(string path)
    {
        path = Path.GetFullPath(path);
        RequireNew(path);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            File.Delete(path + Unfinished); // of a backup that was killed; the mode is given to new files only
            return new BackupFile(path, new FileStream(path + Unfinished, options));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, refusal);
        }
    }

    /// <exception cref="StoreWriteException">There is such a file already.</exception>
    public static void RequireNew(string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
            throw new StoreWriteException($"{path} exists already; a backup never overwrites. Give another name.");
    }

    /// <summary>Whatever is written to <see cref="Stream"/> is a whole backup: checks it, and gives it its name.</summary>
    /// <exception cref="BackupUnreadableException">What is on disk is not what was written.</exception>
    public void Finish()
    {
        try
        {
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            using (var written = File.OpenRead(_path + Unfinished))
                Backup.Check(written, _path);
            RequireNew(_path);
            File.Move(_path + Unfinished, _path, overwrite: false);
            Durable.SyncDirectory(Path.GetDirectoryName(_path)!);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw Refused(_path, refusal);
        }
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // The rest of its buffer does not fit on the disk.
        }

        File.Delete(_path + Unfinished);
    }

    private static StoreWriteException Refused(string path, Exception refusal) => new($"The backup {path} cannot be written: {refusal.Message}", refusal);
}
