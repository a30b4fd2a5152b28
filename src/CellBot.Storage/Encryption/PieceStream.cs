namespace CellBot.Storage.Encryption;

/// <summary>
/// Reads a source in pieces of one length, the last one shorter (empty if the source is), and gives what <paramref name="turn"/> makes of each. Closing it
/// closes the source.
/// </summary>
/// <param name="start">Given before the first piece.</param>
internal sealed class PieceStream(Stream source, byte[] start, int pieceLength, PieceStream.Turn turn) : Stream
{
    /// <summary>Writes what becomes of one piece into <paramref name="result"/> and returns its length.</summary>
    public delegate int Turn(uint number, bool isLast, ReadOnlySpan<byte> piece, Span<byte> result);

    private readonly byte[] _result = new byte[pieceLength + PersonKey.TagLength];
    private byte[] _next = new byte[pieceLength];
    private byte[] _piece = new byte[pieceLength];
    private int _nextLength = -1;
    private uint _number;
    private bool _ended;
    private ReadOnlyMemory<byte> _ready = start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.IsEmpty && !_ended && !buffer.IsEmpty)
            await TurnNext(cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private async Task TurnNext(CancellationToken cancel)
    {
        if (_nextLength < 0)
            _nextLength = await Fill(cancel).ConfigureAwait(false);
        (_piece, _next) = (_next, _piece);
        var length = _nextLength;

        // Only what comes after a full piece tells whether it was the last.
        _nextLength = length == pieceLength ? await Fill(cancel).ConfigureAwait(false) : 0;
        _ended = _nextLength == 0;
        _ready = _result.AsMemory(0, turn(_number, _ended, _piece.AsSpan(0, length), _result));
        _number = checked(_number + 1);
    }

    private ValueTask<int> Fill(CancellationToken cancel) => source.ReadAtLeastAsync(_next, pieceLength, throwOnEndOfStream: false, cancel);
}
