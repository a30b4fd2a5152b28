using System.CommandLine;
using CellBot.Storage;
using CellBot.Storage.Backups;

namespace CellBot.Host.Commands;

/// <summary><c>restore FILE</c>: fills an empty store. It runs without a host, which would have made the store its own.</summary>
internal sealed class RestoreCommand : Command
{
    private readonly Argument<string> file = new("FILE") { Description = "A backup of this or an earlier release, made with any engine." };

    public RestoreCommand() : base("restore", "Fills an empty store from a backup. The key file has to be in its place. The copy is muted: it neither receives nor sends until \"cellbot unmute\".") => Add(file);

    public async Task<int> Run(ParseResult parsed, CommandPlace place, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        var path = parsed.GetRequiredValue(file);
        var storage = place.With(parsed.GetValue(CommandTree.Store));
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var restored = await new Restore(() => CellBotHost.OpenEngine(storage, clock), RecordTypes.Catalog, clock).Run(source, path, storage.KeyFilePath, cancel);
        await using (await CellBotHost.OpenStore(storage, clock, cancel))
            output.WriteLine($"Restored {path}: {BackupCommand.Told(restored)}. The store opens.");
        output.WriteLine("It is muted: start the host and look around; it neither receives nor sends until you run: cellbot unmute");
        foreach (var missing in restored.Missing)
            output.WriteLine($"The attachment {missing} was missing already when the backup was made.");
        return 0;
    }
}
