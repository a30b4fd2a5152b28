using System.IO.Compression;
using System.Text;

namespace CellBot.EndToEnd.Telegram;

/// <summary>Files as phones and office programs make them, as small as they can be.</summary>
internal static class Samples
{
    /// <summary>Start of a JPEG of 1280 × 1707 pixels (ITU-T T.81): enough to be known as one.</summary>
    /// <param name="number">Makes pages that differ.</param>
    public static byte[] Photo(byte number) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0x00, 0x11, 8, 0x06, 0xAB, 0x05, 0x00, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA, number, 0xFF, 0xD9,
    ];

    /// <summary>A Word document that says it has so many pages.</summary>
    /// <param name="kilobytes">Of a picture in it that cannot be packed.</param>
    public static byte[] Docx(int pages, int kilobytes = 0)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""");
            Write(zip, "word/document.xml", """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Bài thu hoạch</w:t></w:r></w:p></w:body></w:document>""");
            Write(zip, "docProps/app.xml", $"<Properties><Pages>{pages}</Pages></Properties>");
            if (kilobytes > 0)
            {
                var picture = new byte[kilobytes << 10];
                new Random(7).NextBytes(picture);
                using var entry = zip.CreateEntry("word/media/image1.png", CompressionLevel.NoCompression).Open();
                entry.Write(picture);
            }
        }

        return file.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
