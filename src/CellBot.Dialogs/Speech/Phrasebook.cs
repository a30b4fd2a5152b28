using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CellBot.Dialogs.Speech;

/// <summary>Every word the assistant says, by key, from the one file that holds them (Words/messages.vi.md).</summary>
public sealed partial class Phrasebook
{
    private readonly FrozenDictionary<string, Template> templates;

    private Phrasebook(Dictionary<string, Template> templates) => this.templates = templates.ToFrozenDictionary(StringComparer.Ordinal);

    public static Phrasebook Vietnamese { get; } = Load();

    public IReadOnlyCollection<string> Keys => templates.Keys;

    /// <exception cref="KeyNotFoundException">No such key.</exception>
    public Template this[string key] => templates.TryGetValue(key, out var template) ? template : throw new KeyNotFoundException($"messages.vi.md has no “{key}”.");

    private static Phrasebook Load()
    {
        using var stream = typeof(Phrasebook).Assembly.GetManifestResourceStream("messages.vi.md")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads "### key", then the first fenced block after it; everything else is for people.</summary>
    public static Phrasebook Parse(string file)
    {
        var templates = new Dictionary<string, Template>();
        foreach (Match entry in Entry().Matches(file.ReplaceLineEndings("\n")))
            if (!templates.TryAdd(entry.Groups["key"].Value, new Template(entry.Groups["key"].Value, entry.Groups["text"].Value)))
                throw new FormatException($"messages.vi.md has “{entry.Groups["key"].Value}” twice.");
        return new Phrasebook(templates);
    }

    [GeneratedRegex(@"^### (?<key>[\w.]+)[^\n]*\n(?:(?!```|###)[^\n]*\n)*?```text\n(?<text>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Entry();
}
