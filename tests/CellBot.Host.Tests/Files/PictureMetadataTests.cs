using System.Buffers.Binary;
using System.Text;
using CellBot.Host.Channels.Files;
using CellBot.Host.Tests.Kit;
using FsCheck;
using FsCheck.Fluent;

namespace CellBot.Host.Tests.Files;

/// <summary>What a camera writes beside a picture does not reach the store.</summary>
public sealed class PictureMetadataTests
{
    /// <summary>A segment's marker, then its length and content.</summary>
    private static byte[] Segment(byte marker, params byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static readonly byte[] Jfif = Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
    private static readonly byte[] Frame = Segment(0xC0, 8, 0, 90, 0, 120, 1, 1, 0x11, 0);
    private static readonly byte[] Scan = [.. Segment(0xDA, 1, 1, 0, 0, 63, 0), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];

    /// <summary>Exif as a phone writes it: which side is up, a place, words.</summary>
    private static byte[] Exif(int side, bool isLittle = false)
    {
        var tiff = new byte[60];
        (isLittle ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        Short(tiff, 2, 42);
        Long(tiff, 4, 8);
        Short(tiff, 8, 2);
        Short(tiff, 10, 0x0112);
        Short(tiff, 12, 3);
        Long(tiff, 14, 1);
        Short(tiff, 18, side);
        Short(tiff, 22, 0x8825); // the place
        Encoding.ASCII.GetBytes("GPS 10.7769N").CopyTo(tiff, 40);
        return Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]);

        void Short(byte[] into, int at, int value)
        {
            if (isLittle)
                BinaryPrimitives.WriteUInt16LittleEndian(into.AsSpan(at), (ushort)value);
            else
                BinaryPrimitives.WriteUInt16BigEndian(into.AsSpan(at), (ushort)value);
        }

        void Long(byte[] into, int at, int value)
        {
            if (isLittle)
                BinaryPrimitives.WriteInt32LittleEndian(into.AsSpan(at), value);
            else
                BinaryPrimitives.WriteInt32BigEndian(into.AsSpan(at), value);
        }
    }

    /// <summary>A photo as a phone makes it, GPS and all.</summary>
    public static byte[] Photo(int side = 1, bool isLittle = false) =>
    [
        0xFF, 0xD8, .. Jfif, .. Exif(side, isLittle), .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0GPS"u8]), .. Segment(0xED, [.. "Photoshop 3.0\0GPS"u8]), .. Segment(0xFE, [.. "GPS"u8]),
        .. Segment(0xE2, [.. "ICC_PROFILE\0colours"u8]), .. Segment(0xE2, [.. "MPF\0GPS"u8]), .. Frame, .. Scan, 0xFF, 0xD9, .. "a film with GPS behind the end"u8,
    ];

    private static readonly byte[] Bare = [0xFF, 0xD8, .. Jfif, .. Segment(0xE2, [.. "ICC_PROFILE\0colours"u8]), .. Frame, .. Scan, 0xFF, 0xD9];

    [Fact]
    public void Of_a_photo_only_the_picture_and_its_colours_are_left() => Assert.Equal(Bare, PictureMetadata.Strip(Photo()));

    [Theory]
    [InlineData(6, false)]
    [InlineData(8, true)]
    public void Which_side_is_up_is_kept(int side, bool isLittle)
    {
        var kept = PictureMetadata.Strip(Photo(side, isLittle));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.Equal(Bare.Length + 36, kept.Length);
        Assert.Equal(kept, PictureMetadata.Strip(kept)); // readable again, and there is nothing more to take away
        Assert.IsType<FileVerdict.Good>(FileJudge.Judge(kept));
    }

    [Fact]
    public void Pictures_of_several_scans_stay_whole()
    {
        byte[] tables = Segment(0xC4, 0, 0xFF, 0xD9, 0xFF); // a table may hold what elsewhere is the end
        byte[] picture = [0xFF, 0xD8, .. Jfif, .. Frame, .. tables, .. Scan, .. tables, .. Scan, 0xFF, 0xD9];
        Assert.Equal(picture, PictureMetadata.Strip(picture));
    }

    [Fact]
    public void Words_and_places_in_PNG_and_WebP_go_too()
    {
        byte[] png = [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", new byte[13]), .. Chunk("eXIf", [1]), .. Chunk("tEXt", [2]), .. Chunk("IDAT", [3]), .. Chunk("iTXt", [4]), .. Chunk("IEND", [])];
        byte[] bare = [.. png[..8], .. Chunk("IHDR", new byte[13]), .. Chunk("IDAT", [3]), .. Chunk("IEND", [])];
        Assert.Equal(bare, PictureMetadata.Strip([.. png, .. "GPS"u8]));

        byte[] webp = Riff([.. Part("VP8X", [0x3C, 0, 0, 0, 1, 0, 0, 1, 0, 0]), .. Part("VP8 ", [1, 2, 3]), .. Part("EXIF", [9, 9, 9]), .. Part("XMP ", [8])]);
        Assert.Equal(Riff([.. Part("VP8X", [0x30, 0, 0, 0, 1, 0, 0, 1, 0, 0]), .. Part("VP8 ", [1, 2, 3])]), PictureMetadata.Strip(webp));

        static byte[] Chunk(string name, byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 1, 2, 3, 4];
        static byte[] Part(string name, byte[] content) => [.. Encoding.ASCII.GetBytes(name), (byte)content.Length, 0, 0, 0, .. content, .. new byte[content.Length & 1]];
        static byte[] Riff(byte[] parts) => [.. "RIFF"u8, (byte)(parts.Length + 4), 0, 0, 0, .. "WEBP"u8, .. parts];
    }

    [Fact]
    public void Whatever_is_broken_or_cut_off_breaks_nothing_and_stays_what_it_was()
    {
        byte[][] pictures = [Photo(6), Photo(3, true), Pictures.Png(10, 10), Pictures.Jpeg(1280, 960), .. (byte[][])[[.. "RIFF"u8, 40, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, .. new byte[30]]]];
        var damaged = from picture in Gen.Elements(pictures)
                      from length in Gen.Choose(0, picture.Length)
                      from places in Gen.Choose(0, Math.Max(0, length - 1)).ArrayOf(3)
                      from values in Gen.Choose(0, 255).ArrayOf(3)
                      select Damage(picture[..length], places, values);
        Prop.ForAll(damaged.ToArbitrary(), picture =>
        {
            var kept = PictureMetadata.Strip(picture);
            Assert.True(kept.Length <= picture.Length + 2);
            if (!picture.AsSpan().StartsWith("RIFF"u8) && FileJudge.Judge(picture) is FileVerdict.Good)
                Assert.IsType<FileVerdict.Good>(FileJudge.Judge(kept));
        }).QuickCheckThrowOnFailure();

        static byte[] Damage(byte[] picture, int[] places, int[] values)
        {
            foreach (var (place, value) in places.Zip(values))
                if (place < picture.Length)
                    picture[place] = (byte)value;
            return picture;
        }
    }
}
