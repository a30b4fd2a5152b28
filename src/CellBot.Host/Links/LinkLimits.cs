using System.Globalization;
using System.Threading.RateLimiting;
using CellBot.Domain.Delivery;
using Microsoft.AspNetCore.RateLimiting;

namespace CellBot.Host.Links;

/// <summary>
/// How often links may be called. Each link that this host signed is counted for itself, so that nobody slows down another; all others share one count, because behind a reverse
/// proxy the caller's address tells nothing.
/// </summary>
internal static class LinkLimits
{
    public const string Policy = "links";

    /// <summary>Calls a minute of one link: 20 files of 20 MB, in pieces, and some more.</summary>
    private const int OfOneLink = 900;

    /// <summary>Calls a minute of all addresses that were never given out, or are damaged.</summary>
    private const int OfStrangers = 120;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddLinkLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Policy, context =>
        {
            var token = context.GetRouteValue("token") as string ?? "";
            var links = context.RequestServices.GetRequiredService<FileLinks>();
            var link = links.IdIn(LinkPurpose.Upload, token) ?? links.IdIn(LinkPurpose.Download, token);
            return RateLimitPartition.GetFixedWindowLimiter(link ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = link is null ? OfStrangers : OfOneLink, Window = Window });
        });
        limits.OnRejected = async (rejected, _) =>
        {
            var answer = rejected.HttpContext.Response;
            LinkPage.Guard(answer);
            answer.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await LinkPage.Show(LinkPage.Words.Say("page.tooOftenTitle"), LinkPage.Words.Say("page.tooOften"), status: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
        };
    });
}
