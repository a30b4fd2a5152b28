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
    private const string Gone = "Liên kết này đã được dùng hoặc đã hết hạn. Xin nhắn cho trợ lý để xin liên kết mới.";

    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet("/d/{token}", async (string token, FileLinks links, HttpContext context) =>
        {
            LinkPage.Guard(context.Response);
            return await links.Find(LinkPurpose.Download, token, context.RequestAborted) is { File: { } file }
                ? LinkPage.Show(TitleOf(file), "Liên kết dùng được một lần. Bấm nút dưới đây để mở.", "Mở")
                : LinkPage.Show("Không mở được", Gone, status: 404);
        });
        app.MapPost("/d/{token}", Fetch);
    }

    private static async Task Fetch(string token, FileLinks links, Store store, CellClock clock, HttpContext context)
    {
        LinkPage.Guard(context.Response);
        var cancel = context.RequestAborted;
        if (await links.Find(LinkPurpose.Download, token, cancel) is not { File: { } file } link || !await Claim(store, link, clock.Now)
            || await store.Attachments.Read(file.FileId, cancel) is not { } content)
        {
            await LinkPage.Show("Không mở được", Gone, status: 404).ExecuteAsync(context);
            return;
        }

        await using (content)
        {
            try
            {
                await Send(file, content, context.Response, cancel);
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException)
            {
                await GiveBack(store, link); // the connection broke: nobody has the file, so the link still stands
                context.Abort();
            }
        }
    }

    private static async Task Send(Attachment file, Stream content, HttpResponse response, CancellationToken cancel)
    {
        var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        var all = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        response.ContentType = file.Kind is AttachmentKind.Photo ? PictureType(all.Span) : "application/octet-stream";
        response.Headers.ContentDisposition = file.Kind is AttachmentKind.Photo ? "inline" : $"attachment; filename*=UTF-8''{Uri.EscapeDataString(file.FileName ?? "tep")}";
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

    private static string TitleOf(Attachment file) => file.Kind is AttachmentKind.Photo ? "Ảnh trang bài" : file.FileName ?? "Tệp";

    // The three kinds that FileJudge lets in.
    private static string PictureType(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? "image/jpeg" : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50]) ? "image/png" : "image/webp";
}
