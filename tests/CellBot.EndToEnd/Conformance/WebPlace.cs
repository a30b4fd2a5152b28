using System.Net;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.EndToEnd.Telegram;
using CellBot.Host.Clock;
using CellBot.Host.Demo;
using CellBot.Host.Web;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using CellBot.Testing.Journeys;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.EndToEnd.Conformance;

/// <summary>The web chat by its forms, as a browser without a script sends them; what comes is read from the channel itself, as an open page is told of it.</summary>
internal sealed class WebPlace(DateTimeOffset? begin = null) : Place(new DemoClock(begin ?? Begin))
{
    private readonly Dictionary<string, string> ids = [];
    private readonly Dictionary<string, (WebChats.Listener Page, List<Shown> Seen, HashSet<string> Bubbles)> pages = [];
    private HttpClient browser = null!;
    private int forms;

    public override IReadOnlyList<string> Violations => [];

    protected override string Bot => $"{DemoCell.Channel}/{DemoCell.Bot}";

    protected override void Set(Dictionary<string, string?> settings) => settings["Web:Urls"] = "http://127.0.0.1:0";

    protected override string UserOf(string name) => Scene?.PersonOf(name) ?? ids[name];

    /// <summary>Anybody may be written to; the page is open from now on.</summary>
    protected override void WroteBefore(string name) => Seen(name);

    /// <summary>The demo links everybody; one of them is not linked here.</summary>
    protected override Task Settle(Store store) => Scene is null ? UnlinkOne(store) : MakeRoom(store, Scene);

    private Task UnlinkOne(Store store) => Write(store, async (session, cell, people) =>
    {
        foreach (var person in people.Values)
            ids[person.FullName] = person.Id;
        Assert.NotNull(await session.Get<ChannelAccount>(AccountOf(Invited)));
        session.Delete<ChannelAccount>(AccountOf(Invited));
        session.Put(people[Invited] with { Consent = null, PreferredAccountId = null });
        PutCode(session, cell, people);
    });

    /// <summary>The demo has made its own people and campaigns; these go, and those of the conversation come.</summary>
    private async Task MakeRoom(Store store, JourneyScene scene)
    {
        await Forget<OrgUnit>(store);
        await Forget<Participant>(store);
        await Forget<Affiliation>(store);
        await Forget<Exemption>(store);
        await Forget<ChannelAccount>(store);
        await Forget<PledgeCampaign>(store);
        await Forget<StudyCampaign>(store);
        await Forget<Obligation>(store);
        await Forget<Reminder>(store);
        await Seed(store, scene);
    }

    private static async Task Forget<T>(Store store) where T : Domain.Records.Record
    {
        var session = store.Open();
        foreach (var record in await store.All<T>().ToListAsync())
        {
            await session.Get<T>(record.Id);
            session.Delete<T>(record.Id);
        }

        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    protected override Task Started()
    {
        browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Host.Urls.First()) };
        return Task.CompletedTask;
    }

    protected override Task Say(string name, string text) => Post(name, "say", new FormUrlEncodedContent([new("text", text), new("id", NextId())]));

    protected override Task Choose(string name, Shown shown, string label)
    {
        var number = shown.Labels.ToList().IndexOf(label) + 1;
        Assert.True(number > 0, $"{name} cannot choose “{label}” in:\n{shown}");
        return Post(name, "press", new FormUrlEncodedContent([new("press", $"{shown.Handle}:{number}"), new("id", NextId())]));
    }

    protected override Task Photos(string name, int count)
    {
        var form = new MultipartFormDataContent { { new StringContent(NextId()), "id" } };
        for (var i = 1; i <= count; i++)
            form.Add(new ByteArrayContent(Samples.Photo((byte)i)), "files", $"trang-{i}.jpg");
        return Post(name, "say", form);
    }

    protected override Task Document(string name, string fileName, int pages) =>
        Post(name, "say", new MultipartFormDataContent { { new StringContent(NextId()), "id" }, { new ByteArrayContent(Samples.Docx(pages)), "files", fileName } });

    protected override IReadOnlyList<Shown> Seen(string name)
    {
        if (!pages.TryGetValue(name, out var page))
            pages[name] = page = (Host.Services.GetRequiredService<WebChats>().Listen(AccountOf(name), 0).GetAwaiter().GetResult(), [], []);
        while (page.Page.Lines.Reader.TryRead(out var line))
            if (line is { IsOwn: false })
                page.Seen.Add(new Shown(string.Join('\n', new[] { line.Text, line.Tail }.Where(part => part is { Length: > 0 })), line.Choices, line.Token,
                    line.Attachments.Count(file => file.Kind is AttachmentKind.Photo), IsChange: !page.Bubbles.Add(line.ElementId)));
        return [.. page.Seen];
    }

    public override async ValueTask DisposeAsync()
    {
        browser?.Dispose();
        foreach (var (page, _, _) in pages.Values)
            page.Dispose();
        await base.DisposeAsync();
    }

    private string NextId() => $"form-{++forms:D6}";

    private async Task Post(string name, string act, HttpContent form)
    {
        using var answer = await browser.PostAsync($"/chat/{UserOf(name)}/{act}", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
