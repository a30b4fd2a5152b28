using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CellBot.Host.Settings;

namespace CellBot.Host.Tests.Settings;

/// <summary>What the operating guide says is what the program takes.</summary>
public sealed partial class OperatingGuideTests
{
    private static readonly string Docs = Path.Combine(Root(), "docs");

    [Fact]
    public void Its_table_lists_every_setting_with_its_default_and_no_other()
    {
        var told = Row().Matches(File.ReadAllText(Path.Combine(Docs, "operating.md"))).ToDictionary(row => row.Groups["setting"].Value, row => row.Groups["default"].Value.Trim());
        var known = new Dictionary<string, object?>();
        foreach (var section in typeof(HostSettings).GetProperties().Where(property => property.PropertyType.Name == property.Name + "Settings"))
        {
            var fresh = Activator.CreateInstance(section.PropertyType)!;
            foreach (var setting in section.PropertyType.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
                known[$"{section.Name}:{setting.Name}"] = setting.GetValue(fresh);
        }

        Assert.Equal(known.Keys.Order(), told.Keys.Order());
        Assert.True(known.Count > 20, "the check has lost its way");
        foreach (var (setting, value) in known)
        {
            // In `…` stands what the program takes without it; words in clear say what follows from the rest.
            var inCode = Code().Match(told[setting]);
            if (inCode.Success)
                Assert.Equal((setting, value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)), (setting, inCode.Groups[1].Value));
            else
                Assert.True(value is null or false || value is System.Collections.ICollection { Count: 0 }, $"{setting} has the default {value}");
        }
    }

    [SystemdFact]
    public async Task Its_unit_is_accepted_by_systemd_and_waits_longer_than_the_drain()
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-unit-").FullName;
        try
        {
            var unit = await File.ReadAllTextAsync(Path.Combine(Docs, "cellbot.service"));
            Assert.InRange(int.Parse(Regex.Match(unit, @"TimeoutStopSec=(\d+)").Groups[1].Value, CultureInfo.InvariantCulture), 25, 90);
            var path = Path.Combine(folder, "cellbot.service");
            await File.WriteAllTextAsync(path, unit.Replace("ExecStart=/opt/cellbot/cellbot", "ExecStart=/bin/true", StringComparison.Ordinal)); // nothing is installed here
            using var verify = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", path]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = await verify.StandardError.ReadToEndAsync() + await verify.StandardOutput.ReadToEndAsync();
            await verify.WaitForExitAsync();
            Assert.Equal((0, ""), (verify.ExitCode, said));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"^\| `(?<setting>[A-Z]\w+:\w+)` \|(?<default>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^`([^`]*)`$")]
    private static partial Regex Code();

    private sealed class SystemdFactAttribute : FactAttribute
    {
        public SystemdFactAttribute() => Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "systemd-analyze")))
            ? null : "systemd-analyze is not on this machine.";
    }
}
