namespace CellBot.Storage.Backups;

/// <summary>The bytes of one attachment, out of the pieces of a backup. Stands on the piece that began it, and afterwards on the one behind it.</summary>
internal sealed class PiecesStream : Stream
{
    private readonly IEnumerator<BackupPiece> _pieces;
    private ReadOnlyMemory<byte> _rest;

    public PiecesStream(IEnumerator<BackupPiece> pieces)
    {
        _pieces = pieces;
        Next();
    }

    /// <summary>Whether the enumerator stands on a piece.</summary>
    public bool HasMore { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_rest.IsEmpty && HasMore && _pieces.Current is BackupPiece.Bytes)
            Next();
        var length = Math.Min(_rest.Length, buffer.Length);
        _rest.Span[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Next()
    {
        HasMore = _pieces.MoveNext();
        _rest = HasMore && _pieces.Current is BackupPiece.Bytes bytes ? bytes.Content : default;
    }
}
