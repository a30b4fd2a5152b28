using System.IO.Compression;
using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Host.Channels.Files;
using CellBot.Host.Tests.Kit;
using FsCheck;
using FsCheck.Fluent;

namespace CellBot.Host.Tests.Files;

public sealed class FileJudgeTests
{
    private static readonly FileVerdict Wrong = new FileVerdict.Bad(FileProblemKind.WrongType);

    [Fact]
    public void Pictures_are_known_with_their_size()
    {
        Assert.Equal(new FileVerdict.Good(AttachmentKind.Photo, 1280, 720, null), FileJudge.Judge(Pictures.Jpeg(1280, 720)));
        Assert.Equal(new FileVerdict.Good(AttachmentKind.Photo, 640, 480, null), FileJudge.Judge(Pictures.Png(640, 480)));
    }

    [Theory]
    [InlineData("VP8X", "524946460000000057454250565038580A0000001000000027010090010000", 296, 401)]
    [InlineData("VP8L", "52494646000000005745425056503 84C0A0000002F1F4003000000000000", 32, 14)]
    [InlineData("VP8 ", "5249464600000000574542505650382020000000D0010 09D012A40013000000000", 320, 48)]
    public void WebP_is_known_in_its_three_forms(string form, string hex, int width, int height)
    {
        Assert.NotEmpty(form);
        Assert.Equal(new FileVerdict.Good(AttachmentKind.Photo, width, height, null), FileJudge.Judge(Convert.FromHexString(hex.Replace(" ", ""))));
    }

    [Fact]
    public void A_docx_is_known_with_its_pages()
    {
        Assert.Equal(new FileVerdict.Good(AttachmentKind.Document, null, null, 3), FileJudge.Judge(Pictures.Docx(3)));
        Assert.Equal(new FileVerdict.Good(AttachmentKind.Document, null, null, null), FileJudge.Judge(Pictures.Docx(null)));
    }

    [Fact]
    public void A_pdf_is_known_with_its_pages_and_one_cut_off_is_not()
    {
        var pdf = Pictures.Pdf(4);
        Assert.Equal(new FileVerdict.Good(AttachmentKind.Document, null, null, 4), FileJudge.Judge(pdf));
        Assert.Equal(Wrong, FileJudge.Judge(pdf.AsMemory(0, pdf.Length - 10)));
    }

    [Fact]
    public void An_empty_file_is_empty() => Assert.Equal(new FileVerdict.Bad(FileProblemKind.Empty), FileJudge.Judge(default));

    [Fact]
    public void A_zip_that_is_no_document_is_refused()
    {
        Assert.Equal(Wrong, FileJudge.Judge(Pictures.Zip(("readme.txt", "xin chào"))));
        Assert.Equal(Wrong, FileJudge.Judge(Pictures.Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"))));
        Assert.Equal(Wrong, FileJudge.Judge(Pictures.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "no markup"))));
    }

    [Fact]
    public void A_document_with_macros_is_refused() => Assert.Equal(Wrong, FileJudge.Judge(Pictures.Zip(
        ("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"), ("word/vbaProject.bin", "x"))));

    [Fact]
    public void A_zip_bomb_named_docx_is_refused_without_unpacking_it()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["[Content_Types].xml", "word/document.xml"])
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                if (name.StartsWith("word", StringComparison.Ordinal))
                    entry.Write("<w:document>"u8);
                var zeros = new byte[1 << 20];
                for (var i = 0; i < 120; i++)
                    entry.Write(zeros);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Wrong, FileJudge.Judge(bytes.ToArray()));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 << 20);
    }

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_refused()
    {
        var honest = new MemoryStream();
        using (var zip = new ZipArchive(honest, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var types = zip.CreateEntry("[Content_Types].xml").Open())
                types.Write("<Types/>"u8);
            using var entry = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            entry.Write("<w:document>"u8);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 60; i++)
                entry.Write(zeros);
        }

        // The size stands in the central directory, 24 bytes after the signature of the entry.
        var bytes = honest.ToArray();
        var entryAt = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(entryAt + 24), 1000);
        Assert.Equal(Wrong, FileJudge.Judge(bytes));
    }

    [Theory]
    [InlineData("MZ program")]
    [InlineData("#!/bin/sh")]
    [InlineData("<html></html>")]
    [InlineData("%PD")]
    public void Anything_else_is_refused(string content) => Assert.Equal(Wrong, FileJudge.Judge(System.Text.Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_picture_of_no_size_or_of_monstrous_size_is_refused()
    {
        Assert.Equal(Wrong, FileJudge.Judge(Pictures.Png(0, 10)));
        Assert.Equal(Wrong, FileJudge.Judge(Pictures.Png(100_000, 100_000)));
        Assert.Equal(Wrong, FileJudge.Judge(Pictures.Png(-5, 10)));
    }

    [Fact]
    public void Damaged_files_of_every_kind_are_judged_not_thrown_at()
    {
        byte[][] kinds = [Pictures.Jpeg(10, 10), Pictures.Png(10, 10), Pictures.Pdf(1), Pictures.Docx(), [.. "RIFF0000WEBPVP8X"u8, .. new byte[20]]];
        var damage = from kind in Gen.Elements(kinds)
                     from length in Gen.Choose(0, kind.Length)
                     from at in Gen.Choose(0, Math.Max(0, length - 1))
                     from value in Gen.Choose(0, 255)
                     select Damaged(kind, length, at, (byte)value);
        Prop.ForAll(damage.ToArbitrary(), bytes => FileJudge.Judge(bytes) is not null).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

        static byte[] Damaged(byte[] kind, int length, int at, byte value)
        {
            var bytes = kind[..length];
            if (at < length)
                bytes[at] = value;
            return bytes;
        }
    }
}
