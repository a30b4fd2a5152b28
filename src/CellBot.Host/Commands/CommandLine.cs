using System.CommandLine;
using CellBot.Host.Settings;
using CellBot.Storage;
using CellBot.Storage.Backups;

namespace CellBot.Host.Commands;

/// <summary>The program's door: starts the host, or runs a command: in the running host, on the file itself where none runs, or in the database server that several hosts share.</summary>
internal static class CommandLine
{
    /// <param name="start">Starts the host and returns its exit code.</param>
    /// <param name="place">Read only when a command needs it.</param>
    public static async Task<int> Run(string[] args, Func<CancellationToken, Task<int>> start, Func<CommandPlace> place, TimeProvider clock, TextWriter output, TextWriter error)
    {
        var parsed = CommandTree.Parse(args, start, (command, result, cancel) => command switch
        {
            RestoreCommand restore => restore.Run(result, place(), clock, output, cancel),
            _ => RunCommand((StoreCommand)command, result, args, place(), clock, output, error, cancel),
        });
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // the host stops by itself, in its own time: two seconds after SIGTERM this would end it
            });
        }
        catch (Exception clear) when (clear is StoreException or SettingException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(clear.Message);
            return 1;
        }
    }

    private static async Task<int> RunCommand(
        StoreCommand command, ParseResult parsed, string[] args, CommandPlace place, TimeProvider clock, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        using var files = new LocalFiles();
        var inputs = new Dictionary<string, byte[]>();
        foreach (var path in command.Inputs(parsed)) inputs[path] = files.Read(path).ToArray();
        if (command.Output is { } made) BackupFile.RequireNew(made(parsed));
        var given = parsed.GetValue(CommandTree.Store);
        var storage = place.With(given);
        if (storage.IsEmbedded && await CommandClient.Run(storage.Path, new CommandRequest(args, inputs), files, output, error, cancel) is { } exit) return exit;

        if (storage.IsEmbedded && !File.Exists(storage.Path) && (given is not null || !command.MayBeginStore))
            throw new IOException($"There is no store at {Path.GetFullPath(storage.Path)}. Check {(given is null ? "the setting Storage:Path" : "--store")}; a new store begins with \"roster import\", or with the first start of the host.");
        await using var store = await CellBotHost.OpenStore(storage, clock, cancel);
        return await command.Run(parsed, new CommandScene(store, clock, files, output, error, place.BotName), cancel);
    }
}

/// <summary>Where a command without a host finds what it needs.</summary>
internal sealed record CommandPlace(StorageSettings Storage, Func<CancellationToken, Task<string?>> BotName)
{
    /// <summary>The store that the settings name, or the file given as <c>--store</c>.</summary>
    public StorageSettings With(string? file) => file is null ? Storage : Storage.InFile(file);
}
