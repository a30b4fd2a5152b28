using System.Diagnostics;
using CellBot.Testing.Towns;

namespace CellBot.Bench;

/// <summary>The roster of a committee as the operator imports it: the program as a process of its own, from its start to its exit code, into an empty store; then the same file again.</summary>
internal static class RosterRun
{
    private const int Runs = 5;

    public static async Task<int> Run()
    {
        var (first, again) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("cellbot-roster-").FullName;
            try
            {
                var file = Path.Combine(folder, "dang-bo.csv");
                await using (var roster = typeof(TownCommittee).Assembly.GetManifestResourceStream("roster-committee.csv")!)
                await using (var copy = File.Create(file)) await roster.CopyToAsync(copy);
                first.Add(await Import(folder, file, "thêm 652, sửa 0"));
                again.Add(await Import(folder, file, "không có gì thay đổi (652 người)"));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        Console.WriteLine($"roster | 652 people, 34 cells: {Shown(first)}; again without a change: {Shown(again)}");
        return 0;
    }

    private static string Shown(List<double> seconds)
    {
        seconds.Sort();
        return $"{seconds[seconds.Count / 2]:0.00} s (median of {seconds.Count}; {seconds[0]:0.00}–{seconds[^1]:0.00})";
    }

    private static async Task<double> Import(string folder, string file, string expected)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Environment.GetEnvironmentVariable("CELLBOT_BENCH_HOST") ?? Path.Combine(AppContext.BaseDirectory, "cellbot.dll"), "roster", "import", file, "--body", "Đảng bộ Sở" })
            start.ArgumentList.Add(argument);
        start.Environment["Storage__Path"] = Path.Combine(folder, "cell.db");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0 || !(await said).Contains(expected, StringComparison.Ordinal)) throw new InvalidOperationException($"The import said: {await said} {await complained}");
        return seconds;
    }
}
