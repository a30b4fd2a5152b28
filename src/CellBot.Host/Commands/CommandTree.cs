using System.CommandLine;

namespace CellBot.Host.Commands;

/// <summary>Everything that can be typed after <c>cellbot</c>. To add a command is to add its line.</summary>
internal static class CommandTree
{
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null }; // a name may begin with @

    /// <summary>The database file, over <c>Storage:Path</c>.</summary>
    public static Option<string?> Store { get; } = new("--store") { Description = "The database file; default: the setting Storage:Path.", HelpName = "FILE", Recursive = true };

    /// <param name="start">Starts the host, which is what <c>cellbot</c> alone does.</param>
    /// <param name="run">How a command gets its scene.</param>
    public static ParseResult Parse(IReadOnlyList<string> args, Func<CancellationToken, Task<int>> start, Func<StoreCommand, ParseResult, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand("CellBot: the assistant of a Party cell. Without a command it starts the host; settings are given as --Section:Name value, or in the environment.")
        {
            Store,
            new Command("roster", "People of the cells.") { RosterCommand.Import() },
            new Command("officer", "Offices in the bodies above the cells.") { OfficerCommand.Add() },
            new Command("invites", "Codes that link people to their chat accounts.") { InvitesCommand.Create() },
            SimulateCommand.Create(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancel) =>
        {
            if (args.Count == 0 || args[0].StartsWith('-')) return start(cancel);
            parsed.InvocationConfiguration.Error.WriteLine($"There is no command \"{args[0]}\". See cellbot --help.");
            return Task.FromResult(1);
        });
        foreach (var command in root.Subcommands.SelectMany(group => group.Subcommands).OfType<StoreCommand>())
            command.SetAction((parsed, cancel) => run(command, parsed, cancel));
        return root.Parse(args, Parser);
    }
}
