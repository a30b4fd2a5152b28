using System.Buffers.Binary;

namespace CellBot.Host.Channels.Files;

/// <summary>
/// Takes out of a picture what the camera wrote beside it: where and when it was taken, with which device, small copies, comments, and whatever hangs behind its end.
/// The picture itself, its colours and which side is up stay, byte for byte.
/// </summary>
internal static class PictureMetadata
{
    private static ReadOnlySpan<byte> ExifHead => "Exif\0\0"u8;

    /// <param name="picture">A JPEG, PNG or WebP; anything else comes back as it is.</param>
    public static byte[] Strip(ReadOnlySpan<byte> picture)
    {
        if (picture.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg(picture);
        if (picture.Length >= 8 && picture.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return Png(picture);
        return picture.Length >= 12 && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8) ? WebP(picture) : picture.ToArray();
    }

    /// <summary>Segments as in ITU-T T.81, annex B. Where it is not as it should be, the rest stays away before the picture begins, and stays as it is after.</summary>
    private static byte[] Jpeg(ReadOnlySpan<byte> bytes)
    {
        var kept = new MemoryStream(bytes.Length);
        kept.Write(bytes[..2]);
        var at = 2;
        var isInPicture = false;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill byte
                continue;
            }

            if (marker == 0xD9)
                break;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                kept.Write(bytes.Slice(at, 2)); // no length
                at += 2;
                continue;
            }

            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            isInPicture |= marker is 0xDA or (>= 0xC0 and <= 0xCF);
            if (length < 4 || at + length > bytes.Length)
            {
                if (isInPicture)
                    kept.Write(bytes[at..]);
                return kept.ToArray();
            }

            var segment = bytes.Slice(at, length);
            at += length;
            if (marker == 0xE1 && segment[4..].StartsWith(ExifHead))
                WriteOrientation(kept, segment[(4 + ExifHead.Length)..]);
            else if (!IsMetadata(marker, segment[4..]))
                kept.Write(segment);
            if (marker != 0xDA)
                continue;
            var end = at + ScanLength(bytes[at..]);
            kept.Write(bytes[at..end]);
            at = end;
        }

        kept.Write([0xFF, 0xD9]);
        return kept.ToArray();
    }

    /// <summary>What is needed to show it: JFIF (APP0), the colour profile (APP2), Adobe's colour transform (APP14). The other APPn and comments are not.</summary>
    private static bool IsMetadata(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        0xE0 => !content.StartsWith("JFIF\0"u8),
        0xE2 => !content.StartsWith("ICC_PROFILE\0"u8),
        0xEE => !content.StartsWith("Adobe"u8),
        (>= 0xE1 and <= 0xEF) or 0xFE => true,
        _ => false,
    };

    /// <summary>Up to the next marker; in a scan 0xFF is followed by 0 or by a restart.</summary>
    private static int ScanLength(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at + 1 < bytes.Length; at++)
            if (bytes[at] == 0xFF && bytes[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return at;
        return bytes.Length;
    }

    /// <summary>Of all that the camera wrote, which side is up (tag 274 of TIFF 6.0) is kept: without it many photographed pages would lie on their side.</summary>
    private static void WriteOrientation(MemoryStream kept, ReadOnlySpan<byte> tiff)
    {
        if (Orientation(tiff) is not (> 1 and <= 8 and var side))
            return;
        kept.Write([0xFF, 0xE1, 0, 34, .. ExifHead, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)side, 0, 0, 0, 0, 0, 0]);
    }

    private static int? Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
            return null;
        var isLittle = tiff[0] == 'I';
        var at = (long)Long(tiff[4..], isLittle);
        if (at + 2 > tiff.Length)
            return null;
        var count = Short(tiff[(int)at..], isLittle);
        for (var entry = (int)at + 2; count-- > 0 && entry + 12 <= tiff.Length; entry += 12)
            if (Short(tiff[entry..], isLittle) == 0x0112)
                return Short(tiff[(entry + 8)..], isLittle);
        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    /// <summary>Chunks of length, name, content, checksum (ISO/IEC 15948); nothing after IEND.</summary>
    private static byte[] Png(ReadOnlySpan<byte> bytes)
    {
        var kept = new MemoryStream(bytes.Length);
        kept.Write(bytes[..8]);
        var at = 8;
        while (at + 12 <= bytes.Length)
        {
            var length = 12L + BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (at + length > bytes.Length)
                break;
            var chunk = bytes.Slice(at, (int)length);
            var name = chunk.Slice(4, 4);
            if (!(name.SequenceEqual("eXIf"u8) || name.SequenceEqual("tEXt"u8) || name.SequenceEqual("zTXt"u8) || name.SequenceEqual("iTXt"u8) || name.SequenceEqual("tIME"u8)))
                kept.Write(chunk);
            if (name.SequenceEqual("IEND"u8))
                return kept.ToArray();
            at += chunk.Length;
        }

        kept.Write(bytes[at..]); // cut off: what is there of the picture
        return kept.ToArray();
    }

    /// <summary>Chunks of name, length, content (RFC 9649); the extended header says which kinds there are.</summary>
    private static byte[] WebP(ReadOnlySpan<byte> bytes)
    {
        const byte hasExif = 0x08, hasXmp = 0x04;
        var kept = new MemoryStream(bytes.Length);
        kept.Write(bytes[..12]);
        var end = (int)Math.Min(bytes.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            var chunk = bytes[at..(int)Math.Min(end, at + 8L + length + (length & 1))];
            if (chunk.StartsWith("VP8X"u8) && chunk.Length > 8)
            {
                var header = chunk.ToArray();
                header[8] &= unchecked((byte)~(hasExif | hasXmp));
                kept.Write(header);
            }
            else if (!(chunk.StartsWith("EXIF"u8) || chunk.StartsWith("XMP "u8)))
            {
                kept.Write(chunk);
            }

            at += chunk.Length;
        }

        var stripped = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(stripped.AsSpan(4), (uint)stripped.Length - 8);
        return stripped;
    }
}
