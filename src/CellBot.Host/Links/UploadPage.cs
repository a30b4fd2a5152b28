using System.Text;
using CellBot.Domain.Delivery;

namespace CellBot.Host.Links;

/// <summary>
/// The page behind an upload link. Without a script it is one form that sends small files at once; the script (Assets/upload.js) makes of it a list of files that are sent in
/// pieces. It names nobody: whoever finds the link learns nothing from it.
/// </summary>
internal static class UploadPage
{
    private const string Types = "image/jpeg,image/png,image/webp,.docx,.pdf";

    /// <param name="problems">What was wrong with the files of the form, a line for each.</param>
    public static IResult Show(FileLink link, IReadOnlyList<string>? problems = null, int status = 200)
    {
        var until = link.ExpiresAt.ToOffset(Clock.CellClock.Offset);
        var told = problems is not { Count: > 0 } ? "" : $"<ul class=\"problems\" role=\"alert\">{string.Concat(problems.Select(problem => $"<li>{LinkPage.Html(problem)}</li>"))}</ul>";
        return Results.Content($$"""
            <!doctype html>
            <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light">
            <title>{{LinkPage.Say("page.title")}}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="upload.css"><script src="upload.js" defer></script></head>
            <body data-words="{{LinkPage.Html(UploadWords.ForScript)}}" data-piece="{{UploadPieces.Largest}}" data-most="{{UploadIntake.MostFiles}}" data-megabytes="{{UploadIntake.MostMegabytes}}">
            <main id="work">
              <h1>{{LinkPage.Say("page.title")}}</h1>
              <p>{{LinkPage.Say("page.how", ("Expires", $"{until:HH\\:mm} ngày {until:dd/MM}"))}}</p>
              {{told}}
              <form method="post" enctype="multipart/form-data">
                <label class="button first live"><span id="camera">{{LinkPage.Say("page.camera")}}</span><input type="file" accept="image/*" capture="environment" data-testid="camera"></label>
                <label class="button"><span>{{LinkPage.Say("page.files")}}</span><input type="file" name="files" multiple accept="{{Types}}" data-testid="files"></label>
                <button class="button first plain">{{LinkPage.Say("page.send")}}</button>
              </form>
              <p id="status" class="live" role="status" data-testid="status"></p>
              <button id="again" class="button live" type="button" hidden data-testid="again">{{LinkPage.Say("page.again")}}</button>
              <ul id="list" class="live" aria-label="{{LinkPage.Say("page.list")}}"></ul>
              <button id="send" class="button first live" type="button" disabled data-testid="send">{{LinkPage.Say("page.send")}}</button>
              <p class="small">{{LinkPage.Say("page.limits", ("Megabytes", UploadIntake.MostMegabytes), ("Most", UploadIntake.MostFiles))}}</p>
            </main>
            <main id="done" hidden data-testid="done">
              <h1>{{LinkPage.Say("page.doneTitle")}}</h1>
              <p>{{LinkPage.Say("page.done")}}</p>
            </main>
            </body></html>
            """, "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    /// <summary>After the form was sent without a script.</summary>
    public static IResult Done() => LinkPage.Show(LinkPage.Words.Say("page.doneTitle"), LinkPage.Words.Say("page.done"));

    /// <summary>Nothing can be sent here: what to do instead.</summary>
    public static IResult Closed(LinkFinding why) => why switch
    {
        LinkFinding.Used => LinkPage.Show(LinkPage.Words.Say("page.usedTitle"), LinkPage.Words.Say("page.used"), status: StatusCodes.Status410Gone),
        LinkFinding.Expired => LinkPage.Show(LinkPage.Words.Say("page.expiredTitle"), LinkPage.Words.Say("page.expired"), status: StatusCodes.Status410Gone),
        _ => LinkPage.Show(LinkPage.Words.Say("page.unknownTitle"), LinkPage.Words.Say("page.unknown"), status: StatusCodes.Status404NotFound),
    };

    public static IResult TryLater() => LinkPage.Show(LinkPage.Words.Say("page.busyTitle"), LinkPage.Words.Say("page.busy"), status: StatusCodes.Status503ServiceUnavailable);

    /// <summary>Beyond those of every link: its own script and style, pictures of what was chosen, and its own calls.</summary>
    public static void Guard(HttpResponse response)
    {
        LinkPage.Guard(response);
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
