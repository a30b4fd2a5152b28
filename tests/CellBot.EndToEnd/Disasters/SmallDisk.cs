using System.Diagnostics;

namespace CellBot.EndToEnd.Disasters;

/// <summary>A real disk of a few megabytes, mounted over a folder; it can be filled to its last byte.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    private string Ballast => Path.Combine(folder, "ballast");

    public static SmallDisk Mount(string folder, int megabytes) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "none", folder) is { } refusal ? throw new InvalidOperationException(refusal) : new SmallDisk(folder);

    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 16, 1 << 12, 1])
        {
            var piece = new byte[size];
            try
            {
                while (true)
                    file.Write(piece);
            }
            catch (IOException)
            {
                // Full; the rest is filled with smaller pieces.
            }
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void MakeReadOnly() => Require(Run("mount", "-o", "remount,ro", folder));

    public void MakeWritable() => Require(Run("mount", "-o", "remount,rw", folder));

    /// <summary>Also while a process has files open there.</summary>
    public void Dispose() => Run("umount", "-l", folder);

    private static void Require(string? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException(refusal);
    }

    /// <returns>Null: it went well.</returns>
    public static string? Run(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program}: {said}";
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return $"{program}: {missing.Message}";
        }
    }
}

/// <summary>A test that needs a disk of its own, which only a privileged user of Linux can mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DiskFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Refusal = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-mount-").FullName;
        try
        {
            SmallDisk.Mount(folder, 1).Dispose();
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return $"No small disk can be mounted here ({refused.Message.Trim()}); run as root on Linux.";
        }
        finally
        {
            Directory.Delete(folder);
        }
    });

    public DiskFactAttribute() => Skip = Refusal.Value;
}
