namespace CellBot.Storage.Engines.Embedded;

/// <summary>
/// Holds <c>name.lock</c> beside an embedded database, so that a second process is refused. It is an operating system's lock on an open file: gone with its
/// process however that ends. The file itself stays; deleting it would let two processes lock two different files.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    public static StoreLock Take(string databasePath)
    {
        var path = Path.ChangeExtension(databasePath, ".lock");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refusal) when (IsHeld(refusal))
        {
            throw new StoreInUseException($"{databasePath} is open in another CellBot process. Stop that one first, or set Storage:Path to another file.", refusal);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StoreWriteException($"{path} cannot be written: {refusal.Message} Check that the directory exists and belongs to CellBot's user.", refusal);
        }
    }

    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK on Linux (11) and macOS (35); sharing and lock violations on Windows (32, 33).
    private static bool IsHeld(IOException refusal) => OperatingSystem.IsWindows()
        ? (refusal.HResult & 0xFFFF) is 32 or 33
        : refusal.HResult is 11 or 35;
}
