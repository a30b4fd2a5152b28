using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace CellBot.EndToEnd.Processes;

/// <summary>One run of the real program as a process of its own, with everything it prints.</summary>
internal sealed partial class ProgramRun : IDisposable
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Freeze = 19;

    private readonly Process process;
    private readonly StringBuilder printed = new();
    private readonly List<(Func<string, bool> Fits, TaskCompletionSource<string> Told)> waiting = [];

    private ProgramRun(Process process) => this.process = process;

    /// <summary>All that it printed, both streams, as it came.</summary>
    public string Printed
    {
        get
        {
            lock (printed)
                return printed.ToString();
        }
    }

    public bool HasEnded => process.HasExited;

    /// <param name="program">The assembly to run.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="settings">By the names of the documentation, such as <c>Storage:Path</c>; they go through the environment.</param>
    public static ProgramRun Start(string program, string folder, IReadOnlyDictionary<string, string> settings, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in (string[])["exec", program, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || key.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["DOTNET_TieredPGO"] = "0"; // many short lives
        foreach (var (setting, value) in settings)
            start.Environment[setting.Replace(":", "__", StringComparison.Ordinal)] = value;

        var run = new ProgramRun(new Process { StartInfo = start });
        run.process.OutputDataReceived += (_, line) => run.Note(line.Data);
        run.process.ErrorDataReceived += (_, line) => run.Note(line.Data);
        run.process.Start();
        run.process.BeginOutputReadLine();
        run.process.BeginErrorReadLine();
        return run;
    }

    /// <summary>The first line that fits, printed already or to come.</summary>
    /// <exception cref="InvalidOperationException">The program ended, or the time is over; the message is what it printed.</exception>
    public async Task<string> WaitForLine(Func<string, bool> fits, TimeSpan patience)
    {
        Task<string> told;
        lock (printed)
        {
            if (printed.ToString().Split('\n').FirstOrDefault(fits) is { } already)
                return already;
            var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((fits, source));
            told = source.Task;
        }

        var first = await Task.WhenAny(told, process.WaitForExitAsync(), Task.Delay(patience, TimeProvider.System));
        return first == told ? await told : throw new InvalidOperationException($"The program {(HasEnded ? $"ended with {process.ExitCode}" : "did not say so in time")}:\n{Printed}");
    }

    public async Task<int> WaitForEnd(TimeSpan patience)
    {
        using var time = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(time.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new InvalidOperationException($"The program did not end in {patience.TotalSeconds:0} s:\n{Printed}");
        }
    }

    /// <summary>kill -9: it gets no chance to write anything.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still, and its connections stay open.</summary>
    public void Stand() => Send(Freeze);

    /// <summary>SIGCONT: it goes on as if nothing had been.</summary>
    public void GoOn() => Send(Continue);

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public Task<int> Stop(TimeSpan patience)
    {
        Signal();
        return WaitForEnd(patience);
    }

    /// <summary>SIGTERM, and no waiting.</summary>
    public void Signal() => Send(Terminate);

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private void Send(int number)
    {
        if (kill(process.Id, number) != 0)
            throw new InvalidOperationException($"The program was gone:\n{Printed}");
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (printed)
        {
            printed.Append(line).Append('\n');
            foreach (var one in waiting.Where(one => one.Fits(line)).ToList())
            {
                waiting.Remove(one);
                one.Told.SetResult(line);
            }
        }
    }

#pragma warning disable IDE1006, SYSLIB1054 // the C library's own name; one plain call
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
#pragma warning restore IDE1006, SYSLIB1054
}
