namespace CellBot.Testing.Disks;

/// <summary>Writes or shortens the file that really is on the machine's disk.</summary>
internal delegate int WriteThrough(ReadOnlySpan<byte> bytes, long offset);

internal delegate int Shorten(long length);

/// <summary>One file as the program sees it: what was written since the last flush stands in memory only, save the pieces that the disk happened to write early.</summary>
internal sealed class Platter(byte[] bytes, DiskPlan plan, bool isLog)
{
    /// <summary>A sector is written whole or not at all.</summary>
    private const int Sector = 512;

    private readonly Lock gate = new();
    private readonly Random random = new(plan.Seed + (isLog ? 1 : 0));
    private readonly List<(int Offset, int Length)> unflushed = [];
    private byte[] content = bytes;
    private int length = bytes.Length;
    private bool wasShortened;

    public long Length
    {
        get
        {
            lock (gate)
                return length;
        }
    }

    /// <summary>False: the file ends before; the rest is filled with zeros.</summary>
    public bool Read(Span<byte> into, long offset)
    {
        lock (gate)
        {
            var there = (int)Math.Clamp(length - offset, 0, into.Length);
            if (there > 0)
                content.AsSpan((int)offset, there).CopyTo(into);
            into[there..].Clear();
            return there == into.Length;
        }
    }

    public int Write(ReadOnlySpan<byte> data, long offset, WriteThrough disk)
    {
        lock (gate)
        {
            var end = (int)offset + data.Length;
            if (end > content.Length)
                Array.Resize(ref content, Math.Max(end, content.Length * 2));
            data.CopyTo(content.AsSpan((int)offset));
            length = Math.Max(length, end);
            unflushed.Add(((int)offset, data.Length));
            var isCut = plan.IsNow(Cut.Write);
            if (isCut || random.Next(8) == 0)
                WriteEarly(disk);
            if (isCut)
                DiskPlan.CutPower();
            return 0;
        }
    }

    public int Truncate(long to)
    {
        lock (gate)
        {
            (length, wasShortened) = (Math.Min(length, (int)to), true);
            return 0;
        }
    }

    public int Flush(WriteThrough disk, Shorten shorten)
    {
        lock (gate)
        {
            if (plan.IsNow(Cut.BeforeFlush))
            {
                WriteEarly(disk);
                DiskPlan.CutPower();
            }

            if (plan.Lies && isLog)
            {
                unflushed.Clear();
                return 0;
            }

            if (wasShortened && shorten(length) is var refusal and not 0)
                return refusal;
            foreach (var (offset, size) in unflushed)
                if (disk(content.AsSpan(offset, Math.Clamp(length - offset, 0, size)), offset) is var error and not 0)
                    return error;
            unflushed.Clear();
            wasShortened = false;
            if (plan.IsNow(Cut.AfterFlush))
                DiskPlan.CutPower();
            return 0;
        }
    }

    /// <summary>A disk writes what it likes when it likes: any sectors of what is not flushed, in any order.</summary>
    private void WriteEarly(WriteThrough disk)
    {
        foreach (var (offset, size) in unflushed)
        {
            for (var at = offset; at < offset + size;)
            {
                var next = Math.Min(offset + size, (at / Sector * Sector) + Sector);
                if (next <= length && random.Next(2) == 0)
                    _ = disk(content.AsSpan(at, next - at), at);
                at = next;
            }
        }
    }
}
