using System.Collections.Concurrent;

namespace CellBot.Storage.Engines.Embedded;

/// <summary>Attachments as files in one folder, each named by its id. A file cut short by a crash is named by no document, and swept.</summary>
internal sealed class FileFolder(string folder, TimeProvider clock)
{
    /// <summary>Until it has the time of the store's clock, a file shows the machine's, which may lie days behind: it is not one to be swept.</summary>
    private readonly ConcurrentDictionary<string, bool> beingWritten = new(StringComparer.Ordinal);

    public async Task Put(string id, Stream content, CancellationToken cancel)
    {
        var path = PathOf(id);
        beingWritten[id] = true;
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                Durable.SyncDirectory(Path.GetDirectoryName(folder)!);
            }

            await Write(path, content, cancel).ConfigureAwait(false);
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            Durable.SyncDirectory(folder);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StoreWriteException($"The attachment {path} cannot be written: {refusal.Message}", refusal);
        }
        finally
        {
            beingWritten.TryRemove(id, out _);
        }
    }

    public Stream? Open(string id)
    {
        try
        {
            return new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Drop(string id)
    {
        if (Directory.Exists(folder))
            File.Delete(PathOf(id));
    }

    public IEnumerable<StoredFile> All() => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles().Where(file => !beingWritten.ContainsKey(file.Name))
            .Select(file => new StoredFile(file.Name, new DateTimeOffset(File.GetLastWriteTimeUtc(file.FullName)))) // not as it was when the folder was opened
        : [];

    private static async Task Write(string path, Stream content, CancellationToken cancel)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        try
        {
            await using (file.ConfigureAwait(false))
            {
                await content.CopyToAsync(file, cancel).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
        }
        catch
        {
            File.Delete(path); // gives back the room it took on a full disk
            throw;
        }
    }

    private string PathOf(string id) => Path.Combine(folder, FileIds.Require(id));
}
