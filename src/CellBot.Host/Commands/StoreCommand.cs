using System.CommandLine;

namespace CellBot.Host.Commands;

/// <summary>A command that reads or changes what is stored: it runs in the running host if there is one, else on the store itself.</summary>
internal sealed class StoreCommand : Command
{
    /// <param name="inputs">Paths of the files it reads.</param>
    /// <param name="run">Returns the exit code.</param>
    /// <param name="output">Path of a file that it makes; looked at on the caller's side before anything is done, because it must not exist.</param>
    /// <param name="mayBeginStore">Whether it may begin a new store where the settings name one that does not exist. A path given as --store must exist: it would be a slip.</param>
    public StoreCommand(
        string name, string description, Func<ParseResult, IReadOnlyList<string>> inputs, Func<ParseResult, CommandScene, CancellationToken, Task<int>> run,
        Func<ParseResult, string>? output = null, bool mayBeginStore = false)
        : base(name, description) => (Inputs, Run, Output, MayBeginStore) = (inputs, run, output, mayBeginStore);

    public Func<ParseResult, IReadOnlyList<string>> Inputs { get; }

    public Func<ParseResult, CommandScene, CancellationToken, Task<int>> Run { get; }

    public Func<ParseResult, string>? Output { get; }

    public bool MayBeginStore { get; }
}
