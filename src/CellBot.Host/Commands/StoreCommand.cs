using System.CommandLine;

namespace CellBot.Host.Commands;

/// <summary>A command that reads or changes what is stored: it runs in the running host if there is one, else on the file itself.</summary>
internal sealed class StoreCommand : Command
{
    /// <param name="inputs">Paths of the files it reads.</param>
    /// <param name="run">Returns the exit code.</param>
    public StoreCommand(string name, string description, Func<ParseResult, IReadOnlyList<string>> inputs, Func<ParseResult, CommandScene, CancellationToken, Task<int>> run)
        : base(name, description) => (Inputs, Run) = (inputs, run);

    public Func<ParseResult, IReadOnlyList<string>> Inputs { get; }

    public Func<ParseResult, CommandScene, CancellationToken, Task<int>> Run { get; }
}
