using System.Diagnostics;
using System.Runtime.CompilerServices;
using CellBot.Host.Papers;

namespace CellBot.Host.Tests.Papers;

/// <summary>LibreOffice and poppler: what an office program makes of our files.</summary>
internal static class LibreOffice
{
    /// <summary>"artifacts/papers" at the top of the repository; the pages are for looking at.</summary>
    public static string Folder([CallerFilePath] string here = "") =>
        Directory.CreateDirectory(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "artifacts", "papers"))).FullName;

    /// <summary>Turns all files of the folder into PDF in one run.</summary>
    public static async Task ToPdf(string folder, params IEnumerable<string> files)
    {
        var profile = Directory.CreateTempSubdirectory("cellbot-office-").FullName;
        try
        {
            await Run("soffice", [$"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, .. files]);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    public static Task<string> Text(string pdf) => Run("pdftotext", ["-layout", pdf, "-"]);

    public static async Task<int> Pages(string pdf) =>
        int.Parse((await Run("pdfinfo", [pdf])).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..].Trim(), System.Globalization.CultureInfo.InvariantCulture);

    public static Task ToPng(string pdf) => Run("pdftoppm", ["-r", "60", "-png", pdf, Path.ChangeExtension(pdf, null)]);

    private static async Task<string> Run(string program, IEnumerable<string> args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start; test.sh installs it.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {await errors}");
    }
}
