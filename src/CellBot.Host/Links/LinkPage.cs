using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CellBot.Dialogs.Speech;

namespace CellBot.Host.Links;

/// <summary>The small pages behind links: large words, one large button, nothing from elsewhere, nothing remembered by the browser or told to others.</summary>
internal static class LinkPage
{
    /// <summary>Vietnamese letters stand as they are.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Spoken to nobody in particular: whoever finds a link learns from its page neither whose it is nor what it was for.</summary>
    public static Voice Words { get; } = new(Phrasebook.Vietnamese, null);

    /// <summary>The words of a key, as they stand in a page.</summary>
    public static string Say(string key, params ReadOnlySpan<(string Name, object? Value)> args) => Html(Words.Say(key, args));

    /// <summary>As it stands in a page, also in a quoted attribute.</summary>
    public static string Html(string text) => Encoder.Encode(text);

    /// <param name="button">Null: there is nothing to press.</param>
    /// <param name="status">Of the answer.</param>
    public static IResult Show(string title, string words, string? button = null, int status = 200)
    {
        var form = button is null ? "" : $"<form method=\"post\"><button>{Html(button)}</button></form>";
        return Results.Content($$"""
            <!doctype html>
            <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{{Html(title)}}</title>
            <style>body{font:1.25rem/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem;overflow-wrap:anywhere}button{font:inherit;font-weight:600;width:100%;padding:1.25rem;border:0;border-radius:.75rem;background:#b3261e;color:#fff}</style>
            </head><body><h1>{{Html(title)}}</h1><p>{{Html(words)}}</p>{{form}}</body></html>
            """, "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    /// <summary>Headers of everything behind a link.</summary>
    public static void Guard(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
    }
}
