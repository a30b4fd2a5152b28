using System.Security.Cryptography;
using System.Text;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Encryption;

/// <summary>The persons' keys: stored wrapped as documents by owner, remembered unwrapped. Deleting the document erases what the person wrote.</summary>
internal sealed class PersonKeys
{
    private const string Erased = "erased ";

    public static readonly DocumentType Documents = new("person_key");

    private readonly IDocumentEngine _engine;
    private readonly StoreKey _store;
    private readonly AesGcm _storeKey;
    private readonly RecentCache<string, PersonKey?> _known = new(generation: 2048);

    public PersonKeys(IDocumentEngine engine, StoreKey storeKey)
    {
        (_engine, _store, _storeKey) = (engine, storeKey, storeKey.Cipher());
        if (engine.Bell is { } bell)
            bell.Rung += ForgetErased;
    }

    /// <summary>The word by which other processes forget the keys of people who were erased.</summary>
    public static string Erasing(IReadOnlyCollection<string> owners) => Erased + (owners.Count == 1 ? owners.First() : "");

    public byte[] SecretFor(string purpose) => _store.SecretFor(purpose);

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
        foreach (var document in await _engine.Get(Documents, missing, cancel).ConfigureAwait(false))
            wanted[document.Id] = PersonKey.Unwrap(document.Id, document.Version, _storeKey, document.Body.Span);
        foreach (var owner in missing)
            _known.AddRead(owner, wanted[owner], marks);
    }

    /// <summary>From the store, whatever is remembered.</summary>
    public async Task<PersonKey?> Load(string owner, CancellationToken cancel)
    {
        var mark = _known.Mark(owner);
        var found = await _engine.Get(Documents, [owner], cancel).ConfigureAwait(false);
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

    private void ForgetErased(string? word)
    {
        if (word is null || word == Erased)
            _known.Clear();
        else if (word.StartsWith(Erased, StringComparison.Ordinal))
            _known.Remove(word[Erased.Length..]);
    }
}
