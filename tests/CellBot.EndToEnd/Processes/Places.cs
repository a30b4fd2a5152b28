using System.Reflection;

namespace CellBot.EndToEnd.Processes;

/// <summary>Where things lie, as the build wrote it into this assembly.</summary>
internal static class Places
{
    /// <summary>The program as its own project built it, in the same configuration.</summary>
    public static string Program => Path.Combine(Of("HostFolder"), "cellbot.dll");

    /// <summary>This assembly as a program: the same host on a disk that forgets what was not flushed, or as its next release.</summary>
    public static string ProgramOfTests => typeof(Places).Assembly.Location;

    public static string Repository => Of("RepositoryFolder");

    /// <summary>Kept after the run: <c>CELLBOT_SCREENSHOTS</c>, or artifacts/screenshots of the repository.</summary>
    public static string Screenshots
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("CELLBOT_SCREENSHOTS") is { Length: > 0 } given ? given : Path.Combine(Repository, "artifacts", "screenshots");
            return Directory.CreateDirectory(folder).FullName;
        }
    }

    private static string Of(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
