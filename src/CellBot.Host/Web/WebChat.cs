using CellBot.Domain.Text;
using CellBot.Host.Channels;
using CellBot.Host.Clock;
using CellBot.Host.Demo;
using CellBot.Host.Web.Pages;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CellBot.Host.Web;

/// <summary>The pages of the demo: pick a person, chat, move the clock. Rendered here; what changes comes to the open page as server-sent events.</summary>
internal static class WebChat
{
    private const long LargestRequest = 200L << 20;

    /// <param name="storePath">The demo's database file.</param>
    public static void AddWebChat(this IServiceCollection services, DemoClock clock, string storePath)
    {
        services.AddRazorComponents();
        services.Configure<KeyManagementOptions>(PassingKeys.Use);
        services.AddSingleton<WebChats>().AddSingleton<WebChannel>().AddSingleton<WebTalk>().AddSingleton<WebPeople>().AddSingleton<WebLive>();
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<WebChannel>());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DemoHands>(provider, clock, DemoHands.PathFor(storePath)));
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = LargestRequest);
    }

    public static void MapWebChat(this WebApplication app)
    {
        app.Use(WebGuard.OnlyThisMachine);
        app.MapGet("/", async (WebPeople people, DemoHands time, string? q) => new RazorComponentResult<PeoplePage>(new
        {
            People = Matching(await people.All(), q ?? ""), Now = time.Now, Cell = DemoCell.Name, Query = q ?? "",
        }));
        app.MapGet("/chat/{person}", async Task<IResult> (string person, WebPeople people, WebChats chats, DemoHands time) => await people.Find(person) is { } found
            ? new RazorComponentResult<ChatPage>(new { Person = found, Lines = await chats.Read(DemoCell.AccountOf(person)), time.Now })
            : Results.LocalRedirect("/"));
        app.MapGet("/chat/{person}/live", (string person, long? after, HttpRequest request, WebLive live, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(live.Chat(person, long.TryParse(request.Headers["Last-Event-ID"], out var seen) ? seen : after ?? 0, cancel)));
        app.MapGet("/live", (WebLive live, CancellationToken cancel) => TypedResults.ServerSentEvents(live.People(cancel)));
        app.MapPost("/chat/{person}/say", WebForms.Say).WithMetadata(new RequestSizeLimitAttribute(LargestRequest));
        app.MapPost("/chat/{person}/press", WebForms.Press);
        app.MapPost("/demo/clock", WebForms.MoveClock);
        app.MapGet("/file/{id}", WebFiles.Sent);
        app.MapGet("/assets/{name}", WebFiles.Asset);
    }

    private static IReadOnlyList<WebPerson> Matching(IReadOnlyList<WebPerson> people, string query) =>
        query.Trim().Length == 0 ? people : [.. people.Where(person => VietnameseText.ForMatching(query).Split(' ').All(person.Folded.Contains))];
}
