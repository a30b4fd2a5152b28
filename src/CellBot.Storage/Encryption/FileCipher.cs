using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CellBot.Storage.Encryption;

/// <summary>
/// An encrypted attachment: the header of an <see cref="Envelope"/>, 7 random bytes, then pieces of 64 KiB, each with its tag. The nonce of a piece is those
/// bytes, its number (4 bytes) and whether it is the last (1 byte), so that pieces cannot change places and the end cannot be cut off.
/// </summary>
internal sealed class FileCipher
{
    public const int Piece = 1 << 16;
    private const int PrefixLength = 7;

    private readonly PersonKey _key;
    private readonly byte[] _nonce = new byte[PersonKey.NonceLength];
    private readonly byte[] _bound;

    private FileCipher(PersonKey key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> prefix, string id)
    {
        _key = key;
        prefix.CopyTo(_nonce);
        _bound = [.. header, .. Encoding.ASCII.GetBytes($"file/{id}")];
    }

    /// <summary>What stands in the file for this content.</summary>
    public static Stream Encrypt(PersonKey key, string id, Stream content)
    {
        var start = new byte[Envelope.HeaderLength(key) + PrefixLength];
        Envelope.WriteHeader(start, key);
        RandomNumberGenerator.Fill(start.AsSpan(start.Length - PrefixLength));
        var cipher = new FileCipher(key, start.AsSpan(0, start.Length - PrefixLength), start.AsSpan(start.Length - PrefixLength), id);
        return new PieceStream(content, start, Piece, cipher.EncryptPiece);
    }

    /// <summary>The owner and key that open a file, read from its beginning.</summary>
    public static async Task<(string Owner, ulong KeyId, byte[] Header)> ReadHeader(string id, Stream file, CancellationToken cancel)
    {
        try
        {
            var fixedPart = new byte[1 + sizeof(ulong) + 1];
            await file.ReadExactlyAsync(fixedPart, cancel).ConfigureAwait(false);
            var owner = new byte[fixedPart[^1]];
            await file.ReadExactlyAsync(owner, cancel).ConfigureAwait(false);
            byte[] header = [.. fixedPart, .. owner];
            var (name, keyId) = Envelope.Read("file", id, header);
            return (name, keyId, header);
        }
        catch (EndOfStreamException)
        {
            throw Tampered(id);
        }
    }

    /// <summary>The content; a read throws <see cref="StoreTamperedException"/> at the first piece that is not as it was written.</summary>
    /// <param name="file">Stands after <paramref name="header"/>.</param>
    public static async Task<Stream> Decrypt(PersonKey key, string id, byte[] header, Stream file, CancellationToken cancel)
    {
        var prefix = new byte[PrefixLength];
        if (await file.ReadAtLeastAsync(prefix, PrefixLength, throwOnEndOfStream: false, cancel).ConfigureAwait(false) < PrefixLength)
            throw Tampered(id);
        var cipher = new FileCipher(key, header, prefix, id);
        return new PieceStream(file, [], Piece + PersonKey.TagLength, (number, isLast, piece, result) => cipher.DecryptPiece(id, number, isLast, piece, result));
    }

    private int EncryptPiece(uint number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> result)
    {
        _key.Encrypt(Nonce(number, isLast), plain, result[..plain.Length], result.Slice(plain.Length, PersonKey.TagLength), _bound);
        return plain.Length + PersonKey.TagLength;
    }

    private int DecryptPiece(string id, uint number, bool isLast, ReadOnlySpan<byte> piece, Span<byte> result)
    {
        var length = piece.Length - PersonKey.TagLength;
        if (length < 0)
            throw Tampered(id);
        try
        {
            _key.Decrypt(Nonce(number, isLast), piece[..length], piece[length..], result[..length], _bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Tampered(id);
        }

        return length;
    }

    private byte[] Nonce(uint number, bool isLast)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_nonce.AsSpan(PrefixLength), number);
        _nonce[^1] = isLast ? (byte)1 : (byte)0;
        return _nonce;
    }

    private static StoreTamperedException Tampered(string id) => new($"The attachment {id} is not what was written: it was altered or cut short. Restore it from a backup.");
}
