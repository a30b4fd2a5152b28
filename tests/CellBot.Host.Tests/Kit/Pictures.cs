using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CellBot.Host.Tests.Kit;

/// <summary>The smallest files that are what they say.</summary>
internal static class Pictures
{
    public static byte[] Jpeg(int width, int height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0xFF, 0xD9,
    ];

    public static byte[] Png(int width, int height)
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    public static byte[] Pdf(int pages) => Encoding.Latin1.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Pages/Count " + pages + ">>endobj\n" + string.Concat(Enumerable.Range(0, pages).Select(i => $"{i + 2} 0 obj<</Type /Page>>endobj\n")) + "trailer<<>>\n%%EOF\n");

    public static byte[] Docx(int? pages = 3, string text = "Bài thu hoạch") => Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", $"<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{text}</w:body></w:document>"),
        ("docProps/app.xml", pages is null ? "<Properties/>" : $"<Properties><Pages>{pages}</Pages></Properties>"));

    public static byte[] Zip(params (string Name, string Content)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
                using (var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open()))
                    writer.Write(content);
        return bytes.ToArray();
    }
}
