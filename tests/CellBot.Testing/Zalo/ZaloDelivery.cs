using System.Text;
using System.Text.Json.Nodes;

namespace CellBot.Testing.Zalo;

/// <summary>
/// Brings events to a webhook, one after another, in both shapes by turns. An event that is not taken (no answer of 2xx) is brought again: whether the real platform does
/// that is not documented, so nothing may depend on how often. It can also bring an event again later, and the later of two first.
/// </summary>
public sealed class ZaloDelivery : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Company = TimeSpan.FromMilliseconds(400);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Lock gate = new();
    private readonly LinkedList<(JsonObject Said, int Number)> waiting = [];
    private readonly List<JsonObject> copies = [];
    private readonly CancellationTokenSource stopping = new();
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? idle;
    private (JsonObject Said, int Number)? later;
    private Task loop = Task.CompletedTask;
    private string secret = "";
    private int count;
    private bool isBusy;

    public string? Url { get; private set; }

    /// <summary>Asked for each event, by its number from 0: whether it comes once more, after the next one.</summary>
    public Func<int, bool> ComesAgain { get; set; } = _ => false;

    /// <summary>Asked for each event: whether it waits for the next one and comes after it.</summary>
    public Func<int, bool> ComesLate { get; set; } = _ => false;

    /// <summary>Whether an event that is not taken is brought again.</summary>
    public bool Insists { get; set; } = true;

    /// <summary>Status codes of the bot's answers, oldest first; 0: there was none.</summary>
    public List<int> Answers { get; } = [];

    /// <summary>Waits until everything was taken (real time).</summary>
    public async Task WaitUntilDelivered(TimeSpan timeout)
    {
        while (true)
        {
            Task rest;
            lock (gate)
            {
                if (waiting.Count == 0 && later is null && !isBusy)
                    return;
                rest = (idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await rest.WaitAsync(timeout, TimeProvider.System);
        }
    }

    /// <summary>One call as it stands, such as a forged or damaged one; the loop does not know of it.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> Post(string body, string? with, CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (with is not null)
            request.Headers.Add("X-Bot-Api-Secret-Token", with);
        request.Headers.UserAgent.ParseAdd("Java/1.8.0_192");
        using var answer = await http.SendAsync(request, cancel);
        return (int)answer.StatusCode;
    }

    /// <summary>With the right secret.</summary>
    public Task<int> Post(string body) => Post(body, secret);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        http.Dispose();
        stopping.Dispose();
    }

    internal async Task<bool> Verify(Uri url, string with, CancellationToken cancel)
    {
        try
        {
            using var probe = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent([]) };
            probe.Headers.Add("X-Bot-Api-Secret-Token", with);
            using var answer = await http.SendAsync(probe, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    internal void Start(string url, string with)
    {
        (Url, secret) = (url, with);
        if (loop.IsCompleted)
            loop = Task.Run(Run);
    }

    internal void End() => Url = null;

    internal void Add(JsonObject said)
    {
        lock (gate)
        {
            waiting.AddLast((said, count++));
            arrival.TrySetResult();
        }
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                var (said, number) = await Next();
                await Deliver(said, number);
                lock (gate)
                {
                    isBusy = false;
                    if (later is { } held)
                    {
                        waiting.AddFirst(held);
                        later = null;
                    }

                    if (number >= 0)
                        Repeat(said, number);
                    if (waiting.Count > 0)
                        continue;
                    idle?.SetResult();
                    idle = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>The copy of an event comes right after the next one; nobody waits for it.</summary>
    private void Repeat(JsonObject said, int number)
    {
        foreach (var copy in copies)
            waiting.AddFirst((copy, -1));
        copies.Clear();
        if (ComesAgain(number))
            copies.Add(said);
    }

    private async Task<(JsonObject Said, int Number)> Next()
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (waiting.First is { } first)
                {
                    waiting.RemoveFirst();
                    isBusy = true;
                    if (later is not null || first.Value.Number < 0 || !ComesLate(first.Value.Number))
                        return first.Value;
                    later = first.Value;
                }

                arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (waiting.Count > 0)
                    continue;
                more = arrival.Task;
            }

            if (later is { } alone && await Task.WhenAny(more, Task.Delay(Company, TimeProvider.System, stopping.Token)) != more)
            {
                stopping.Token.ThrowIfCancellationRequested();
                later = null;
                return alone;
            }

            await more.WaitAsync(stopping.Token);
        }
    }

    private async Task Deliver(JsonObject said, int number)
    {
        var body = number % 2 == 0 ? said.ToJsonString() : new JsonObject { ["ok"] = true, ["result"] = said.DeepClone() }.ToJsonString();
        while (!stopping.IsCancellationRequested)
        {
            var status = 0;
            try
            {
                status = await Post(body, secret, stopping.Token);
            }
            catch (Exception broken) when (broken is HttpRequestException || (broken is TaskCanceledException && !stopping.IsCancellationRequested))
            {
            }

            lock (gate)
                Answers.Add(status);
            if (status is >= 200 and < 300 || !Insists)
                return;
            await Task.Delay(Again, TimeProvider.System, stopping.Token);
        }
    }
}
