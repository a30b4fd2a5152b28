using System.Globalization;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Restored;
using CellBot.Host.Settings;
using CellBot.Storage;
using CellBot.Storage.Backups;
using CellBot.Storage.Records;

namespace CellBot.Host.Backups;

/// <summary>Makes the night's backup when it is owed, throws away the oldest, and keeps the board informed. Asked every ten minutes; what failed is tried again then.</summary>
public sealed partial class NightlyBackup(Store store, BackupSettings settings, StorageSettings storage, DemoSettings demo, Mute mute, HealthBoard health, CellClock clock, ILogger<NightlyBackup> log)
{
    /// <summary>Its name on the board.</summary>
    public const string Part = "backup";

    private readonly BackupFolder folder = new(settings.FolderFor(storage), storage.IsEmbedded ? Path.GetFileNameWithoutExtension(storage.Path) : "cellbot");

    /// <returns>Whether a backup was made.</returns>
    public async Task<bool> RunIfOwed(CancellationToken cancel)
    {
        if (!settings.Nightly || demo.Enabled || mute.IsMuted)
            return false;
        var last = await store.LastBackup(cancel);
        if (!BackupNight.IsOwed(last, clock.Now))
        {
            Report(last, null);
            return false;
        }

        try
        {
            var made = await Make(cancel);
            Report(made.Header.MadeAt, made.Missing.Count == 0 ? null : $"{made.Missing.Count} attachments that documents name are missing in the store; the log names them.");
            return true;
        }
        catch (Exception failed) when (failed is StoreException or IOException or UnauthorizedAccessException)
        {
            LogFailed(failed);
            if (failed is StoreUnreadableException or StoreTamperedException)
                health.StoreFails((StoreException)failed);
            Report(last, $"Last night's backup failed: {failed.Message}");
            return false;
        }
    }

    private async Task<BackupSummary> Make(CancellationToken cancel)
    {
        folder.Prepare();
        var path = folder.PathOf(clock.Now);
        BackupSummary made;
        using (var file = BackupFile.Create(path))
        {
            made = await Backup.Write(store, file.Stream, clock.Time, cancel);
            file.Finish();
        }

        await store.NoteBackup(made.Header.MadeAt, cancel);
        var dropped = folder.Rotate(settings.Keep);
        LogMade(path, made.Documents, made.Files, dropped);
        foreach (var missing in made.Missing)
            LogMissing(missing);
        return made;
    }

    private void Report(DateTimeOffset? last, string? trouble)
    {
        var isOld = last is { } at && clock.Now - at > BackupNight.TooOld;
        var age = last is null ? "There is no backup yet." : string.Create(CultureInfo.InvariantCulture, $"The last backup is of {last.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
        health.Part(Part, trouble is not null || isOld ? HealthColor.Yellow : HealthColor.Green, trouble is null ? isOld ? $"{age} Look at Backup:Folder and the log, and run: cellbot backup FILE" : age : $"{trouble} {age}");
    }

    [LoggerMessage(LogLevel.Information, "Backup {Path}: {Documents} documents, {Files} attachments; {Dropped} old backups deleted.")]
    private partial void LogMade(string path, long documents, long files, int dropped);

    [LoggerMessage(LogLevel.Error, "The nightly backup failed; it is tried again in ten minutes.")]
    private partial void LogFailed(Exception accident);

    [LoggerMessage(LogLevel.Error, "The attachment {FileId} is named by a document and is missing.")]
    private partial void LogMissing(string fileId);
}
