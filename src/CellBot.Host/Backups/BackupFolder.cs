using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Host.Clock;
using CellBot.Storage.Backups;

namespace CellBot.Host.Backups;

/// <summary>The nightly backups in their folder: <c>cellbot-20261120-0230.backup</c>, in the cell's time. Files with other names are nobody's business here.</summary>
internal sealed partial class BackupFolder(string folder, string name)
{
    public string PathOf(DateTimeOffset at) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{at.ToOffset(CellClock.Offset):yyyyMMdd-HHmm}.backup"));

    public void Prepare() => Directory.CreateDirectory(folder);

    /// <summary>Deletes all but the newest, and what a killed backup left.</summary>
    /// <returns>How many backups were deleted.</returns>
    public int Rotate(int keep)
    {
        var own = Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path) is var file && file.StartsWith(name + "-", StringComparison.Ordinal) && Stamp().IsMatch(file[name.Length..])).ToList();
        foreach (var unfinished in own.Where(path => path.EndsWith(BackupFile.Unfinished, StringComparison.Ordinal)))
            File.Delete(unfinished);
        var old = own.Where(path => !path.EndsWith(BackupFile.Unfinished, StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal).Skip(keep).ToList();
        foreach (var path in old)
            File.Delete(path);
        return old.Count;
    }

    [GeneratedRegex(@"^-\d{8}-\d{4}\.backup(\.part)?$")]
    private static partial Regex Stamp();
}
