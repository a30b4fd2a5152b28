using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Backups;

/// <summary>Writes the pieces of a backup and sums them up.</summary>
internal sealed class BackupWriter : IDisposable
{
    private const int FlushAt = 1 << 18;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);
    private readonly Stream _stream;

    public BackupWriter(Stream stream)
    {
        _stream = stream;
        _buffer.Write(BackupFormat.Magic);
    }

    public long Documents { get; private set; }

    public long Files { get; private set; }

    public long Bytes { get; private set; }

    public ValueTask Header(BackupHeader header, CancellationToken cancel) => Write(PieceKind.Header, JsonSerializer.SerializeToUtf8Bytes(header, BackupFormat.Json), cancel);

    public ValueTask Type(BackupType type, CancellationToken cancel) => Write(PieceKind.Type, JsonSerializer.SerializeToUtf8Bytes(type, BackupFormat.Json), cancel);

    public ValueTask Document(StoredDocument document, CancellationToken cancel)
    {
        Documents++;
        var length = 4 + Encoding.UTF8.GetByteCount(document.Id) + 8 + 4 + document.Body.Length;
        foreach (var key in document.Keys)
            length += 4 + (key is null ? 0 : Encoding.UTF8.GetByteCount(key));
        Begin(PieceKind.Document, length);
        Text(document.Id);
        BinaryPrimitives.WriteInt64BigEndian(Room(8), document.Version);
        BinaryPrimitives.WriteInt32BigEndian(Room(4), document.SchemaVersion);
        foreach (var key in document.Keys)
            Text(key);
        _buffer.Write(document.Body.Span);
        return FlushIfFull(cancel);
    }

    public ValueTask File(string id, CancellationToken cancel)
    {
        Files++;
        return Write(PieceKind.File, Encoding.UTF8.GetBytes(id), cancel);
    }

    public ValueTask FileBytes(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Write(PieceKind.Bytes, bytes, cancel);

    public async Task End(string[] missing, CancellationToken cancel)
    {
        await Write(PieceKind.End, JsonSerializer.SerializeToUtf8Bytes(new BackupEnd(Documents, Files, missing), BackupFormat.Json), cancel).ConfigureAwait(false);
        await Flush(cancel).ConfigureAwait(false);
        await _stream.WriteAsync(_hash.GetHashAndReset(), cancel).ConfigureAwait(false);
        Bytes += SHA256.HashSizeInBytes;
        await _stream.FlushAsync(cancel).ConfigureAwait(false);
    }

    public void Dispose() => _hash.Dispose();

    private ValueTask Write(PieceKind kind, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        Begin(kind, content.Length);
        _buffer.Write(content.Span);
        return FlushIfFull(cancel);
    }

    private void Begin(PieceKind kind, int length)
    {
        Room(1)[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(Room(4), length);
    }

    /// <summary>Length and UTF-8; length -1: null.</summary>
    private void Text(string? text)
    {
        var length = text is null ? -1 : Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(Room(4), length);
        if (length > 0)
            Encoding.UTF8.GetBytes(text, Room(length));
    }

    private Span<byte> Room(int length)
    {
        var room = _buffer.GetSpan(length)[..length];
        _buffer.Advance(length);
        return room;
    }

    private ValueTask FlushIfFull(CancellationToken cancel) => _buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : new(Flush(cancel));

    private async Task Flush(CancellationToken cancel)
    {
        _hash.AppendData(_buffer.WrittenSpan);
        Bytes += _buffer.WrittenCount;
        await _stream.WriteAsync(_buffer.WrittenMemory, cancel).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    }
}
