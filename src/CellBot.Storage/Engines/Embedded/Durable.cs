using System.Runtime.InteropServices;

namespace CellBot.Storage.Engines.Embedded;

/// <summary>Flushing to disk what .NET has no call for.</summary>
internal static partial class Durable
{
    /// <summary>Flushes a directory, so that the files made in it are still there after a power cut. Windows does so by itself.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Open(path, 0);
        if (directory < 0)
            throw new StoreWriteException($"The directory {path} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Sync(directory) != 0)
                throw new StoreWriteException($"The directory {path} cannot be flushed to disk (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Close(directory);
        }
    }

    public static void SyncFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
}
