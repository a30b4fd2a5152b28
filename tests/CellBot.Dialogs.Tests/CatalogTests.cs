using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Tests;

/// <summary>What one feature says to begin exists in another.</summary>
public sealed partial class CatalogTests
{
    [Fact]
    public void Every_dialog_that_a_choice_begins_is_in_the_catalogue()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Root(), "src", "CellBot.Dialogs"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Begun().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().ToArray();
        Assert.True(named.Length > 10);
        Assert.Equal("", string.Join(", ", named.Where(name => name != "resume" && Product.Catalog.Find(name) is null)));
    }

    [Fact]
    public void Every_command_has_a_name_that_people_can_read()
    {
        var kinds = Product.Catalog.Phrases.Select(phrase => Product.Catalog.Command(phrase, phrase, Someone)?.Kind).OfType<DialogKind>().Where(kind => !kind.Digression && !kind.LeavesQuietly).Distinct();
        Assert.Equal("", string.Join(", ", kinds.Where(kind => kind.Title is null).Select(kind => kind.Name)));
    }

    private static readonly Me Someone = new(new Participant("p") { FullName = "Nguyễn Văn An" }, null, [], null, null, []);

    [Fact]
    public void Every_phrase_is_written_as_messages_are_compared()
    {
        Assert.DoesNotContain(Product.Catalog.Phrases, phrase => phrase is not "?" && phrase.TrimStart('/') != VietnameseText.ForMatching(phrase).TrimStart('/'));
    }

    [GeneratedRegex(@"(?:Start\.Of|new Start)\(""([a-z.-]+)""")]
    private static partial Regex Begun();

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
