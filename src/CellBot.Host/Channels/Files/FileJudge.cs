using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;

namespace CellBot.Host.Channels.Files;

/// <summary>What a file is, told by its bytes: its name and declared type are the sender's words.</summary>
public abstract record FileVerdict
{
    private FileVerdict() { }

    /// <param name="Width">Pixels; null for a document.</param>
    /// <param name="Pages">Of a document, where it can be told.</param>
    public sealed record Good(AttachmentKind Kind, int? Width, int? Height, int? Pages) : FileVerdict;

    public sealed record Bad(FileProblemKind Problem) : FileVerdict;
}

/// <summary>Tells pictures (JPEG, PNG, WebP), Word documents (docx) and PDF from everything else.</summary>
public static partial class FileJudge
{
    /// <summary>Of one side of a picture, in pixels: more is no photo but an attack on whoever opens it.</summary>
    private const int LongestSide = 20_000;

    private const int MostEntries = 5_000;

    /// <summary>Of a docx unpacked, in bytes; real ones of 20 MB stay far below.</summary>
    private const long LargestUnpacked = 200L << 20;

    /// <summary>Of the document's own text unpacked, in bytes.</summary>
    private const long LargestText = 50L << 20;

    public static FileVerdict Judge(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.IsEmpty)
            return new FileVerdict.Bad(FileProblemKind.Empty);
        if (ImageSize.Read(bytes) is { } size)
            return size is { Width: > 0 and <= LongestSide, Height: > 0 and <= LongestSide }
                ? new FileVerdict.Good(AttachmentKind.Photo, size.Width, size.Height, null)
                : new FileVerdict.Bad(FileProblemKind.WrongType);
        if (bytes.StartsWith("%PDF-"u8))
            return JudgePdf(bytes);
        if (bytes.StartsWith("PK\x03\x04"u8))
            return JudgeDocx(file);
        return new FileVerdict.Bad(FileProblemKind.WrongType);
    }

    private static FileVerdict JudgePdf(ReadOnlySpan<byte> bytes)
    {
        // A PDF ends with %%EOF, within its last kilobyte (ISO 32000-1, annex H); one without was cut off.
        if (bytes[Math.Max(0, bytes.Length - 1024)..].IndexOf("%%EOF"u8) < 0)
            return new FileVerdict.Bad(FileProblemKind.WrongType);
        var pages = PdfPage().Count(Encoding.Latin1.GetString(bytes));
        return new FileVerdict.Good(AttachmentKind.Document, null, null, pages > 0 ? pages : null);
    }

    private static FileVerdict JudgeDocx(ReadOnlyMemory<byte> file)
    {
        var wrong = new FileVerdict.Bad(FileProblemKind.WrongType);
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries || zip.Entries.Sum(entry => entry.Length) > LargestUnpacked)
                return wrong;
            if (zip.GetEntry("[Content_Types].xml") is null || zip.GetEntry("word/document.xml") is not { } document || zip.GetEntry("word/vbaProject.bin") is not null)
                return wrong;
            // The sizes above are only what the archive says of itself.
            if (ReadAtMost(document, LargestText) is not { } text || text.IndexOf("<w:document"u8) < 0)
                return wrong;
            int? pages = zip.GetEntry("docProps/app.xml") is { } properties && ReadAtMost(properties, 1 << 20) is { } about
                && DocxPages().Match(Encoding.UTF8.GetString(about)) is { Success: true } match && int.TryParse(match.Groups["pages"].Value, out var count) && count > 0 ? count : null;
            return new FileVerdict.Good(AttachmentKind.Document, null, null, pages);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return wrong;
        }
    }

    /// <summary>Null: it unpacks to more, or is not what the archive says of it.</summary>
    private static byte[]? ReadAtMost(ZipArchiveEntry entry, long most)
    {
        if (entry.Length > most)
            return null;
        // Unpacking ends at the length that the archive declares, true or not: the checksum tells.
        uint sum = uint.MaxValue;
        using var unpacked = entry.Open();
        using var read = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (unpacked.Read(buffer) is > 0 and var count)
        {
            read.Write(buffer, 0, count);
            sum = Crc32(sum, buffer.AsSpan(0, count));
            if (read.Length > most)
                return null;
        }

        return ~sum == entry.Crc32 ? read.ToArray() : null;
    }

    /// <summary>The checksum of zip archives (ISO 3309), reflected.</summary>
    private static uint Crc32(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            sum = CrcTable[(byte)(sum ^ value)] ^ (sum >> 8);
        return sum;
    }

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(value =>
    {
        var entry = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ 0xEDB88320;
        return entry;
    })];

    [GeneratedRegex(@"/Type\s*/Page(?![a-zA-Z])")]
    private static partial Regex PdfPage();

    [GeneratedRegex("<Pages>(?<pages>[0-9]{1,6})</Pages>")]
    private static partial Regex DocxPages();
}
