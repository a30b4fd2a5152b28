using System.Security.Cryptography;
using System.Text;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Encryption;

/// <summary>The persons' keys: stored wrapped as documents by owner, remembered unwrapped. Deleting the document erases what the person wrote.</summary>
internal sealed class PersonKeys(IDocumentEngine engine, StoreKey storeKey)
{
    public static readonly DocumentType Documents = new("person_key");

    private readonly AesGcm _storeKey = storeKey.Cipher();
    private readonly RecentCache<string, PersonKey?> _known = new(generation: 2048);

    public byte[] SecretFor(string purpose) => storeKey.SecretFor(purpose);

    /// <summary>Null: the owner has none.</summary>
    public ValueTask<PersonKey?> Find(string owner, CancellationToken cancel) =>
        _known.TryGet(owner, out var key) ? new(key) : new(Load(owner, cancel));

    /// <summary>Those of many owners, for reading many documents.</summary>
    public async ValueTask Find(Dictionary<string, PersonKey?> wanted, CancellationToken cancel)
    {
        List<string>? missing = null;
        foreach (var owner in wanted.Keys)
        {
            if (_known.TryGet(owner, out var key))
                wanted[owner] = key;
            else
                (missing ??= []).Add(owner);
        }

        if (missing is null)
            return;
        var marks = _known.MarkAll();
        foreach (var document in await engine.Get(Documents, missing, cancel).ConfigureAwait(false))
            wanted[document.Id] = PersonKey.Unwrap(document.Id, document.Version, _storeKey, document.Body.Span);
        foreach (var owner in missing)
            _known.AddRead(owner, wanted[owner], marks);
    }

    /// <summary>From the store, whatever is remembered.</summary>
    public async Task<PersonKey?> Load(string owner, CancellationToken cancel)
    {
        var mark = _known.Mark(owner);
        var found = await engine.Get(Documents, [owner], cancel).ConfigureAwait(false);
        var key = found.Count == 0 ? null : PersonKey.Unwrap(owner, found[0].Version, _storeKey, found[0].Body.Span);
        _known.AddRead(owner, key, mark);
        return key;
    }

    /// <summary>A new key, and its document.</summary>
    public (PersonKey Key, StoredDocument Document) Make(string owner, long version)
    {
        if (owner.Length is 0 or > Envelope.LongestId || !Ascii.IsValid(owner))
            throw new ArgumentException($"\"{owner}\" cannot own a key: 1–{Envelope.LongestId} ASCII characters.");
        var key = PersonKey.Make(owner, version, _storeKey, out var wrapped);
        return (key, new StoredDocument(owner, version, 1, wrapped, []));
    }

    public void Remember(PersonKey key) => _known.Set(key.Owner, key);

    public void Forget(string owner) => _known.Remove(owner);
}
