using System.Diagnostics;
using System.Text;

namespace CellBot.Testing.Databases;

/// <summary>Where PostgreSQL's programs are, and the user to run them as: the server refuses to be root.</summary>
internal sealed class PostgresPrograms
{
    private readonly string folder;
    private readonly string? user;

    private PostgresPrograms(string folder, string? user) => (this.folder, this.user) = (folder, user);

    /// <exception cref="InvalidOperationException">This machine has none.</exception>
    public static PostgresPrograms Find()
    {
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0).Select(path => Path.Combine(path, "bin")) : [];
        var found = folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new InvalidOperationException("These tests need a real PostgreSQL, and none is installed: neither below /usr/lib/postgresql nor in PATH. On Debian: apt-get install postgresql");
        return new PostgresPrograms(found, Environment.UserName == "root" ? Known("postgres") ?? "nobody" : null);
    }

    public string Of(string program) => Path.Combine(folder, program);

    /// <summary>Gives a file or folder to the server's user.</summary>
    public void Own(string path)
    {
        if (user is null)
            return;
        using var change = Process.Start("chown", [user, path]);
        change.WaitForExit();
    }

    public Process Start(string program, IReadOnlyList<string> arguments, Action<string> told)
    {
        IReadOnlyList<string> all = user is null ? [program, .. arguments] : ["setpriv", $"--reuid={user}", "--clear-groups", "--", program, .. arguments];
        var start = new ProcessStartInfo(all[0], all.Skip(1))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/",
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => told(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => told(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string? Known(string name) => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal)) ? name : null;
}
