using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Restored;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace CellBot.Host.Links;

/// <summary>
/// <c>/u/{token}</c>: the page, and what its script calls. <c>GET files</c> tells how far each file is, <c>POST piece</c> takes the next piece of one, <c>POST drop</c> takes one off,
/// <c>POST done</c> hands all that are named over to the chat, in their order. A file's name travels in a header and never in an address.
/// </summary>
internal static partial class UploadEndpoint
{
    /// <summary>Bytes of a form sent without a script.</summary>
    private const int LargestForm = (UploadIntake.MostMegabytes + 2) << 20;

    /// <summary>Forms in memory at a time.</summary>
    private static readonly SemaphoreSlim Forms = new(2);

    public static void MapUploads(this WebApplication app)
    {
        app.MapGet("/u/upload.css", (HttpContext context) => Asset(context, "upload.css", "text/css; charset=utf-8"));
        app.MapGet("/u/upload.js", (HttpContext context) => Asset(context, "upload.js", "text/javascript; charset=utf-8"));
        var link = app.MapGroup("/u/{token}").RequireRateLimiting(LinkLimits.Policy);
        link.MapGet("", (string token, HttpContext context) => With(context, token, found => Task.FromResult(UploadPage.Show(found))));
        link.MapPost("", (string token, HttpContext context) => With(context, token, found => TakeForm(context, found))).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        link.MapGet("/files", (string token, HttpContext context, UploadPieces pieces) => With(context, token, async found => Results.Json((await pieces.Of(found, context.RequestAborted)).Select(Shown))));
        link.MapPost("/piece", (string token, HttpContext context, UploadPieces pieces) => With(context, token, found => TakePiece(context, found, pieces))).WithMetadata(new RequestSizeLimitAttribute(UploadPieces.Largest));
        link.MapPost("/drop", (string token, HttpContext context, UploadPieces pieces) => With(context, token, found => Drop(context, found, pieces))).WithMetadata(new RequestSizeLimitAttribute(0));
        link.MapPost("/done", (string token, HttpContext context, UploadPieces pieces) => With(context, token, found => Finish(context, found, pieces))).WithMetadata(new RequestSizeLimitAttribute(4096));
    }

    private static async Task<IResult> With(HttpContext context, string token, Func<FileLink, Task<IResult>> act)
    {
        UploadPage.Guard(context.Response);
        var found = await context.RequestServices.GetRequiredService<FileLinks>().Look(LinkPurpose.Upload, token, context.RequestAborted);
        if (found is LinkFinding.Works(var link))
            return await act(link);
        LinkPage.Guard(context.Response);
        return UploadPage.Closed(found);
    }

