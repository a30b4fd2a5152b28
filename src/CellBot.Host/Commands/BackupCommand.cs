using System.CommandLine;
using System.Globalization;
using CellBot.Host.Clock;
using CellBot.Storage.Backups;

namespace CellBot.Host.Commands;

/// <summary><c>backup FILE</c>: the whole store in one file, while the host runs or without it.</summary>
internal static class BackupCommand
{
    public static StoreCommand Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it; never overwritten." };
        return new StoreCommand("backup", "Writes everything that is stored, attachments included, into one file, and reads it again to be sure. The key file is not in it.",
            _ => [],
            async (parsed, scene, cancel) =>
            {
                var path = parsed.GetRequiredValue(file);
                BackupSummary? made = null;
                await scene.Files.WriteBackup(path, async stream => made = await Backup.Write(scene.Store, stream, scene.Clock, cancel));
                if (await scene.Store.Mute(cancel) is null)
                    await NoteIfPossible(scene, made!, cancel);
                scene.Output.WriteLine($"Wrote {path}: {Told(made!)}. It was read again and is whole.");
                scene.Output.WriteLine($"The key file is not in it: {scene.Store.KeyFile}. Keep a copy of that file in another place; without it nobody can read the backup.");
                foreach (var missing in made!.Missing)
                    scene.Error.WriteLine($"The attachment {missing} is missing in the store itself, and therefore in the backup.");
                return 0;
            },
            output: parsed => parsed.GetRequiredValue(file))
        { file };
    }

    /// <summary>"1,234 documents, 56 attachments, 12.3 MB, as of 2026-11-20 09:12 (UTC+7)".</summary>
    public static string Told(BackupSummary made) => string.Create(CultureInfo.InvariantCulture,
        $"{made.Documents:N0} documents, {made.Files:N0} attachments, {made.Bytes / 1e6:N1} MB, as of {made.Header.MadeAt.ToOffset(CellClock.Offset):yyyy-MM-dd HH:mm} (UTC+7)");

    /// <summary>A full disk is no reason to call a good backup a failure.</summary>
    private static async Task NoteIfPossible(CommandScene scene, BackupSummary made, CancellationToken cancel)
    {
        try
        {
            await scene.Store.NoteBackup(made.Header.MadeAt, cancel);
        }
        catch (Storage.StoreWriteException unwritten)
        {
            scene.Error.WriteLine($"The store itself takes no writes: {unwritten.Message}");
        }
    }
}
