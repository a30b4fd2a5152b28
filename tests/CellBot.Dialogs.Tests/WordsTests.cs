using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using CellBot.Dialogs.Speech;

namespace CellBot.Dialogs.Tests;

/// <summary>The words stand in one place, each is used, and each placeholder is filled where the words are said.</summary>
public sealed partial class WordsTests
{
    private static readonly string[] Ambient = ["Addr", "AddrCap", "FullAddr", "Cell", "Secretary", "Reviewer", "ReviewerCap"];
    private static readonly IReadOnlyDictionary<string, string> Sources = Directory
        .EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToDictionary(file => file, File.ReadAllText);

    /// <summary>Methods that give the same placeholders to several texts, by name.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> Sets = Sources.Values.SelectMany(source => ArgumentSet().Matches(source))
        .ToDictionary(set => set.Groups["name"].Value, set => Name().Matches(set.Groups["body"].Value).Select(match => match.Groups[1].Value).ToArray());

    [Fact]
    public void Every_key_is_used()
    {
        var said = Sources.Values.SelectMany(source => Literal().Matches(source).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.Empty(Phrasebook.Vietnamese.Keys.Where(key => !said.Contains(key)).Order());
    }

    [Fact]
    public void Every_key_that_is_said_exists_and_is_given_its_placeholders()
    {
        var wrong = new List<string>();
        var checkedKeys = 0;
        foreach (var (file, source) in Sources)
            foreach (Match call in Call().Matches(source))
            {
                var key = call.Groups["key"].Value;
                var where = $"{Path.GetFileName(file)}: {key}";
                if (!Phrasebook.Vietnamese.Keys.Contains(key)) { wrong.Add($"{where} does not exist"); continue; }
                var arguments = Balanced(source, call.Index + call.Length);
                if (!arguments.Contains("(\"", StringComparison.Ordinal) && arguments.Contains("args", StringComparison.Ordinal)) continue; // given on by a caller
                var given = Name().Matches(arguments).Select(match => match.Groups[1].Value).ToHashSet();
                if (arguments.Contains("DutyWords.Args(", StringComparison.Ordinal)) given.UnionWith(["Item", "ItemCap", "Due", "DueText", "Days", "DaysLeft"]);
                foreach (var (set, names) in Sets.Where(set => arguments.Contains($"{set.Key}(", StringComparison.Ordinal))) given.UnionWith(names);
                var template = Phrasebook.Vietnamese[key];
                var lists = arguments.Contains("Pick.Many", StringComparison.Ordinal) ? LoneList().Matches(template.Text).Select(match => match.Groups[1].Value) : [];
                foreach (var missing in template.Placeholders.Except(Ambient).Except(lists).Except(["k"]).Where(name => !given.Contains(name)))
                    wrong.Add($"{where} is not given {{{missing}}}");
                checkedKeys++;
            }
        Assert.Empty(wrong);
        Assert.True(checkedKeys > 100, $"only {checkedKeys} calls were found: the check has lost its way");
    }

    [Fact]
    public void Texts_are_composed_plain_and_short_enough_for_every_channel()
    {
        foreach (var key in Phrasebook.Vietnamese.Keys)
        {
            var text = Phrasebook.Vietnamese[key].Text;
            Assert.True(text.IsNormalized(NormalizationForm.FormC), $"{key} is not NFC");
            Assert.True(text.Length <= 2000, $"{key} is longer than a Zalo message");
            Assert.DoesNotContain('Ð', text);
            Assert.DoesNotMatch(Forbidden(), text);
        }
    }

    /// <summary>Lists, notices, summaries and the consent text come on top of the three lines (design section 1).</summary>
    private static readonly string[] Longer = ["consent.notice", "help.short", "meeting.notice", "meeting.notice.body", "meeting.notice.convener", "meeting.notice.convenerBody", "digest.secretary", "meeting.answers.list", "task.assigned"];

    [Fact]
    public void Behaviour_25_a_message_has_three_lines_of_prose_at_most_and_one_question()
    {
        foreach (var key in Phrasebook.Vietnamese.Keys.Except(Longer))
        {
            var prose = Phrasebook.Vietnamese[key].Text.Split('\n').Where(line => !ChoiceLine().IsMatch(line) && !LoneList().IsMatch(line)).ToArray();
            Assert.True(prose.Length <= 3, $"{key} has {prose.Length} lines of prose");
            Assert.True(prose.Sum(line => line.Count(letter => letter == '?')) <= 1, $"{key} asks more than one question");
        }
        Assert.All(Longer, key => Assert.Contains(key, Phrasebook.Vietnamese.Keys));
    }

    private static string Balanced(string source, int from)
    {
        var depth = 1;
        var at = from;
        for (; at < source.Length && depth > 0; at++)
            depth += source[at] switch { '(' => 1, ')' => -1, _ => 0 };
        return source[from..at];
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex("\"([\\w.]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""\.(?:Say|Screen|Summary)\("(?<key>[a-zA-Z][\w]*\.[\w.]+)"(?=[,)])""")]
    private static partial Regex Call();

    [GeneratedRegex(@"static \(string Name, object\? Value\)\[\] (?<name>\w+)\([^)]*\) =>\s*\[(?<body>.*?)\];", RegexOptions.Singleline)]
    private static partial Regex ArgumentSet();

    [GeneratedRegex("\\(\"(\\w+)\",")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\{(\w+)\}$", RegexOptions.Multiline)]
    private static partial Regex LoneList();

    [GeneratedRegex(@"^(?:\d+|\{k\})\. ")]
    private static partial Regex ChoiceLine();

    // Glossary section 11: disciplinary terms are never said of lateness; foreign words have Vietnamese ones.
    [GeneratedRegex(@"\b(?:vi phạm|cảnh cáo|khiển trách|user|admin|deadline|submit|update)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();
}
