using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace CellBot.Host.Tests;

/// <summary>The arrows between the projects: who may touch whom.</summary>
public sealed class HouseTests
{
    [Theory]
    [InlineData("CellBot.Domain")]
    [InlineData("CellBot.Dialogs", "CellBot.Domain")]
    [InlineData("CellBot.Storage", "CellBot.Domain")]
    [InlineData("CellBot.TelegramClient")]
    [InlineData("CellBot.Host", "CellBot.Dialogs", "CellBot.Domain", "CellBot.Storage", "CellBot.TelegramClient")]
    public void A_project_refers_only_to_those_below_it(string project, params string[] allowed)
    {
        var file = XDocument.Load(Path.Combine(Root(), "src", project, project + ".csproj"));
        var referred = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).Order();
        Assert.Equal(allowed.Order(), referred);
    }

    [Theory]
    [InlineData("CellBot.Domain")]
    [InlineData("CellBot.Dialogs")]
    public void Domain_and_dialogs_have_no_package(string project)
    {
        var file = XDocument.Load(Path.Combine(Root(), "src", project, project + ".csproj"));
        Assert.Empty(file.Descendants("PackageReference"));
    }

    [Theory]
    [InlineData("CellBot.Domain")]
    [InlineData("CellBot.Dialogs", "CellBot.Domain")]
    public void Domain_and_dialogs_touch_no_network_file_or_clock(string project, params string[] others)
    {
        string[] forbidden = ["System.Net.Http", "System.Net.Sockets", "System.Data.Common", "System.IO.FileSystem", "Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "Quartz"];
        var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        var touched = assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();
        Assert.DoesNotContain(touched, name => forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Equal(others, touched.Where(name => name.StartsWith("CellBot.", StringComparison.Ordinal)));
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
