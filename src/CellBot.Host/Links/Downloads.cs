using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Clock;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Links;

/// <summary>
/// <c>/d/{token}</c>: GET shows a button, and only pressing it (POST) fetches the file and kills the link. So neither the preview that a chat program makes of a link, nor a
/// scanner, uses it up.
/// </summary>
internal static class Downloads
{
    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet("/d/{token}", async (string token, FileLinks links, HttpContext context) =>
        {
            LinkPage.Guard(context.Response);
            return await links.Find(LinkPurpose.Download, token, context.RequestAborted) is { } link
                ? LinkPage.Show(TitleOf(link), LinkPage.Words.Say("page.fetch"), LinkPage.Words.Say("page.fetchButton"))
                : Gone();
        }).RequireRateLimiting(LinkLimits.Policy);
        app.MapPost("/d/{token}", Fetch).RequireRateLimiting(LinkLimits.Policy);
    }

    private static IResult Gone() => LinkPage.Show(LinkPage.Words.Say("page.goneTitle"), LinkPage.Words.Say("page.gone"), status: 404);

    private static async Task Fetch(string token, FileLinks links, Store store, CellClock clock, HttpContext context)
    {
        LinkPage.Guard(context.Response);
        var cancel = context.RequestAborted;
        if (await links.Find(LinkPurpose.Download, token, cancel) is not { } link || !await Claim(store, link, clock.Now) || await Open(store, link, cancel) is not { } content)
        {
            await Gone().ExecuteAsync(context);
            return;
        }

        await using (content)
        {
            try
            {
                await Send(link, content, context.Response, cancel);
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException)
            {
                await GiveBack(store, link); // the connection broke: nobody has the file, so the link still stands
                context.Abort();
            }
        }
    }

    private static async ValueTask<Stream?> Open(Store store, FileLink link, CancellationToken cancel) =>
        link.Enclosed is { } enclosed ? new MemoryStream(System.Text.Encoding.UTF8.GetBytes(enclosed.Text)) : link.File is { } file ? await store.Attachments.Read(file.FileId, cancel) : null;

    private static async Task Send(FileLink link, Stream content, HttpResponse response, CancellationToken cancel)
    {
        var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        var all = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        var isPhoto = link.File?.Kind is AttachmentKind.Photo;
        response.ContentType = isPhoto ? PictureType(all.Span) : link.Enclosed?.MediaType ?? "application/octet-stream";
        response.Headers.ContentDisposition = isPhoto ? "inline" : $"attachment; filename*=UTF-8''{Uri.EscapeDataString(link.Enclosed?.FileName ?? link.File?.FileName ?? "tep")}";
        response.ContentLength = all.Length;
        await response.Body.WriteAsync(all, cancel);
        await response.CompleteAsync();
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>One of several who press at once.</summary>
    private static async Task<bool> Claim(Store store, FileLink link, DateTimeOffset now)
    {
        var session = store.Open();
        if (await session.Get<FileLink>(link.Id) is not { } fresh || !fresh.WorksAt(now))
            return false;
        session.Put(fresh with { UsedAt = now });
        return await session.Commit() is CommitResult.Committed;
    }

    private static async Task GiveBack(Store store, FileLink link)
    {
        var session = store.Open();
        if (await session.Get<FileLink>(link.Id) is { } used)
        {
            session.Put(used with { UsedAt = null });
            await session.Commit();
        }
    }

    private static string TitleOf(FileLink link) => link.Enclosed?.FileName ?? (link.File is { Kind: AttachmentKind.Photo } ? LinkPage.Words.Say("page.fetchPhoto") : link.File?.FileName ?? LinkPage.Words.Say("page.fetchFile"));

    // The three kinds that FileJudge lets in.
    private static string PictureType(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? "image/jpeg" : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50]) ? "image/png" : "image/webp";
}
