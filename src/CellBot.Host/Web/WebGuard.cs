using System.Net;

namespace CellBot.Host.Web;

/// <summary>The demo's pages let anybody be anybody: they answer this machine only, and no page of another site may speak through the browser of whoever runs it.</summary>
internal static class WebGuard
{
    public static Task OnlyThisMachine(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var host = request.Host.Host.Trim('[', ']');
        var isHere = (context.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from))
            && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))); // a name that was bent to point here is another host
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var isOwn = isRead || (request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" && IsSame(request.Headers.Origin.ToString(), request));
        if (!isHere || !isOwn)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (!request.Path.StartsWithSegments("/assets")) headers.CacheControl = "no-store";
        return next(context);
    }

    private static bool IsSame(string origin, HttpRequest request) => origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
