using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Backups;

/// <summary>What stands in a backup, in its order. A closed set.</summary>
internal abstract record BackupPiece
{
    private BackupPiece() { }

    public sealed record Header(BackupHeader Content) : BackupPiece;

    /// <summary>The documents that follow are of this type.</summary>
    public sealed record Type(BackupType Content) : BackupPiece;

    /// <param name="Content">Its keys are in the order of the type's indexes in the backup.</param>
    public sealed record Document(StoredDocument Content) : BackupPiece;

    public sealed record File(string Id) : BackupPiece;

    public sealed record Bytes(ReadOnlyMemory<byte> Content) : BackupPiece;

    /// <summary>All was read and the sum is right.</summary>
    public sealed record End(BackupEnd Content) : BackupPiece;
}

/// <summary>Reads a backup piece by piece. Everything before <see cref="BackupPiece.End"/> may still turn out to be damaged.</summary>
internal sealed class BackupReader(Stream stream, string name) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private BackupHeader? _header;
    private BackupType? _type;
    private bool _inFile;
    private long _documents;
    private long _files;

    public long BytesRead { get; private set; }

    /// <exception cref="BackupUnreadableException">It is no backup, cut short, or altered.</exception>
    /// <exception cref="StoreTooNewException">A newer release made it.</exception>
    public IEnumerable<BackupPiece> Read()
    {
        var magic = Take(BackupFormat.Magic.Length, isStart: true);
        if (!magic.AsSpan().SequenceEqual(BackupFormat.Magic))
            throw new BackupUnreadableException($"{name} is not a backup of CellBot. Nothing was changed.");
        while (true)
        {
            var head = Take(5);
            var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
            if (length is < 0 or > BackupFormat.LongestPiece)
                throw Damaged();
            BackupPiece piece;
            try
            {
                piece = Parse((PieceKind)head[0], Take(length));
            }
            catch (Exception broken) when (broken is JsonException or ArgumentException)
            {
                throw Damaged();
            }

            if (piece is BackupPiece.End)
                CheckSum();
            yield return piece;
            if (piece is BackupPiece.End)
                yield break;
        }
    }

    public void Dispose() => _hash.Dispose();

    private BackupPiece Parse(PieceKind kind, byte[] content)
    {
        switch (kind)
        {
            case PieceKind.Header when _header is null:
                _header = JsonSerializer.Deserialize<BackupHeader>(content, BackupFormat.Json)!;
                return _header.Format <= BackupFormat.Version
                    ? new BackupPiece.Header(_header)
                    : throw new StoreTooNewException($"{name} was made by a newer release of CellBot ({_header.Release}, format {_header.Format}); this release reads up to {BackupFormat.Version}. Install that release.");
            case PieceKind.Type when _header is not null:
                _type = JsonSerializer.Deserialize<BackupType>(content, BackupFormat.Json)!;
                return new BackupPiece.Type(_type);
            case PieceKind.Document when _type is not null:
                _documents++;
                return new BackupPiece.Document(ReadDocument(content, _type.Indexes.Length));
            case PieceKind.File when _header is not null:
                (_inFile, _files) = (true, _files + 1);
                return new BackupPiece.File(Encoding.UTF8.GetString(content));
            case PieceKind.Bytes when _inFile:
                return new BackupPiece.Bytes(content);
            case PieceKind.End when _header is not null && JsonSerializer.Deserialize<BackupEnd>(content, BackupFormat.Json) is { } end && end.Documents == _documents && end.Files == _files:
                return new BackupPiece.End(end);
            default:
                throw Damaged();
        }
    }

    private static StoredDocument ReadDocument(byte[] content, int indexes)
    {
        var at = 0;
        var id = Text(content, ref at) ?? throw new ArgumentException("A document has an id.");
        var version = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(at));
        var schema = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at + 8));
        at += 12;
        var keys = new string?[indexes];
        for (var i = 0; i < indexes; i++)
            keys[i] = Text(content, ref at);
        return new StoredDocument(id, version, schema, content.AsMemory(at), keys);
    }

    private static string? Text(byte[] content, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at));
        at += 4;
        if (length < 0)
            return null;
        var text = Encoding.UTF8.GetString(content.AsSpan(at, length));
        at += length;
        return text;
    }

    private void CheckSum()
    {
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(expected);
        if (!Take(expected.Length).AsSpan().SequenceEqual(expected) || stream.ReadByte() >= 0)
            throw Damaged();
    }

    private byte[] Take(int length, bool isStart = false)
    {
        var bytes = length == 0 ? [] : new byte[Math.Min(length, 1 << 20)];
        for (var have = 0; have < length;)
        {
            if (have == bytes.Length)
                Array.Resize(ref bytes, Math.Min(length, bytes.Length * 2)); // a damaged length must not take the memory at once
            var read = stream.Read(bytes, have, bytes.Length - have);
            if (read == 0)
                throw isStart
                    ? new BackupUnreadableException($"{name} is not a backup of CellBot. Nothing was changed.")
                    : new BackupUnreadableException($"{name} is cut short: it ends after {BytesRead + have} bytes. Take another backup; nothing was changed.");
            have += read;
        }

        BytesRead += length;
        _hash.AppendData(bytes);
        return bytes;
    }

    private BackupUnreadableException Damaged() => new($"{name} is damaged near byte {BytesRead}. Take another backup; nothing was changed.");
}
