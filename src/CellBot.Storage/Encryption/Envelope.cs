using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CellBot.Storage.Encryption;

/// <summary>
/// An encrypted body: format (1 byte), key id (8), length of the owner (1), owner, nonce (12), the encrypted JSON, tag (16). Additional data: all before the
/// nonce, then "type/id/version"; so a body is readable only in its own place, and an earlier version cannot be put back.
/// </summary>
internal static class Envelope
{
    /// <summary>An id's longest, and an owner's.</summary>
    public const int LongestId = 200;

    private const byte Format = 1;
    private const int OwnerAt = 1 + sizeof(ulong) + 1;

    [ThreadStatic]
    private static NonceSource? _nonces;

    public static byte[] Seal(PersonKey key, string type, string id, long version, ReadOnlySpan<byte> plain)
    {
        var header = OwnerAt + key.Owner.Length;
        var body = new byte[header + PersonKey.NonceLength + plain.Length + PersonKey.TagLength];
        WriteHeader(body, key);

        Span<byte> bound = stackalloc byte[Bound.Longest];
        bound = bound[..Bound.Write(bound, body.AsSpan(0, header), type, id, version)];
        var nonce = body.AsSpan(header, PersonKey.NonceLength);
        (_nonces ??= new NonceSource()).Next(nonce);
        key.Encrypt(nonce, plain, body.AsSpan(header + PersonKey.NonceLength, plain.Length), body.AsSpan(body.Length - PersonKey.TagLength), bound);
        return body;
    }

    /// <summary>Decrypts into <paramref name="plain"/>, which is at least as long as the body.</summary>
    /// <returns>The length of what was decrypted.</returns>
    public static int Open(PersonKey key, string type, string id, long version, ReadOnlySpan<byte> body, Span<byte> plain)
    {
        var header = OwnerAt + key.Owner.Length;
        var length = body.Length - header - PersonKey.NonceLength - PersonKey.TagLength;
        if (length < 0)
            throw Tampered(type, id);
        Span<byte> bound = stackalloc byte[Bound.Longest];
        bound = bound[..Bound.Write(bound, body[..header], type, id, version)];
        try
        {
            key.Decrypt(body.Slice(header, PersonKey.NonceLength), body.Slice(header + PersonKey.NonceLength, length), body[^PersonKey.TagLength..], plain[..length], bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Tampered(type, id);
        }

        return length;
    }

    /// <summary>Whose key, and which one, opens this body.</summary>
    public static (string Owner, ulong KeyId) Read(string type, string id, ReadOnlySpan<byte> body)
    {
        if (body.Length < OwnerAt || body[0] != Format || body[OwnerAt - 1] is 0 || body.Length < OwnerAt + body[OwnerAt - 1])
            throw Tampered(type, id);
        return (Encoding.ASCII.GetString(body.Slice(OwnerAt, body[OwnerAt - 1])), BinaryPrimitives.ReadUInt64BigEndian(body[1..]));
    }

    internal static int HeaderLength(PersonKey key) => OwnerAt + key.Owner.Length;

    internal static void WriteHeader(Span<byte> header, PersonKey key)
    {
        header[0] = Format;
        BinaryPrimitives.WriteUInt64BigEndian(header[1..], key.Id);
        header[OwnerAt - 1] = (byte)key.Owner.Length;
        Encoding.ASCII.GetBytes(key.Owner, header[OwnerAt..]);
    }

    private static StoreTamperedException Tampered(string type, string id) =>
        new($"{type}/{id} is not what was written there: it was altered, or moved from another place. Restore it from a backup.");

    private static class Bound
    {
        public const int Longest = OwnerAt + 255 + 64 + LongestId + 2 + 20;

        public static int Write(Span<byte> bound, ReadOnlySpan<byte> header, string type, string id, long version)
        {
            if (id.Length > LongestId)
                throw Tampered(type, id);
            header.CopyTo(bound);
            var length = header.Length;
            length += Encoding.ASCII.GetBytes(type, bound[length..]);
            bound[length++] = (byte)'/';
            length += Encoding.ASCII.GetBytes(id, bound[length..]);
            bound[length++] = (byte)'/';
            version.TryFormat(bound[length..], out var digits, default, CultureInfo.InvariantCulture);
            return length + digits;
        }
    }

    /// <summary>Random bytes, fetched from the system many at a time.</summary>
    private sealed class NonceSource
    {
        private readonly byte[] _random = new byte[PersonKey.NonceLength * 128];
        private int _next = int.MaxValue;

        public void Next(Span<byte> nonce)
        {
            if (_next >= _random.Length)
            {
                RandomNumberGenerator.Fill(_random);
                _next = 0;
            }

            _random.AsSpan(_next, nonce.Length).CopyTo(nonce);
            _next += nonce.Length;
        }
    }
}
