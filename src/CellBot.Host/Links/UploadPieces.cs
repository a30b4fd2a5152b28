using CellBot.Domain.Delivery;
using CellBot.Domain.Records;
using CellBot.Host.Turns;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Links;

/// <summary>
/// Puts the files of an upload together from their pieces. What was acknowledged is on disk: after a broken connection, a kill, or on another node the page asks how far each
/// file is and goes on there. The same piece twice, or one out of order, changes nothing.
/// </summary>
internal sealed class UploadPieces(Store store, UploadIntake intake)
{
    /// <summary>Bytes of one piece.</summary>
    public const int Largest = 512 << 10;

    /// <summary>Files begun by one link, those that were refused or taken off the page included.</summary>
    private const int MostBegun = 3 * UploadIntake.MostFiles;

    /// <summary>Whole files in memory at a time: each takes up to three times its size while it is judged.</summary>
    private static readonly SemaphoreSlim Judging = new(2);

    /// <summary>All files of a link that stand on its page, in the order in which they came.</summary>
    public async Task<IReadOnlyList<FileUpload>> Of(FileLink link, CancellationToken cancel) =>
        [.. (await store.Open(cancel).Find(FileUpload.ByLink, link.Id + "/")).Where(upload => !upload.IsDropped).OrderBy(upload => upload.Number)];

    /// <summary>Takes the piece that begins at <paramref name="offset"/>, if that is the next one; after the last one the file is judged.</summary>
    /// <param name="key">The page's name for the file.</param>
    /// <param name="size">Of the whole file, bytes.</param>
    /// <returns>The file as it is now; null: the link brings too many.</returns>
    public async Task<FileUpload?> Add(FileLink link, string key, string name, long size, long offset, ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        var session = store.Open(cancel);
        var id = FileUpload.IdOf(link.Id, key);
        var upload = await session.Get<FileUpload>(id);
        if (upload is null or { IsDropped: true })
        {
            var begun = await session.Find(FileUpload.ByLink, link.Id + "/");
            if (begun.Count >= MostBegun || begun.Count(other => !other.IsDropped && other.Verdict is UploadVerdict.Coming or UploadVerdict.Good) >= UploadIntake.MostFiles)
                return null;
            upload = new FileUpload(id) { LinkId = link.Id, Owner = ((IOwned)link).KeyOwner, Name = name, Size = size, Number = begun.Count, ExpiresAt = link.ExpiresAt, Verdict = AtOnce(size) };
            if (upload.Verdict is not UploadVerdict.Coming)
            {
                session.Put(upload);
                return await session.Commit() is CommitResult.Committed ? upload : await Read(id, cancel);
            }
        }

        if (upload.Verdict is not UploadVerdict.Coming)
            return upload;
        if (offset == upload.Received && piece.Length > 0 && offset + piece.Length <= upload.Size)
        {
            var written = await store.Attachments.Write(upload.Owner, new MemoryStream(piece.ToArray()), cancel);
            session.Put(upload with { Received = offset + piece.Length, Pieces = [.. upload.Pieces, written] });
            if (await session.Commit() is not CommitResult.Committed)
                await store.Attachments.Discard(written, cancel); // the same piece came twice at once
        }

        return await Whole(link, id, cancel) ?? upload;
    }

    /// <summary>Takes a file off the page. Its pieces are swept.</summary>
    public Task Drop(FileLink link, string key, CancellationToken cancel) => Commits.Settle(store, null, async session =>
    {
        if (await session.Get<FileUpload>(FileUpload.IdOf(link.Id, key)) is { } upload)
            session.Put(upload with { IsDropped = true, Pieces = [], Received = 0, File = null, Verdict = UploadVerdict.Coming });
    }, cancel);

    private static UploadVerdict AtOnce(long size) =>
        size == 0 ? UploadVerdict.Empty : size > (long)UploadIntake.MostMegabytes << 20 ? UploadVerdict.TooLarge : UploadVerdict.Coming;

    private async Task<FileUpload?> Read(string id, CancellationToken cancel) => await store.Open(cancel).Get<FileUpload>(id);

    /// <summary>Judges the file when all of it is here. Cut off by a kill, it is done when the page asks for the file's last piece again.</summary>
    private async Task<FileUpload?> Whole(FileLink link, string id, CancellationToken cancel)
    {
        await Judging.WaitAsync(cancel);
        try
        {
            if (await Read(id, cancel) is not { Verdict: UploadVerdict.Coming, IsDropped: false } upload || upload.Received < upload.Size)
                return await Read(id, cancel);
            var judged = await Join(upload, cancel) is { } whole ? await Judge(link, upload, whole, cancel) : upload with { Received = 0, Pieces = [] };
            await Commits.Settle(store, null, async session =>
            {
                if (await session.Get<FileUpload>(id) is { Verdict: UploadVerdict.Coming, IsDropped: false })
                    session.Put(judged);
            }, cancel);
            foreach (var piece in upload.Pieces)
                await store.Attachments.Discard(piece, cancel);
            return await Read(id, cancel);
        }
        finally
        {
            Judging.Release();
        }
    }

    private async Task<FileUpload> Judge(FileLink link, FileUpload upload, MemoryStream whole, CancellationToken cancel)
    {
        var (file, problem) = await intake.Keep(link, whole, upload.Name, cancel);
        return upload with
        {
            Pieces = [], File = file,
            Verdict = UploadEndpoint.VerdictOf(problem),
        };
    }

    /// <returns>Null: a piece is gone; the file has to come again.</returns>
    private async Task<MemoryStream?> Join(FileUpload upload, CancellationToken cancel)
    {
        var whole = new MemoryStream((int)upload.Size);
        foreach (var piece in upload.Pieces)
        {
            if (await store.Attachments.Read(piece, cancel) is not { } content)
                return null;
            await using (content)
                await content.CopyToAsync(whole, cancel);
        }

        return whole;
    }
}
