using System.Reflection;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Backups;

/// <summary>Writes and checks backups.</summary>
public static class Backup
{
    /// <summary>The lease that keeps attachments where they are: the sweep and a backup each take it.</summary>
    private const string FilesLease = "files";

    /// <summary>Writes the store as it stands at one moment, with every attachment that its documents name, while commits go on.</summary>
    /// <exception cref="StoreInUseException">Another backup is being made, or files are being swept.</exception>
    public static async Task<BackupSummary> Write(Store store, Stream target, TimeProvider clock, CancellationToken cancel = default)
    {
        await using var files = await HoldFilesIfPossible(store.Engine, clock, cancel).ConfigureAwait(false);
        await using var moment = await store.Engine.Snapshot(cancel).ConfigureAwait(false);
        using var writer = new BackupWriter(target);
        var header = new BackupHeader(BackupFormat.Version, clock.GetUtcNow(), await StoreInfo.KeyId(store.Engine, cancel).ConfigureAwait(false), Release);
        await writer.Header(header, cancel).ConfigureAwait(false);

        var named = new List<string>();
        foreach (var type in store.Catalog.Documents)
        {
            await writer.Type(new BackupType(type.Name, [.. type.Indexes]), cancel).ConfigureAwait(false);
            await foreach (var document in moment.All(type, cancel).ConfigureAwait(false))
            {
                if (type == StoreInfo.Documents && !StoreInfo.IsCopied(document.Id))
                    continue;
                if (type == Attachments.Documents)
                    named.Add(document.Id);
                await writer.Document(document, cancel).ConfigureAwait(false);
            }
        }

        var missing = new List<string>();
        foreach (var id in named)
        {
            if (!await WriteFile(store.Engine, id, writer, cancel).ConfigureAwait(false))
                missing.Add(id);
        }

        await writer.End([.. missing], cancel).ConfigureAwait(false);
        return new BackupSummary(header, writer.Documents, writer.Files, missing, writer.Bytes);
    }

    /// <summary>Reads a backup from its first byte to its last.</summary>
    /// <param name="name">For messages.</param>
    /// <exception cref="BackupUnreadableException">It is no backup, or not whole.</exception>
    /// <exception cref="StoreTooNewException">A newer release made it.</exception>
    public static BackupSummary Check(Stream source, string name)
    {
        using var reader = new BackupReader(source, name);
        BackupHeader? header = null;
        BackupEnd? end = null;
        foreach (var piece in reader.Read())
        {
            header = piece is BackupPiece.Header first ? first.Content : header;
            end = piece is BackupPiece.End last ? last.Content : end;
        }

        return new BackupSummary(header!, end!.Documents, end.Files, end.Missing, reader.BytesRead);
    }

    private static string Release => typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    /// <summary>Keeps attachments where they are, against the sweep or a backup: each waits for the other.</summary>
    /// <exception cref="StoreInUseException">The other one is at it for minutes.</exception>
    internal static async Task<IStoreLease> HoldFiles(IDocumentEngine engine, TimeProvider clock, CancellationToken cancel)
    {
        for (var tries = 0; tries < 120; tries++)
        {
            if (await engine.TryLease(FilesLease, cancel).ConfigureAwait(false) is { } lease)
                return lease;
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancel).ConfigureAwait(false);
        }

        throw new StoreInUseException("Another backup is being made, or old files are being swept. Try again later.");
    }

    /// <summary>Null: the store takes no writes; then nobody sweeps, either, and a backup is wanted most.</summary>
    private static async Task<IStoreLease?> HoldFilesIfPossible(IDocumentEngine engine, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            return await HoldFiles(engine, clock, cancel).ConfigureAwait(false);
        }
        catch (StoreWriteException)
        {
            return null;
        }
    }

    private static async Task<bool> WriteFile(IDocumentEngine engine, string id, BackupWriter writer, CancellationToken cancel)
    {
        if (await engine.OpenFile(id, cancel).ConfigureAwait(false) is not { } file)
            return false;
        await using (file.ConfigureAwait(false))
        {
            await writer.File(id, cancel).ConfigureAwait(false);
            var piece = new byte[BackupFormat.FilePiece];
            while (await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false) is var read and > 0)
                await writer.FileBytes(piece.AsMemory(0, read), cancel).ConfigureAwait(false);
        }

        return true;
    }
}
