using System.CommandLine;
using CellBot.Host.Settings;

namespace CellBot.Host.Commands;

/// <summary>Everything that can be typed after <c>cellbot</c>. To add a command is to add its line.</summary>
internal static class CommandTree
{
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null }; // a name may begin with @

    /// <summary>The database file, over <c>Storage:Path</c>.</summary>
    public static Option<string?> Store { get; } = new("--store") { Description = "The database file; default: the setting Storage:Path.", HelpName = "FILE", Recursive = true };

    /// <param name="start">Starts the host, which is what <c>cellbot</c> alone does.</param>
    /// <param name="run">How a command (a <see cref="StoreCommand"/>, or <see cref="RestoreCommand"/>) gets what it works with.</param>
    public static ParseResult Parse(IReadOnlyList<string> args, Func<CancellationToken, Task<int>> start, Func<Command, ParseResult, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand("CellBot: the assistant of a Party cell. Without a command it starts the host; settings are given as --Section:Name value, or in the environment.")
        {
            Store,
            new Command("roster", "People of the cells.") { RosterCommand.Import() },
            new Command("officer", "Offices in the bodies above the cells.") { OfficerCommand.Add() },
            new Command("invites", "Codes that link people to their chat accounts.") { InvitesCommand.Create() },
            new Command("audit", "The audit trail.") { AuditCommand.Verify() },
            BackupCommand.Create(),
            new RestoreCommand(),
            UnmuteCommand.Create(),
            SimulateCommand.Create(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancel) =>
        {
            if (Unknown(args, parsed) is not { } problem) return start(cancel);
            parsed.InvocationConfiguration.Error.WriteLine(problem);
            return Task.FromResult(1);
        });
        foreach (var command in root.Subcommands.Concat(root.Subcommands.SelectMany(group => group.Subcommands)).Where(command => command is StoreCommand or RestoreCommand))
            command.SetAction((parsed, cancel) => run(command, parsed, cancel));
        var parsed = root.Parse(args, Parser);
        if (parsed.CommandResult.Command == root) return parsed;
        root.TreatUnmatchedTokensAsErrors = true; // only the host takes settings: a misspelt option of a command is an error
        return root.Parse(args, Parser);
    }

    /// <summary>What keeps the host from starting: only settings may be given to it, as --Section:Name value or --Section:Name=value.</summary>
    private static string? Unknown(IReadOnlyList<string> args, ParseResult parsed)
    {
        if (args.Count > 0 && !args[0].StartsWith('-')) return $"There is no command \"{args[0]}\". See cellbot --help.";
        if (parsed.GetResult(Store) is not null) return "--store is for commands. To start the host on another database, give --Storage:Path FILE.";
        for (var i = 0; i < args.Count; i++)
        {
            var (option, equals) = (args[i], args[i].IndexOf('='));
            var name = equals < 0 ? option : option[..equals];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !name.Contains(':'))
                return $"There is no option \"{name}\". A setting is given as --Section:Name value, such as --Web:Urls http://127.0.0.1:5080; see cellbot --help.";
            if (!HostSettings.Sections.Contains(name[2..name.IndexOf(':')], StringComparer.OrdinalIgnoreCase))
                return $"There is no setting \"{name[2..]}\"; the sections are {string.Join(", ", HostSettings.Sections)}.";
            if (equals < 0 && ++i == args.Count) return $"\"{name}\" has no value.";
        }
        return null;
    }
}
