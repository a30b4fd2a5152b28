using System.Security.Cryptography;
using CellBot.Storage.Backups;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Records;

/// <summary>
/// Files that people sent, encrypted with their owner's key. A file is written first and kept by the commit that names it
/// (<see cref="Session.KeepFile"/>); what no commit kept is an orphan.
/// </summary>
public sealed class Attachments
{
    /// <summary>One empty document for each file that is kept.</summary>
    internal static readonly DocumentType Documents = new("attachment");

    private readonly IDocumentEngine _engine;
    private readonly PersonKeys _keys;
    private readonly TimeProvider _clock;

    internal Attachments(IDocumentEngine engine, PersonKeys keys, TimeProvider clock) => (_engine, _keys, _clock) = (engine, keys, clock);

    /// <summary>Encrypts and writes a file, and flushes it to disk.</summary>
    /// <param name="owner">Whose key; erasing it makes the file unreadable.</param>
    /// <returns>The file's id: random.</returns>
    public async Task<string> Write(string owner, Stream content, CancellationToken cancel = default)
    {
        var key = await KeyOf(owner, cancel).ConfigureAwait(false);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await using var encrypted = FileCipher.Encrypt(key, id, content);
        await _engine.PutFile(id, encrypted, cancel).ConfigureAwait(false);
        return id;
    }

    /// <returns>Null if there is no such file, or its owner was erased. The caller closes it.</returns>
    public async Task<Stream?> Read(string id, CancellationToken cancel = default)
    {
        var file = await _engine.OpenFile(id, cancel).ConfigureAwait(false);
        if (file is null)
            return null;
        try
        {
            var (owner, keyId, header) = await FileCipher.ReadHeader(id, file, cancel).ConfigureAwait(false);
            var key = await _keys.Find(owner, cancel).ConfigureAwait(false);
            if (key is null || key.Id != keyId)
                key = await _keys.Load(owner, cancel).ConfigureAwait(false);
            if (key is not null && key.Id == keyId)
                return await FileCipher.Decrypt(key, id, header, file, cancel).ConfigureAwait(false);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await file.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Deletes a file that is of no more use and that no commit kept, without waiting for <see cref="Sweep"/>.</summary>
    public async Task Discard(string id, CancellationToken cancel = default)
    {
        if ((await _engine.Get(Documents, [id], cancel).ConfigureAwait(false)).Count == 0)
            await _engine.DropFile(id, cancel).ConfigureAwait(false);
    }

    /// <summary>Deletes the files that no commit kept and that were written at least <paramref name="age"/> ago: their turn did not come to its end.</summary>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="StoreInUseException">A backup has been going on for minutes, and may still need them.</exception>
    public async Task<int> Sweep(TimeSpan age, CancellationToken cancel = default)
    {
        await using var files = await Backup.HoldFiles(_engine, _clock, cancel).ConfigureAwait(false);
        var before = _clock.GetUtcNow() - age;
        var dropped = 0;
        await foreach (var file in _engine.Files(cancel).ConfigureAwait(false))
        {
            if (file.WrittenAt > before || (await _engine.Get(Documents, [file.Id], cancel).ConfigureAwait(false)).Count > 0)
                continue;
            await _engine.DropFile(file.Id, cancel).ConfigureAwait(false);
            dropped++;
        }

        return dropped;
    }

    // A file is written before any commit of its turn, so its owner's key must be there before it, too.
    private async Task<PersonKey> KeyOf(string owner, CancellationToken cancel)
    {
        while (true)
        {
            if (await _keys.Find(owner, cancel).ConfigureAwait(false) is { } known)
                return known;
            var (key, document) = _keys.Make(owner, Session.FirstVersion());
            var writes = new WriteSet { Committed = () => _keys.Remember(key) };
            writes.Put(PersonKeys.Documents, document, expectedVersion: 0);
            if (await _engine.Commit(writes, cancel).ConfigureAwait(false) is CommitResult.Committed)
                return key;
            _keys.Forget(owner);
        }
    }
}