    private static IResult Asset(HttpContext context, string name, string type)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(typeof(UploadEndpoint).Assembly.GetManifestResourceStream("links/" + name)!, type);
    }

    private static async Task<IResult> TakePiece(HttpContext context, FileLink link, UploadPieces pieces)
    {
        var request = context.Request;
        if (KeyIn(request) is not { } key || !Number(request, "X-Size", out var size) || !Number(request, "X-Offset", out var offset))
            return Results.BadRequest();
        var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException bad)
        {
            return Results.StatusCode(bad.StatusCode); // too large or too slow, as the server itself found
        }

        var name = UploadWords.NameOf(Uri.UnescapeDataString(request.Headers["X-Name"].ToString()));
        // What is here whole is written even if the phone has gone: it asks when it is back.
        return await pieces.Add(link, key, name, size, offset, body.GetBuffer().AsMemory(0, (int)body.Length), CancellationToken.None) is { } upload
            ? Results.Json(Shown(upload))
            : Results.Json(new { key, received = 0, state = "bad", words = UploadWords.TooMany, name });
    }

    private static async Task<IResult> Drop(HttpContext context, FileLink link, UploadPieces pieces)
    {
        if (KeyIn(context.Request) is not { } key)
            return Results.BadRequest();
        await pieces.Drop(link, key, CancellationToken.None);
        return Results.NoContent();
    }

    /// <summary>The body is the files' keys in their order, separated by commas.</summary>
    private static async Task<IResult> Finish(HttpContext context, FileLink link, UploadPieces pieces)
    {
        using var reader = new StreamReader(context.Request.Body);
        var keys = (await reader.ReadToEndAsync(context.RequestAborted)).Split(',');
        var known = (await pieces.Of(link, context.RequestAborted)).ToDictionary(upload => upload.Id);
        var files = keys.Select(key => known.GetValueOrDefault(FileUpload.IdOf(link.Id, key))?.File).OfType<Attachment>().DistinctBy(file => file.FileId).ToList();
        if (files.Count is 0 or > UploadIntake.MostFiles || files.Count != keys.Length)
            return Results.BadRequest();
        return await HandOver(context, link, files) ? Results.NoContent() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> HandOver(HttpContext context, FileLink link, IReadOnlyList<Attachment> files) =>
        !context.RequestServices.GetRequiredService<Mute>().IsMuted && await context.RequestServices.GetRequiredService<UploadIntake>().Finish(link, files, CancellationToken.None);

    /// <summary>Small files sent by a browser without a script: all of them or none.</summary>
    private static async Task<IResult> TakeForm(HttpContext context, FileLink link)
    {
        if (!context.Request.HasFormContentType)
            return Results.BadRequest();
        if (!await Forms.WaitAsync(TimeSpan.FromSeconds(20), context.RequestAborted))
            return UploadPage.TryLater();
        try
        {
            var form = await new FormFeature(context.Request, InMemory).ReadFormAsync(context.RequestAborted);
            return await TakeFiles(context, link, [.. form.Files.Where(file => file.FileName.Length > 0)]);
        }
        catch (Exception bad) when (bad is BadHttpRequestException or InvalidDataException)
        {
            return UploadPage.Show(link, [LinkPage.Words.Say("page.formTooLarge", ("Megabytes", UploadIntake.MostMegabytes))], StatusCodes.Status413PayloadTooLarge);
        }
        finally
        {
            Forms.Release();
        }
    }

    /// <summary>Nothing of a form touches the disk before it is encrypted.</summary>
    private static readonly FormOptions InMemory = new() { MemoryBufferThreshold = LargestForm, MultipartBodyLengthLimit = LargestForm, ValueCountLimit = 16 };

    private static async Task<IResult> TakeFiles(HttpContext context, FileLink link, IReadOnlyList<IFormFile> sent)
    {
        if (sent.Count == 0)
            return UploadPage.Show(link, [LinkPage.Words.Say("page.none")], StatusCodes.Status400BadRequest);
        if (sent.Count > UploadIntake.MostFiles)
            return UploadPage.Show(link, [UploadWords.TooMany], StatusCodes.Status400BadRequest);
        var intake = context.RequestServices.GetRequiredService<UploadIntake>();
        var (files, problems) = (new List<Attachment>(), new List<string>());
        foreach (var each in sent)
        {
            var bytes = new MemoryStream((int)each.Length);
            await each.CopyToAsync(bytes, context.RequestAborted);
            var name = UploadWords.NameOf(each.FileName);
            var (file, problem) = await intake.Keep(link, bytes, name, CancellationToken.None);
            if (file is not null)
                files.Add(file);
            else
                problems.Add($"{name}: {UploadWords.Of(VerdictOf(problem), each.Length, null)}");
        }

        if (problems.Count > 0)
            return UploadPage.Show(link, [LinkPage.Words.Say("page.chooseAgain"), .. problems], StatusCodes.Status422UnprocessableEntity);
        if (!await HandOver(context, link, files))
            return UploadPage.TryLater();
        LinkPage.Guard(context.Response);
        return UploadPage.Done();
    }

    internal static UploadVerdict VerdictOf(FileProblem? problem) => problem?.Kind switch
    {
        null => UploadVerdict.Good,
        FileProblemKind.Empty => UploadVerdict.Empty,
        FileProblemKind.TooLarge => UploadVerdict.TooLarge,
        _ => UploadVerdict.WrongType,
    };

    private static object Shown(FileUpload upload) => new
    {
        key = upload.Id[(upload.Id.IndexOf('/') + 1)..], name = upload.Name, size = upload.Size, received = upload.Received,
        state = upload.Verdict switch { UploadVerdict.Coming => "coming", UploadVerdict.Good => "good", _ => "bad" }, words = UploadWords.Of(upload.Verdict, upload.Size, upload.File),
    };

    private static string? KeyIn(HttpRequest request) => Key().IsMatch(request.Headers["X-File"].ToString()) ? request.Headers["X-File"].ToString() : null;

    private static bool Number(HttpRequest request, string header, out long number) => long.TryParse(request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex("^[0-9a-f]{8,32}\\z")]
    private static partial Regex Key();
}
