using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CellBot.Storage.Encryption;

/// <summary>
/// The key of one person's words. It is stored wrapped by the store's key: format (1 byte), key id (8), nonce (12), wrapped key (32), tag (16);
/// additional data: the owner and the key id.
/// </summary>
internal sealed class PersonKey
{
    public const int NonceLength = 12;
    public const int TagLength = 16;
    private const byte Format = 1;
    private const int KeyLength = 32;
    private const int WrappedLength = 1 + sizeof(ulong) + NonceLength + KeyLength + TagLength;

    private readonly AesGcm _cipher;

    private PersonKey(string owner, ulong id, long version, ReadOnlySpan<byte> key)
    {
        (Owner, Id, Version) = (owner, id, version);
        _cipher = new AesGcm(key, TagLength);
    }

    public string Owner { get; }

    /// <summary>Random. A person who was erased and came back has another one.</summary>
    public ulong Id { get; }

    /// <summary>Of the document that holds the key.</summary>
    public long Version { get; }

    public static PersonKey Make(string owner, long version, AesGcm storeKey, out byte[] wrapped)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        RandomNumberGenerator.Fill(key);
        wrapped = new byte[WrappedLength];
        wrapped[0] = Format;
        RandomNumberGenerator.Fill(wrapped.AsSpan(1, sizeof(ulong) + NonceLength));
        var id = BinaryPrimitives.ReadUInt64BigEndian(wrapped.AsSpan(1));
        var rest = wrapped.AsSpan(1 + sizeof(ulong));
        lock (storeKey)
            storeKey.Encrypt(rest[..NonceLength], key, rest.Slice(NonceLength, KeyLength), rest[(NonceLength + KeyLength)..], Bound(owner, id));
        return Take(owner, id, version, key);
    }

    /// <exception cref="StoreTamperedException">It was not wrapped by this key for this owner.</exception>
    public static PersonKey Unwrap(string owner, long version, AesGcm storeKey, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != WrappedLength || wrapped[0] != Format)
            throw new StoreTamperedException($"The stored key of {owner} is not one.");
        Span<byte> key = stackalloc byte[KeyLength];
        var id = BinaryPrimitives.ReadUInt64BigEndian(wrapped[1..]);
        var rest = wrapped[(1 + sizeof(ulong))..];
        try
        {
            lock (storeKey)
                storeKey.Decrypt(rest[..NonceLength], rest.Slice(NonceLength, KeyLength), rest[(NonceLength + KeyLength)..], key, Bound(owner, id));
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new StoreTamperedException($"The stored key of {owner} was altered, or belongs to somebody else.", mismatch);
        }

        return Take(owner, id, version, key);
    }

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> bound)
    {
        lock (_cipher) // one native context, not made for two threads at once
            _cipher.Encrypt(nonce, plain, cipher, tag, bound);
    }

    /// <exception cref="AuthenticationTagMismatchException">It is not what was encrypted.</exception>
    public void Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> bound)
    {
        lock (_cipher)
            _cipher.Decrypt(nonce, cipher, tag, plain, bound);
    }

    private static PersonKey Take(string owner, ulong id, long version, Span<byte> key)
    {
        var taken = new PersonKey(owner, id, version, key);
        CryptographicOperations.ZeroMemory(key);
        return taken;
    }

    private static byte[] Bound(string owner, ulong id) => Encoding.UTF8.GetBytes($"person_key/{owner}/{id:x16}");
}
