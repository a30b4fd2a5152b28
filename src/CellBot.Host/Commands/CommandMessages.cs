using System.Text.Json.Serialization;

namespace CellBot.Host.Commands;

/// <summary>What a command asks of the running host: one line of JSON.</summary>
/// <param name="Args">As typed.</param>
/// <param name="Files">Contents of its input files, by the path as typed.</param>
internal sealed record CommandRequest(IReadOnlyList<string> Args, IReadOnlyDictionary<string, byte[]> Files);

/// <summary>What the host says while it runs a command: a line of JSON for each piece, the exit code in the last.</summary>
internal sealed record CommandAnswer
{
    public string? Output { get; init; }
    public string? Error { get; init; }
    /// <summary>A file to write on the caller's side.</summary>
    public string? Path { get; init; }
    public byte[]? Content { get; init; }
    /// <summary>The next bytes of a backup at that path.</summary>
    public byte[]? Piece { get; init; }
    /// <summary>The backup is all there.</summary>
    public bool? IsWhole { get; init; }
    public int? Exit { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandAnswer))]
internal sealed partial class CommandJson : JsonSerializerContext;
