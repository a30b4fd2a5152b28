using System.Globalization;
using System.Text.RegularExpressions;

namespace CellBot.Testing.Journeys;

/// <summary>One golden conversation of journeys.vi.md: blocks with a time and a person, lines said and lines expected.</summary>
public sealed partial record JourneyScript(string Title, IReadOnlyList<JourneyBlock> Blocks)
{
    /// <param name="number">As the heading has it: "1a", "3".</param>
    public static JourneyScript Load(string number)
    {
        using var stream = typeof(JourneyScript).Assembly.GetManifestResourceStream("journeys.vi.md")!;
        var file = new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
        var section = Regex.Match(file, $@"^## {Regex.Escape(number)}\. (?<title>[^\n]*)\n.*?```text\n(?<text>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline);
        if (!section.Success) throw new InvalidOperationException($"No journey {number}.");
        return new JourneyScript($"{number}. {section.Groups["title"].Value}", [.. Parse(section.Groups["text"].Value)]);
    }

    /// <summary>This one and what follows on it, as one.</summary>
    public JourneyScript Then(JourneyScript next) => new($"{Title} {next.Title}", [.. Blocks, .. next.Blocks]);

    private static IEnumerable<JourneyBlock> Parse(string text)
    {
        JourneyBlock? block = null;
        var steps = new List<JourneyStep>();
        var expected = new List<string>();
        void Flush()
        {
            if (expected.Count > 0) steps.Add(new JourneyStep(null, string.Join('\n', expected)));
            expected.Clear();
        }
        foreach (var line in text.Split('\n').Append(""))
        {
            if (line.StartsWith('['))
            {
                Flush();
                if (block is not null) yield return block with { Steps = [.. steps] };
                steps.Clear();
                var head = Head().Match(line);
                block = head.Success
                    ? new JourneyBlock(new DateTimeOffset(DateTime.ParseExact(head.Groups["when"].Value, "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(7)), head.Groups["who"].Value.Trim(), null, [])
                    : new JourneyBlock(default, "", line.Trim('[', ']'), []);
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal)) { Flush(); steps.Add(new JourneyStep(line[2..], null)); }
            else if (line.StartsWith("< ", StringComparison.Ordinal)) expected.Add(line[2..]);
            else Flush();
        }
        if (block is not null) yield return block with { Steps = [.. steps] };
    }

    [GeneratedRegex(@"^\[thứ \S+ (?<when>\d\d/\d\d/\d{4} \d\d:\d\d) · (?<who>[^·,\]]+)")]
    private static partial Regex Head();
}

/// <param name="Note">A line that is neither a time nor a person: the test says what it means.</param>
public sealed record JourneyBlock(DateTimeOffset When, string Who, string? Note, List<JourneyStep> Steps);

/// <summary>Something said, or a message expected.</summary>
public sealed record JourneyStep(string? Says, string? Expects);
