using CellBot.EndToEnd.Upgrades;
using CellBot.Host;
using CellBot.Host.Clock;
using CellBot.Host.Settings;
using CellBot.Storage.Records;
using CellBot.Testing.Disks;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Processes;

/// <summary>
/// The real host on data of its own: started, killed, stopped and started again as an operator's machine would. Its clock is the test's: both run like the
/// real one, and move forward together.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly HttpClient Web = new() { Timeout = Patience };

    private readonly List<string> printed = [];
    private readonly Dictionary<string, string> settings;
    private DiskPlan? disk;
    private ProgramRun? run;

    private HostProcess(string folder, DemoClock clock, Dictionary<string, string> settings) => (Folder, Clock, this.settings) = (folder, clock, settings);

    public string Folder { get; }

    public DemoClock Clock { get; }

    /// <summary>Where its pages are, while it runs.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public bool IsRunning => run is { HasEnded: false };

    public string StorePath => settings["Storage:Path"];

    /// <summary>What all its runs printed.</summary>
    public string Printed => string.Join("\n---- next run ----\n", printed.Append(run?.Printed ?? ""));

    /// <summary>Data in a new folder; nothing runs yet.</summary>
    /// <param name="clock">Moved by <see cref="MoveTo"/> only.</param>
    /// <param name="api">The Telegram to speak to; it should live on the same clock.</param>
    public static HostProcess New(DemoClock clock, FakeBotApi? api = null, params IEnumerable<(string Setting, string Value)> more)
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-host-").FullName;
        var settings = new Dictionary<string, string>
        {
            ["Storage:Path"] = Path.Combine(folder, "cellbot.db"), ["Storage:KeyFile"] = Path.Combine(folder, "cellbot.key"), ["Web:Urls"] = "http://127.0.0.1:0", ["Clock:Movable"] = "true",
        };
        if (api is not null)
            (settings["Telegram:Token"], settings["Telegram:ApiBaseUrl"]) = (api.Token, api.BaseUrl);
        foreach (var (setting, value) in more)
            settings[setting] = value;
        return new HostProcess(folder, clock, settings);
    }

    /// <summary>One of several on a database: it lives by the real time, for no two of them have one clock.</summary>
    public static HostProcess NewNode(IEnumerable<(string Setting, string Value)> all)
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-node-").FullName;
        var settings = new Dictionary<string, string> { ["Web:Urls"] = "http://127.0.0.1:0" };
        foreach (var (setting, value) in all)
            settings[setting] = value;
        return new HostProcess(folder, new DemoClock(), settings);
    }

    /// <summary>The demo, as somebody who has just unpacked it starts it: nothing is set but where its data goes and a port that is free.</summary>
    public static HostProcess NewDemo()
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-demo-").FullName;
        return new HostProcess(folder, new DemoClock(), new() { ["Storage:Path"] = Path.Combine(folder, "demo.db"), ["Web:Urls"] = "http://127.0.0.1:0" });
    }

    /// <summary>Starts it; returns when it says that it is up.</summary>
    public async Task Start()
    {
        Launch();
        await WaitUntilUp();
    }

    /// <summary>Starts it and waits for nothing: it may be killed while it comes up.</summary>
    public void Launch()
    {
        if (IsRunning)
            throw new InvalidOperationException("It runs already.");
        Keep();
        SetClock();
        run = ProgramRun.Start(disk is null && !settings.ContainsKey(NextRelease.Variable) ? Places.Program : Places.ProgramOfTests, Folder, settings);
    }

    /// <summary>From the next start on it has a disk that forgets what was not flushed; null: the machine's own again.</summary>
    public void Give(DiskPlan? fragile)
    {
        disk = fragile;
        settings.Remove(DiskPlan.Variable);
        if (fragile is not null)
            settings[DiskPlan.Variable] = fragile.ToString();
    }

    /// <summary>From the next start on it runs the next release.</summary>
    public void Upgrade() => settings[NextRelease.Variable] = "yes";

    /// <summary>It ends by itself, as by a cut of its power.</summary>
    public Task Ended => run!.WaitForEnd(Patience);

    /// <exception cref="InvalidOperationException">It ended, or was killed, before.</exception>
    public async Task WaitUntilUp()
    {
        const string listening = "Now listening on: ";
        var line = await run!.WaitForLine(line => line.Contains(listening, StringComparison.Ordinal), Patience);
        Url = new Uri(line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim());
        await run.WaitForLine(line => line.Contains("Application started", StringComparison.Ordinal), Patience);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => run!.Kill();

    /// <summary>SIGSTOP.</summary>
    public void Freeze() => run!.Stand();

    /// <summary>SIGCONT.</summary>
    public void Wake() => run!.GoOn();

    /// <summary>What this run printed.</summary>
    public string PrintedNow => run?.Printed ?? "";

    /// <summary>SIGTERM; it must end well.</summary>
    public async Task Stop()
    {
        var exit = await run!.Stop(Patience);
        if (exit != 0)
            throw new InvalidOperationException($"It ended with {exit}:\n{run.Printed}");
    }

    /// <summary>SIGTERM, and no waiting.</summary>
    public void Signal() => run!.Signal();

    /// <summary>Waits until it prints a line with these words.</summary>
    public Task WaitForLine(string words) => run!.WaitForLine(line => line.Contains(words, StringComparison.Ordinal), Patience);

    /// <summary>From the next start on.</summary>
    public void Set(string setting, string value) => settings[setting] = value;

    /// <summary>It stops by itself.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> WaitForEnd() => run!.WaitForEnd(Patience);

    public async Task Restart()
    {
        Kill();
        await Start();
    }

    /// <summary>Moves the clock, here and in the host; returns when all that fell due is settled there.</summary>
    public async Task MoveTo(DateTimeOffset to)
    {
        Clock.AdvanceTo(to);
        if (!IsRunning)
            return;
        using var answer = await Web.PostAsync(new Uri(Url, "/clock?to=" + Uri.EscapeDataString(Clock.GetUtcNow().ToString("O"))), null);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The clock answered {(int)answer.StatusCode}:\n{Printed}");
    }

    /// <summary><c>cellbot ARGUMENTS</c> as a process of its own.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> Command(params IEnumerable<string> arguments)
    {
        SetClock();
        using var command = ProgramRun.Start(Places.Program, Folder, settings, arguments);
        var exit = await command.WaitForEnd(Patience);
        return exit == 0 ? command.Printed : throw new InvalidOperationException($"cellbot {string.Join(' ', arguments)} ended with {exit}:\n{command.Printed}");
    }

    public async Task<string> Get(string path)
    {
        using var answer = await Web.GetAsync(new Uri(Url, path));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Opens the store while nothing runs on it, as any program may that holds the key file.</summary>
    public Task<Store> OpenStore() => CellBotHost.OpenStore(new StorageSettings
    {
        Engine = Enum.Parse<StorageEngine>(settings.GetValueOrDefault("Storage:Engine", nameof(StorageEngine.Sqlite))), Path = StorePath,
        KeyFile = settings["Storage:KeyFile"], ConnectionString = settings.GetValueOrDefault("Storage:ConnectionString"),
    }, Clock);

    public ValueTask DisposeAsync()
    {
        run?.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void SetClock()
    {
        if (settings.ContainsKey("Clock:Movable"))
            settings["Clock:Ahead"] = (Clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).ToString("c");
    }

    private void Keep()
    {
        if (run is null)
            return;
        printed.Add(run.Printed);
        run.Dispose();
    }
}
