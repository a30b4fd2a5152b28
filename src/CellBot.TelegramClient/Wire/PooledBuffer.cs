using System.Buffers;

namespace Telegram.Bot.Wire;

/// <summary>Bytes in an array lent by the shared pool: requests and answers are read and written without an allocation of their own size.</summary>
internal sealed class PooledBuffer(int size) : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(size);
    private int length;

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, length);

    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, length);

    public static async Task<PooledBuffer> ReadAll(HttpContent content, CancellationToken cancel)
    {
        // One byte more than announced, so that the end is seen without growing.
        var buffer = new PooledBuffer((int)Math.Clamp((content.Headers.ContentLength ?? 4095) + 1, 256, 1 << 20));
        try
        {
            var stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
            while (await stream.ReadAsync(buffer.GetMemory(1), cancel).ConfigureAwait(false) is > 0 and var read)
                buffer.Advance(read);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(length);
    }

    public void Dispose()
    {
        if (bytes.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(bytes);
        (bytes, length) = ([], 0);
    }

    private void Reserve(int sizeHint)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (bytes.Length - length >= sizeHint)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + sizeHint));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
