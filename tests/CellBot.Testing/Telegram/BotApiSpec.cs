using System.Text.Json;
using System.Text.RegularExpressions;

namespace CellBot.Testing.Telegram;

/// <summary>A field of a method or of a type. Sizes come from the prose of its description, the only place that has them.</summary>
public sealed record SpecField(string Name, IReadOnlyList<string> Types, bool Required, SpecSize? Size, string? Literal);

/// <summary>Inclusive bounds, and what they count: <c>characters</c>, <c>bytes</c>, <c>items</c> or <c>value</c>.</summary>
public sealed record SpecSize(long Least, long Most, string Unit);

/// <summary>A method, an object, or a union when it has <see cref="Subtypes"/>.</summary>
public sealed record SpecShape(string Name, IReadOnlyDictionary<string, SpecField> Fields, IReadOnlyList<string> Subtypes);

/// <summary>The Bot API as a table: <c>bot-api-spec.json</c> (Bot API 10.1, from PaulSonOfLars/telegram-bot-api-spec), read once.</summary>
public sealed partial class BotApiSpec
{
    private static readonly Lazy<BotApiSpec> Once = new(Load);

    public static BotApiSpec Instance => Once.Value;

    public required IReadOnlyDictionary<string, SpecShape> Methods { get; init; }

    public required IReadOnlyDictionary<string, SpecShape> Types { get; init; }

    private static BotApiSpec Load()
    {
        using var stream = typeof(BotApiSpec).Assembly.GetManifestResourceStream("bot-api-spec.json")!;
        using var document = JsonDocument.Parse(stream);
        return new BotApiSpec { Methods = Shapes(document.RootElement.GetProperty("methods")), Types = Shapes(document.RootElement.GetProperty("types")) };
    }

    private static Dictionary<string, SpecShape> Shapes(JsonElement all) => all.EnumerateObject().ToDictionary(
        shape => shape.Name,
        shape => new SpecShape(
            shape.Name,
            Items(shape.Value, "fields").Select(Field).ToDictionary(field => field.Name, StringComparer.Ordinal),
            [.. Items(shape.Value, "subtypes").Select(name => name.GetString()!)]),
        StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Items(JsonElement shape, string name) =>
        shape.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static SpecField Field(JsonElement field)
    {
        var types = field.GetProperty("types").EnumerateArray().Select(type => type.GetString()!).ToArray();
        var prose = field.GetProperty("description").GetString() ?? "";
        var literal = types is ["String"] && MustBe().Match(prose) is { Success: true } match ? match.Groups["word"].Value : null;
        return new SpecField(field.GetProperty("name").GetString()!, types, field.GetProperty("required").GetBoolean(), Size(types, prose), literal);
    }

    private static SpecSize? Size(string[] types, string prose)
    {
        if (types.Contains("String") && Counted().Match(prose) is { Success: true } text)
            return new SpecSize(Number(text, "least"), Number(text, "most"), text.Groups["unit"].Value);
        if (types.Any(type => type.StartsWith("Array of", StringComparison.Ordinal)))
        {
            if (Items().Match(prose) is { Success: true } items)
                return new SpecSize(Number(items, "least"), Number(items, "most"), "items");
            return AtMost().Match(prose) is { Success: true } most ? new SpecSize(0, Number(most, "most"), "items") : null;
        }

        return types is ["Integer"] && Between().Match(prose) is { Success: true } value
            ? new SpecSize(Number(value, "least"), Number(value, "most"), "value")
            : null;
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<least>\d+)-(?<most>\d+) (?<unit>characters|bytes)")]
    private static partial Regex Counted();

    [GeneratedRegex(@"(?<least>\d+)-(?<most>\d+) items")]
    private static partial Regex Items();

    [GeneratedRegex(@"[Aa]t most (?<most>\d+) ")]
    private static partial Regex AtMost();

    [GeneratedRegex(@"(?:between |, )(?<least>\d+)-(?<most>\d+)(?: are accepted|\. Defaults)")]
    private static partial Regex Between();

    [GeneratedRegex(@"(?:must be |always [“""])(?<word>[a-z_]+)(?:$|[”""])")]
    private static partial Regex MustBe();
}
