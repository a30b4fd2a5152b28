using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CellBot.Host.Demo;
using CellBot.Host.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CellBot.Host.Web;

/// <summary>What open pages hear: bubbles, the time, that somebody has a new message.</summary>
internal sealed class WebLive(IServiceProvider services, ILoggerFactory loggers, WebChats chats, DemoHands time, IHostApplicationLifetime lifetime)
{
    /// <summary>The page's clock is never further behind; it also keeps the connection alive.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>A notice to everybody is one refresh of the list, not twenty-eight.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    /// <param name="after">The number of the last bubble that the page has.</param>
    public async IAsyncEnumerable<SseItem<string>> Chat(string person, long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        using var listener = await chats.Listen(DemoCell.AccountOf(person), after);
        await using var beat = Wake(listener);
        await using var renderer = new HtmlRenderer(services, loggers);
        yield return Clock();
        await foreach (var line in Until(listener, ending.Token))
        {
            if (line is null) yield return Clock();
            else yield return new SseItem<string>(await Html(renderer, line, person), "line") { EventId = $"{line.Number}" };
        }
    }

    public async IAsyncEnumerable<SseItem<string>> People([EnumeratorCancellation] CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        using var listener = await chats.Listen(null, 0);
        await using var beat = Wake(listener);
        yield return Clock();
        await foreach (var line in Until(listener, ending.Token))
        {
            if (line is null)
            {
                yield return Clock();
                continue;
            }
            try
            {
                await Task.Delay(Gather, TimeProvider.System, ending.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            while (listener.Lines.Reader.TryRead(out _)) { }
            yield return new SseItem<string>("", "people");
            yield return Clock();
        }
    }

    private SseItem<string> Clock() => new(ClockBar.Show(time.Now), "clock");

    /// <summary>Wakes the page when the clock was moved, and now and then.</summary>
    private Beating Wake(WebChats.Listener listener)
    {
        time.Moved += listener.Wake;
        return new Beating(TimeProvider.System.CreateTimer(_ => listener.Wake(), null, Beat, Beat), () => time.Moved -= listener.Wake);
    }

    /// <summary>Ends without an error when the page is closed or the host stops.</summary>
    private static async IAsyncEnumerable<ChatLine?> Until(WebChats.Listener listener, [EnumeratorCancellation] CancellationToken ending)
    {
        while (true)
        {
            try
            {
                if (!await listener.Lines.Reader.WaitToReadAsync(ending)) yield break;
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            while (listener.Lines.Reader.TryRead(out var line)) yield return line;
        }
    }

    private static Task<string> Html(HtmlRenderer renderer, ChatLine line, string person) => renderer.Dispatcher.InvokeAsync(async () =>
        (await renderer.RenderComponentAsync<Arrival>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Line"] = line, ["Person"] = person }))).ToHtmlString());

    private sealed class Beating(ITimer timer, Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return timer.DisposeAsync();
        }
    }
}
