namespace CellBot.Storage.Engines.Embedded;

/// <summary>Attachments as files in one folder, each named by its id. A file cut short by a crash is named by no document, and swept.</summary>
internal sealed class FileFolder(string folder, TimeProvider clock)
{
    public async Task Put(string id, Stream content, CancellationToken cancel)
    {
        var path = PathOf(id);
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
        ? new DirectoryInfo(folder).EnumerateFiles().Select(file => new StoredFile(file.Name, new DateTimeOffset(file.LastWriteTimeUtc)))
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
